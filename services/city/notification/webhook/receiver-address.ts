import type { Config } from '../../../../platform/config/config.js'
import type { Language } from '../../../../platform/graph/language.js'
import { refusedInput } from '../../../../platform/input/checked.js'
import { type ProblemCode, problem } from '../../../../platform/input/problem.js'
import { checkReachable } from '../../../../platform/outbound/reachable.js'

/**
 * Lets an address pass that messages could be posted to now. It is checked again at each connection.
 *
 * @throws HubError BAD_USER_INPUT
 */
export async function demandReceiver(address: string, { webhooks }: Config, lang: Language): Promise<void> {
  if (webhooks.privateAddresses) return
  const code = await problemOf(new URL(address))
  if (code !== undefined) throw refusedInput([problem(['input', 'url'], code, lang)])
}

async function problemOf(url: URL): Promise<ProblemCode | undefined> {
  if (url.protocol !== 'https:') return 'NOT_HTTPS'
  const found = await checkReachable(url)
  if (found === 'NOT_PUBLIC') return 'ADDRESS_NOT_PUBLIC'
  return found === 'UNKNOWN_HOST' ? 'HOST_UNKNOWN' : undefined
}
