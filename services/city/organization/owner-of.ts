import type { Owner } from '../../../platform/graph/access.js'
import type { Organization } from './organization.type.js'
import { OrganizationKind } from './organization-kind.js'

/** An organization as the owner of itself. */
export function ownerOf({ id, kind }: Pick<Organization, 'id' | 'kind'>): Owner {
  return { organizationId: id, town: kind === OrganizationKind.TOWN }
}
