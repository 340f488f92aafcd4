import { sql } from 'kysely'
import type { Caller } from '../../../platform/caller/caller.js'
import type { Change } from '../../../platform/changes/change.js'
import type { Transaction } from '../../../platform/database/database.js'
import { HubError } from '../../../platform/errors/hub-error.js'
import { type AccessRule, demand, isAllowed, type Owner } from '../../../platform/graph/access.js'
import { demandActing } from '../organization/acting.js'
import { initiativeAccess } from './initiative.access.js'
import { initiativeColumns } from './initiative.queries.js'
import type { Initiative } from './initiative.type.js'
import { isOfTown, isPublic } from './initiative.visibility.js'
import type { WrittenInitiative } from './initiative-content.js'
import type { InitiativeStatus, PausedBy } from './initiative-status.js'
import { contentOfRow } from './written-columns.js'

/** An initiative as a change finds it. */
export interface StoredInitiative extends WrittenInitiative, Owner {
  id: string
  status: InitiativeStatus
  version: number
  contentVersion: number
  submittedAt: Date | null
  pausedBy: PausedBy | null
}

/**
 * The initiative, kept from being changed by others until the transaction ends, for a caller who may do with it what
 * the rule is for.
 *
 * @throws HubError NOT_FOUND if there is none the caller may know of, FORBIDDEN with who may, and as `demandActing`
 */
export async function lockInitiative(
  transaction: Transaction,
  caller: Caller,
  rule: AccessRule,
  id: string,
): Promise<StoredInitiative> {
  // Locked first and read then: a statement that waits for the lock would see the districts as they were before.
  await transaction.rows(sql`select from city.initiative where id = ${id} for update`)
  const [initiative] = await transaction.rows<StoredInitiative & { public: boolean }>(
    sql`select i.id, i.status, i.version, i.content_version as "contentVersion",
          i.organization_id as "organizationId", ${isOfTown} as town, i.submitted_at as "submittedAt",
          i.paused_by as "pausedBy", ${contentOfRow} as content, i.contact, ${isPublic} as public
        from city.initiative i where i.id = ${id}`,
  )
  if (initiative === undefined || !(initiative.public || isOwnOf(caller, rule, initiative)))
    throw unknownInitiative(id)
  const { public: _, ...stored } = initiative
  await demandFor(transaction, caller, rule, stored)
  return stored
}

/** Lets pass who may do something for an organization, or for the town where there is none. */
export async function demandFor(
  transaction: Transaction,
  caller: Caller,
  rule: AccessRule,
  { organizationId, town }: Owner,
): Promise<void> {
  if (organizationId === null) demand(caller, rule, { organizationId, town })
  else await demandActing(transaction, caller, rule, organizationId)
}

/** The initiative as queries give it, once everything is written. */
export async function initiativeAsWritten({ rows }: Change, id: string): Promise<Initiative> {
  const [initiative] = await rows<Initiative>(
    sql`select ${initiativeColumns} from city.initiative i where i.id = ${id}`,
  )
  if (initiative === undefined) throw new TypeError(`The initiative ${id} was not written`)
  return initiative
}

/** What who meets a conflict is given to compare with; the contact is not part of it. */
export function comparable({ id, version, status, content }: StoredInitiative) {
  return { id, version, status, ...content }
}

/** Whether the caller may do with it what the rule is for, or read all of it. */
export function isOwnOf(caller: Caller, rule: AccessRule, owner: Owner): boolean {
  return isAllowed(caller, rule, owner) || isAllowed(caller, initiativeAccess.read, owner)
}

/** Strangers must not learn from a refusal that there is something they may not read. */
function unknownInitiative(id: string): HubError {
  return new HubError('NOT_FOUND', `There is no initiative "${id}" that you may change.`)
}
