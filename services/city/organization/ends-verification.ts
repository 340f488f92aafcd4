import type { Organization } from './organization.type.js'

type Verified = Pick<Organization, 'name' | 'kind' | 'registerNumber'>

/**
 * Whether a change of what an organization says of itself takes its verification away: another name, kind or register
 * number is what a coordinator has not looked at.
 */
export function endsVerification(before: Verified, after: Verified): boolean {
  return (
    before.name !== after.name || before.kind !== after.kind || before.registerNumber !== after.registerNumber
  )
}
