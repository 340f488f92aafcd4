import { MemberRole } from './member-role.js'

export interface Member {
  accountId: string
  role: MemberRole
}

/** Whether an organization has no owner any more when this one is none. */
export function isLastOwner(members: readonly Member[], accountId: string): boolean {
  const owners = members.filter(({ role }) => role === MemberRole.OWNER)
  return owners.length === 1 && owners[0]?.accountId === accountId
}
