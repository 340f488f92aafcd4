import type { Caller } from '../../../../platform/caller/caller.js'
import { demandDecision } from '../../organization/may-decide.js'
import type { StoredMatch } from './stored-match.js'

/**
 * Lets pass coordinators who belong to neither side.
 *
 * @throws HubError FORBIDDEN
 */
export function demandMatchDecision(
  caller: Caller,
  { provider, seeker }: Pick<StoredMatch, 'provider' | 'seeker'>,
): void {
  demandDecision(caller, provider)
  demandDecision(caller, seeker)
}
