import { type RawBuilder, sql } from 'kysely'
import type { Caller } from '../../../../platform/caller/caller.js'
import type { Transaction } from '../../../../platform/database/database.js'
import { HubError } from '../../../../platform/errors/hub-error.js'
import { type AccessRule, demand } from '../../../../platform/graph/access.js'
import { demandActing } from '../../organization/acting.js'
import { demandDecision } from '../../organization/may-decide.js'
import { ownerOf } from './owner-of.js'
import { stateRefused } from './state-refused.js'
import { subgraphColumns, subgraphRows } from './subgraph.queries.js'
import type { Subgraph } from './subgraph.type.js'
import { SubgraphStatus } from './subgraph-status.js'

/**
 * A subgraph the caller may do something with, kept from being changed by others until the transaction ends.
 *
 * @param which SQL condition of the row `s`
 * @throws HubError UNAUTHENTICATED, FORBIDDEN alike for one of others and one that is not there, but NOT_FOUND for
 *   coordinators; ORGANIZATION_SUSPENDED; STATE_REFUSED for one that has retired
 */
export async function ownSubgraph(
  transaction: Transaction,
  caller: Caller,
  rule: AccessRule,
  which: RawBuilder<unknown>,
): Promise<Subgraph> {
  const [subgraph] = await transaction.rows<Subgraph>(
    sql`select ${subgraphColumns} from ${subgraphRows} where ${which} for update of s`,
  )
  if (subgraph === undefined) {
    demand(caller, rule, { organizationId: '', town: false })
    throw new HubError('NOT_FOUND', 'Diesen Teilgraphen gibt es nicht / There is no such subgraph.')
  }
  await demandActing(transaction, caller, rule, subgraph.organizationId)
  if (subgraph.status === SubgraphStatus.RETIRED) {
    throw stateRefused(
      `Der Teilgraph „${subgraph.name}“ hat den Graphen verlassen`,
      `The subgraph "${subgraph.name}" has left the graph: register another one.`,
    )
  }
  return subgraph
}

/** As `ownSubgraph`, for what coordinators decide. @throws HubError FORBIDDEN for those who belong to its organization */
export async function subgraphToDecide(
  transaction: Transaction,
  caller: Caller,
  rule: AccessRule,
  which: RawBuilder<unknown>,
): Promise<Subgraph> {
  const subgraph = await ownSubgraph(transaction, caller, rule, which)
  demandDecision(caller, ownerOf(subgraph))
  return subgraph
}
