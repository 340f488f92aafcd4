import { Audience } from '../../../../platform/changes/event.entity.js'
import type { NewEvent } from '../../../../platform/changes/event.js'
import type { LocalizedText } from '../../../../platform/graph/language.js'
import { quantity, type Tongue } from '../explanation/wording.js'
import { engineAmount } from '../problem/amount.js'
import type { StoredMatch } from './stored-match.js'

/** Whose event it is, where both sides are told the same by one each. */
type EventSide = 'PROVIDER' | 'INITIATIVE'

type Subject = Pick<
  StoredMatch,
  'id' | 'amount' | 'unit' | 'needId' | 'resourceId' | 'initiativeId' | 'provider' | 'seeker'
>

/**
 * The events about a match: one for who offers the resource, one for who has the need; a single one where that is the
 * same organization.
 */
export function matchEvents(
  became: 'accepted' | 'confirmed' | 'refused' | 'released' | 'expired',
  match: Subject,
  more: Readonly<Record<string, unknown>> = {},
): NewEvent[] {
  const { id, amount, unit, needId, resourceId, initiativeId, provider, seeker } = match
  const event = ({ organizationId }: { organizationId: string }, side: EventSide | null): NewEvent => ({
    type: `match.${became}`,
    entity: 'Match',
    entityId: id,
    organizationId,
    audience: Audience.ORGANIZATION,
    data: {
      title: titleOf(match),
      quantity: { amount, unit },
      ...{ needId, resourceId, initiativeId, side },
      ...more,
    },
  })
  if (provider.organizationId === seeker.organizationId) return [event(seeker, null)]
  return [event(provider, 'PROVIDER'), event(seeker, 'INITIATIVE')]
}

/** What it is about. */
function titleOf({ amount, unit, provider, seeker }: Subject): LocalizedText {
  const [offered, needed] = [provider.title, seeker.title]
  const told = (tongue: Tongue) => quantity(engineAmount(amount), unit, tongue).text
  return {
    DE: `${told('DE')} von „${offered.DE}“ für „${needed.DE}“`,
    EN: `${told('EN')} of “${offered.EN ?? offered.DE}” for “${needed.EN ?? needed.DE}”`,
  }
}
