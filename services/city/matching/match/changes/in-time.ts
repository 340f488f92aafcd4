import { HubError } from '../../../../../platform/errors/hub-error.js'
import { MatchStatus } from '../match-status.js'
import type { StoredMatch } from '../stored-match.js'

/** @throws HubError STATE_REFUSED for a match that waited too long for its provider, though the hub has not ended it yet */
export function demandInTime({ status, confirmBy }: StoredMatch, now: Date): void {
  if (status !== MatchStatus.ACCEPTED || confirmBy === null || now < confirmBy) return
  throw new HubError(
    'STATE_REFUSED',
    `It was to be confirmed before ${confirmBy.toISOString()}: ask a coordinator to allocate it again.`,
    { details: { status: MatchStatus.EXPIRED, confirmBy } },
  )
}
