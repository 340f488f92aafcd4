import { Audience } from '../../../platform/changes/event.entity.js'
import type { NewEvent } from '../../../platform/changes/event.js'
import type { Organization } from './organization.type.js'

/** What became of an organization. */
export type OrganizationEvent =
  | 'registered'
  | 'verified'
  | 'changed'
  | 'suspended'
  | 'suspension-lifted'
  | 'merged'
  | 'verification-due'

const audiences: Record<OrganizationEvent, Audience> = {
  registered: Audience.TOWN,
  verified: Audience.PUBLIC,
  changed: Audience.ORGANIZATION,
  suspended: Audience.ORGANIZATION,
  'suspension-lifted': Audience.ORGANIZATION,
  merged: Audience.ORGANIZATION,
  'verification-due': Audience.ORGANIZATION,
}

type Subject = Pick<Organization, 'id' | 'name' | 'districtId'>

/** The event that something became of an organization; it names the organization and what else is given. */
export function organizationEvent(
  event: OrganizationEvent,
  { id, name, districtId }: Subject,
  data: Readonly<Record<string, unknown>> = {},
): NewEvent {
  return {
    type: `organization.${event}`,
    entity: 'Organization',
    entityId: id,
    organizationId: id,
    audience: audiences[event],
    districts: districtId === null ? [] : [districtId],
    data: { name, ...data },
  }
}
