import { type Caller, isAdministrator } from '../../../platform/caller/caller.js'

/** Whether somebody may see the personal data of an account: the person herself, and administrators. */
export function maySee(caller: Caller, accountId: string): boolean {
  return caller.subject === accountId || isAdministrator(caller)
}
