import { sql } from 'kysely'
import { change } from '../../../../../platform/changes/change.js'
import { demand } from '../../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { checked, refusedInput } from '../../../../../platform/input/checked.js'
import { problem } from '../../../../../platform/input/problem.js'
import { proveHost } from '../../host/prove-host.js'
import { newestUrl } from '../../version/newest-url.js'
import { subgraphAddress } from '../../version/version.input.js'
import { ownSubgraph } from '../own-subgraph.js'
import { stateRefused } from '../state-refused.js'
import { subgraphAccess } from '../subgraph.access.js'
import type { ProveSubgraphHostArgs } from '../subgraph.args.js'
import type { Subgraph } from '../subgraph.type.js'
import { writeSubgraph } from '../write-subgraph.js'

/**
 * Looks now whether the host of a subgraph shows the subgraph's token.
 *
 * @throws HubError as `ownSubgraph`; BAD_USER_INPUT for an address that is none or missing, STATE_REFUSED if the host
 *   does not show it, with the problem in `extensions.problem`
 */
export async function proveSubgraphHost(
  context: SubgraphContext,
  { id, url: given, idempotencyKey, lang }: ProveSubgraphHostArgs,
): Promise<Subgraph> {
  const { caller, config, database, now } = context
  const rule = subgraphAccess.proveHost
  demand(caller, rule)
  const { privateAddresses } = config.partners
  const chosen = checked(subgraphAddress(privateAddresses).nullish(), given, lang, ['url'])
  const { hostToken: token } = await database.transaction((step) =>
    ownSubgraph(step, caller, rule, sql`s.id = ${id}`),
  )
  const url = chosen ?? (await newestUrl(context, id))
  if (url === undefined) throw refusedInput([problem(['url'], 'MISSING', lang)])
  const { origin } = new URL(url)
  const found = await proveHost({ config }, { url, token })
  if (!found.proven) {
    throw stateRefused(
      `${origin} zeigt das Kennzeichen nicht (${found.problem})`,
      `${origin} does not show the token (${found.problem}): serve it at /.well-known/bindeglied-subgraph, on a line of its own.`,
      { problem: found.problem },
    )
  }
  const request = { action: 'proveSubgraphHost', input: { id, url: given }, idempotencyKey }
  return change(context, request, async (step) => {
    const current = await ownSubgraph(step, caller, rule, sql`s.id = ${id}`)
    return writeSubgraph(step, current, { provenAddress: origin, provenAt: now })
  })
}
