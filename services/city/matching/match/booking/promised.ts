import { sql } from 'kysely'
import type { ChangeContext } from '../../../../../platform/changes/change.js'
import { HubError } from '../../../../../platform/errors/hub-error.js'
import { type Language, localize } from '../../../../../platform/graph/language.js'
import type { Unit } from '../../../goods/resource-kind.js'
import { tongueOf } from '../../explanation/explain-obstacle.js'
import { quantity } from '../../explanation/wording.js'
import { engineAmount } from '../../problem/amount.js'
import { refusalReason } from './refusal-reason.js'
import { bookingRefusal } from './refuse.js'

interface Thing {
  table: 'resource' | 'need'
  id: string
  lang: Language
}

interface Promised {
  unit: Unit
  /** Exact decimal number. */
  amount: string
  version: number
}

/**
 * Makes a change of a resource or need of which something is promised. What the promises do not let be changed becomes a
 * refusal that says how much is promised, read once the transaction has been taken back.
 *
 * @throws HubError CONFLICT with the reason in `extensions.reason`; and whatever the work throws
 */
export async function refusingLessThanPromised<T>(
  { database, now }: Pick<ChangeContext, 'database' | 'now'>,
  { table, id, lang }: Thing,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const reason = refusalReason(error)
    if (reason === undefined) throw error
    const [promised] = await database.rows(
      table === 'resource' ? promisedOfResource(id, now) : promisedToNeed(id),
    )
    if (promised === undefined) throw error
    const { amount, unit, version } = promised
    const context = { lang, current: { id, version } }
    if (reason === 'PROMISED') throw bookingRefusal(reason, null, context)
    throw new HubError('CONFLICT', moreIsPromised(promised, lang), {
      details: { reason: 'MORE_IS_PROMISED', promised: { amount, unit }, current: { id, version } },
    })
  }
}

/** SQL: most that is promised of it at a moment that is ahead, or in all where it is used up. */
function promisedOfResource(id: string, now: Date) {
  return sql<Promised>`select r.unit, r.version, trim_scale(r.amount - coalesce(
      (select min(s.free) from city.resource_slice s
        where s.resource_id = r.id and s.during && tstzrange(${now}, null)), r.amount))::text as amount
    from city.resource r where r.id = ${id}`
}

function promisedToNeed(id: string) {
  return sql<Promised>`select n.unit, n.version, trim_scale(n.amount - coalesce(
      (select balance.missing from city.need_balance balance where balance.need_id = n.id), n.amount))::text as amount
    from city.need n where n.id = ${id}`
}

function moreIsPromised({ amount, unit }: Promised, lang: Language): string {
  // Nothing is no amount to the engine.
  const counted = Number(amount) > 0 ? engineAmount(amount) : 0
  const { text } = quantity(counted, unit, tongueOf(lang))
  return localize(
    {
      DE: `Zugesagt ist schon mehr: ${text}. Geben Sie zuerst Zuteilungen frei.`,
      EN: `More than that is promised: ${text}. Release matches first.`,
    },
    lang,
  )
}
