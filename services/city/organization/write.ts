import type { EntityData, InferEntity } from '@mikro-orm/core'
import { sql } from 'kysely'
import type { Change } from '../../../platform/changes/change.js'
import type { Transaction } from '../../../platform/database/database.js'
import { organizationColumns } from './organization.columns.js'
import { OrganizationEntity } from './organization.entity.js'
import type { Organization } from './organization.type.js'

/**
 * Writes columns of an organization that is locked, as its next version.
 *
 * @returns the organization as it is then
 */
export async function writeOrganization(
  step: Change,
  { id, version }: Pick<Organization, 'id' | 'version'>,
  columns: EntityData<InferEntity<typeof OrganizationEntity>>,
): Promise<Organization> {
  await step.em.nativeUpdate(OrganizationEntity, { id }, { ...columns, version: version + 1 })
  return storedOrganization(step, id)
}

/** An organization as it is stored now, in this transaction. */
export async function storedOrganization({ rows }: Transaction, id: string): Promise<Organization> {
  const [organization] = await rows<Organization>(
    sql`select ${organizationColumns} from city.organization o where o.id = ${id}`,
  )
  if (organization === undefined)
    throw new TypeError(`The organization ${id} is gone in the middle of a change`)
  return organization
}
