import { type RawBuilder, sql } from 'kysely'
import type { Window } from '../../../../matching/windows.js'
import type { Caller } from '../../../../platform/caller/caller.js'
import type { Transaction } from '../../../../platform/database/database.js'
import { HubError } from '../../../../platform/errors/hub-error.js'
import type { Owner } from '../../../../platform/graph/access.js'
import type { LocalizedText } from '../../../../platform/graph/language.js'
import type { Unit } from '../../goods/resource-kind.js'
import type { Sharing } from '../../resource/sharing.js'
import { asWindows } from './booking/windows.js'
import { isVisibleTo, matchColumns, matchRows } from './match.queries.js'
import type { Match } from './match.type.js'
import type { MatchStatus } from './match-status.js'

/** One side of a match: who offers the resource, or who has the need. */
export interface Side extends Owner {
  organizationId: string
  /** Title of the resource, or of the need. */
  title: LocalizedText
}

/** A match as a change finds it. */
export interface StoredMatch {
  id: string
  status: MatchStatus
  version: number
  /** Exact decimal number. */
  amount: string
  unit: Unit
  sharing: Sharing
  /** When it is used. */
  windows: readonly Window[]
  needId: string
  resourceId: string
  initiativeId: string
  acceptedAt: Date | null
  confirmBy: Date | null
  provider: Side
  seeker: Side
}

/**
 * The match, kept from being changed by others until the transaction ends, with its resource and its need.
 *
 * @throws HubError NOT_FOUND if there is none the caller may see
 */
export async function lockMatch(transaction: Transaction, caller: Caller, id: string): Promise<StoredMatch> {
  const locked = await transaction.rows(
    sql`select city.lock_parties(m.need_id, m.resource_id) from ${matchRows}
        where m.id = ${id} and ${isVisibleTo(caller)}`,
  )
  if (locked.length === 0) throw unknownMatch(id)
  return lockedMatch(transaction, id)
}

/** SQL: both sides, from the rows of a need `n` and a resource `r`. */
const sides = sql`${side('r')} as provider, ${side('n')} as seeker`

function side(goods: 'r' | 'n') {
  const organization = sql.ref(`${goods}.organization_id`)
  return sql`json_build_object('organizationId', ${organization}, 'title', ${sql.ref(`${goods}.title`)},
    'town', exists (select from city.organization town where town.id = ${organization} and town.kind = 'TOWN'))`
}

/** The sides of a need and a resource that are not matched yet; undefined if one of them is not there. */
export async function sidesOf(
  { rows }: Transaction,
  { needId, resourceId }: { needId: string; resourceId: string },
) {
  const [found] = await rows<Pick<StoredMatch, 'provider' | 'seeker' | 'unit'>>(
    sql`select ${sides}, r.unit from city.need n cross join city.resource r
        where n.id = ${needId} and r.id = ${resourceId}`,
  )
  return found
}

/** The match, locked; its resource and its need were locked before. */
export async function lockedMatch(transaction: Transaction, id: string): Promise<StoredMatch> {
  const [match] = await lockedMatches(transaction, sql`m.id = ${id}`)
  if (match === undefined) throw unknownMatch(id)
  return match
}

/** Matches by a condition on the rows `m`, locked in the order of their ids; what they are of was locked before. */
export function lockedMatches({ rows }: Transaction, which: RawBuilder<unknown>): Promise<StoredMatch[]> {
  return rows<StoredMatch>(
    sql`select m.id, m.status, m.version, trim_scale(m.amount)::text as amount, r.unit, r.sharing,
          ${asWindows(sql`m.during`)} as windows, m.need_id as "needId", m.resource_id as "resourceId",
          n.initiative_id as "initiativeId", m.accepted_at as "acceptedAt", m.confirm_by as "confirmBy", ${sides}
        from ${matchRows} where ${which} order by m.id for update of m`,
  )
}

/** The match as queries give it, once everything is written. */
export async function matchAsWritten({ rows }: Transaction, id: string): Promise<Match> {
  const [match] = await rows<Match>(sql`select ${matchColumns} from ${matchRows} where m.id = ${id}`)
  if (match === undefined) throw new TypeError(`The match ${id} was not written`)
  return match
}

/** What who meets a conflict is given to compare with. */
export function comparable({
  id,
  version,
  status,
  amount,
  unit,
  confirmBy,
}: Pick<StoredMatch, 'id' | 'version' | 'status' | 'amount' | 'unit' | 'confirmBy'>) {
  return { id, version, status, quantity: { amount, unit }, confirmBy }
}

/** Strangers must not learn from a refusal that there is something they may not see. */
function unknownMatch(id: string): HubError {
  return new HubError('NOT_FOUND', `There is no match "${id}" that you may change.`)
}
