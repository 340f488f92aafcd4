import { InitiativeStatus } from '../initiative/initiative-status.js'

/** Whether an initiative in this state can be helped: not if it will never be, or is over. */
export function takesNeeds(status: InitiativeStatus): boolean {
  return status !== InitiativeStatus.REJECTED && status !== InitiativeStatus.ENDED
}
