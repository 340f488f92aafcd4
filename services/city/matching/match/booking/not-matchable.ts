import { sql } from 'kysely'
import type { Transaction } from '../../../../../platform/database/database.js'
import { HubError } from '../../../../../platform/errors/hub-error.js'
import { type Language, type LocalizedText, localize } from '../../../../../platform/graph/language.js'
import { dayInTown } from '../../../calendar/today.js'
import { hasStatus, OrganizationStatus } from '../../../organization/organization-status.js'

/** What keeps a need or a resource from being matched at all. */
const reasons = {
  NEED_WITHDRAWN: { DE: 'Der Bedarf wurde zurückgezogen.', EN: 'The need has been withdrawn.' },
  NEED_OVER: { DE: 'Die Zeit des Bedarfs ist vorbei.', EN: 'The time of the need is over.' },
  INITIATIVE_NOT_PUBLISHED: {
    DE: 'Die Initiative ist nicht veröffentlicht, oder macht Pause.',
    EN: 'The initiative is not published, or pauses.',
  },
  NEED_NOT_VERIFIED: {
    DE: 'Die Organisation hinter der Initiative ist nicht geprüft, oder gesperrt.',
    EN: 'The organization behind the initiative is not verified, or suspended.',
  },
  RESOURCE_WITHDRAWN: { DE: 'Das Angebot wurde zurückgezogen.', EN: 'The offer has been withdrawn.' },
  RESOURCE_OVER: { DE: 'Die Zeit des Angebots ist vorbei.', EN: 'The time of the offer is over.' },
  RESOURCE_NOT_VERIFIED: {
    DE: 'Die Organisation, die es anbietet, ist nicht geprüft, oder gesperrt.',
    EN: 'The organization that offers it is not verified, or suspended.',
  },
  DIFFERENT_KIND: {
    DE: 'Bedarf und Angebot sind von verschiedener Art oder in verschiedenen Einheiten gezählt.',
    EN: 'The need and the offer are of different kinds, or counted in different units.',
  },
} as const satisfies Record<string, LocalizedText>

type Reason = keyof typeof reasons

/** The refusal of two that cannot be matched as they are, with every reason. */
export async function notMatchable(
  { rows }: Pick<Transaction, 'rows'>,
  { needId, resourceId }: { needId: string; resourceId: string },
  { now, lang }: { now: Date; lang: Language },
): Promise<HubError> {
  const today = dayInTown(now)
  const isVerified = (goods: string) => sql`exists (select from city.organization o
    where o.id = ${sql.ref(`${goods}.organization_id`)} and ${hasStatus(OrganizationStatus.VERIFIED, today)})`
  const [found] = await rows<Record<Reason, boolean>>(sql`select
      n.status <> 'OPEN' as "NEED_WITHDRAWN", coalesce(n.valid_to < ${today}::date, false) as "NEED_OVER",
      i.status <> 'PUBLISHED' as "INITIATIVE_NOT_PUBLISHED", not ${isVerified('n')} as "NEED_NOT_VERIFIED",
      r.status <> 'OPEN' as "RESOURCE_WITHDRAWN", coalesce(r.valid_to < ${today}::date, false) as "RESOURCE_OVER",
      not ${isVerified('r')} as "RESOURCE_NOT_VERIFIED",
      (n.kind, n.unit) is distinct from (r.kind, r.unit) as "DIFFERENT_KIND"
    from city.need n join city.initiative i on i.id = n.initiative_id cross join city.resource r
    where n.id = ${needId} and r.id = ${resourceId}`)
  if (found === undefined)
    throw new TypeError(`${needId} and ${resourceId} are gone in the middle of a change`)
  const given = (Object.keys(reasons) as Reason[])
    .filter((code) => found[code])
    .map((code) => ({ code, message: localize(reasons[code], lang) }))
  return new HubError('STATE_REFUSED', given.map(({ message }) => message).join(' '), {
    details: { reasons: given },
  })
}
