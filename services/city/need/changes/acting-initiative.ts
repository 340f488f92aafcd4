import { sql } from 'kysely'
import type { Caller } from '../../../../platform/caller/caller.js'
import type { Change } from '../../../../platform/changes/change.js'
import { HubError } from '../../../../platform/errors/hub-error.js'
import { type AccessRule, demand } from '../../../../platform/graph/access.js'
import { InitiativeStatus } from '../../initiative/initiative-status.js'
import { demandActing } from '../../organization/acting.js'
import { takesNeeds } from '../initiative-takes-needs.js'

/**
 * Lets pass who may state what an initiative lacks, and keeps the initiative as it is until the transaction ends.
 *
 * @returns the id of the organization that stands behind it
 * @throws HubError as `demandActing`; NOT_FOUND for coordinators where there is no such initiative, anybody else is
 *   told what strangers are told; STATE_REFUSED if it takes no needs
 */
export async function demandActingForInitiative(
  step: Change,
  caller: Caller,
  rule: AccessRule,
  id: string,
): Promise<string> {
  const [owned] = await step.rows<{ organizationId: string | null }>(
    sql`select organization_id as "organizationId" from city.initiative where id = ${id}`,
  )
  const organizationId = owned?.organizationId ?? null
  if (organizationId === null) {
    demand(caller, rule, { organizationId, town: false })
    if (owned === undefined) throw new HubError('NOT_FOUND', `There is no initiative "${id}".`)
    throw new HubError('STATE_REFUSED', 'No organization stands behind it: give it one first.')
  }
  await demandActing(step, caller, rule, organizationId)
  const [initiative] = await step.rows<{ status: InitiativeStatus }>(
    sql`select status from city.initiative where id = ${id} for share`,
  )
  if (initiative === undefined) throw new HubError('NOT_FOUND', `There is no initiative "${id}" any more.`)
  if (takesNeeds(initiative.status)) return organizationId
  const fits = Object.values(InitiativeStatus).filter(takesNeeds)
  throw new HubError(
    'STATE_REFUSED',
    `The initiative is ${initiative.status}; only one that is ${fits.join(' or ')} can lack something.`,
    { details: { status: initiative.status, fits } },
  )
}
