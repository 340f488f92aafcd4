import { defineEntity, p } from '@mikro-orm/core'
import type { WrittenInitiative } from '../initiative/initiative-content.js'
import { OrganizationEntity } from '../organization/organization.entity.js'
import { schema } from '../schema.js'
import type { StoredFailure } from './registration-failure.js'
import { RegistrationFormat } from './registration-format.js'
import { RegistrationStatus } from './registration-status.js'
import type { RowFinding } from './row/judge-row.js'
import { RowOutcome } from './row-outcome.js'

/** A file with initiatives that an organization registers at once. */
export const InitiativeRegistrationEntity = defineEntity({
  name: 'InitiativeRegistration',
  tableName: 'initiative_registration',
  schema,
  properties: {
    id: p.text().primary(),
    organization: () => p.manyToOne(OrganizationEntity),
    format: p.enum(() => RegistrationFormat),
    dryRun: p.boolean(),
    submit: p.boolean().comment('whether rows that are complete are put before the town'),
    fileName: p.text().nullable(),
    status: p.enum(() => RegistrationStatus),
    parts: p.integer().nullable().comment('of the file; null until they are all there'),
    rowCount: p.integer().nullable().comment('null until the file is read'),
    runBy: p.text().nullable().comment('subject of the caller for whom it runs'),
    requestId: p.text().nullable().comment('request that runs it'),
    failure: p.json<StoredFailure>().nullable(),
    createdAt: p.datetime().columnType('timestamptz'),
    runAt: p.datetime().columnType('timestamptz').nullable(),
    endedAt: p.datetime().columnType('timestamptz').nullable(),
  },
  indexes: [
    { properties: ['organization', 'createdAt', 'id'] },
    { properties: ['createdAt'] },
    {
      name: 'initiative_registration_running_index',
      expression: `create index initiative_registration_running_index on city.initiative_registration (run_at) where status = 'RUNNING'`,
    },
  ],
})

/** A piece of a registration's file, until the file is read. */
export const InitiativeRegistrationPartEntity = defineEntity({
  name: 'InitiativeRegistrationPart',
  tableName: 'initiative_registration_part',
  schema,
  properties: {
    registration: () => p.manyToOne(InitiativeRegistrationEntity).deleteRule('cascade').primary(),
    part: p.integer().primary().comment('from 1'),
    content: p.text(),
    bytes: p.integer().comment('in UTF-8'),
  },
})

/** A row of a registration's file, and what has become of it. */
export const InitiativeRegistrationRowEntity = defineEntity({
  name: 'InitiativeRegistrationRow',
  tableName: 'initiative_registration_row',
  schema,
  properties: {
    registration: () => p.manyToOne(InitiativeRegistrationEntity).deleteRule('cascade').primary(),
    row: p.integer().primary().comment('from 1'),
    line: p.integer().nullable().comment('of a CSV file, where it begins'),
    externalId: p.text().nullable(),
    outcome: p.enum(() => RowOutcome),
    written: p.json<WrittenInitiative>().nullable().comment('what is to be registered; null once it is'),
    problems: p.json<RowFinding[]>(),
    initiativeId: p.text().nullable(),
  },
  indexes: [{ properties: ['registration', 'outcome', 'row'] }],
})
