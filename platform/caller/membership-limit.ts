import { HubError } from '../errors/hub-error.js'

/** Most organizations one account belongs to: as many as a caller token carries well within a request's headers. */
export const maxMemberships = 50

/**
 * Lets pass who may become a member of one more organization.
 *
 * @param memberships how many the account has
 * @throws HubError STATE_REFUSED
 */
export function demandRoomForMembership(memberships: number): void {
  if (memberships < maxMemberships) return
  throw new HubError(
    'STATE_REFUSED',
    `An account belongs to at most ${maxMemberships} organizations: leave one first, or use another account.`,
  )
}
