import { anonymous } from '../../../platform/caller/caller.js'
import type { Account } from './account.type.js'

/**
 * The account of the person behind a subject, as a reference for the identity service.
 *
 * @param subject who made a change, as the audit trail calls them
 * @returns null where no person did: an API key, a part of the hub, or whoever worked on the database itself
 */
export function actingAccount(subject: string): Account | null {
  const isPerson = subject !== anonymous.subject && !/^(key|system|database):/.test(subject)
  return isPerson ? { id: subject } : null
}
