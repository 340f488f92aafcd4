import { z } from 'zod'
import type { Scope } from '../../platform/caller/caller.js'
import { HubError } from '../../platform/errors/hub-error.js'

/**
 * The API key a command asks the graph with. Such commands run at a partner's, beside no hub, so the hub's own
 * settings (`parseConfig`) are none of their business.
 *
 * @param scopes which the key needs, for the message if there is none
 * @throws HubError CONFIG_INVALID
 */
export function apiKey(scopes: readonly Scope[]): string {
  const environment = z.object({
    HUB_API_KEY: z
      .string({ error: `is missing: an API key of the organization with the scopes ${quoted(scopes)}` })
      .regex(/^\S+$/, 'must not be empty or have spaces'),
  })
  const parsed = environment.safeParse(process.env)
  if (parsed.success) return parsed.data.HUB_API_KEY
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
  throw new HubError('CONFIG_INVALID', `${problems.join('; ')}.`)
}

function quoted(scopes: readonly Scope[]): string {
  return scopes.map((scope) => `"${scope}"`).join(' and ')
}
