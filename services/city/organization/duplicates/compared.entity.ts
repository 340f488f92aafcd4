import { type Opt, p } from '@mikro-orm/core'
import { comparedColumns } from './compared-columns.js'

/** Columns by which duplicates are told. The database keeps them up to date itself; not loaded with an entity. */
export function comparedProperties() {
  return {
    comparedName: p.text().$type<Opt<string>>().lazy().generated(comparedColumns.name),
    comparedHost: p.text().$type<Opt<string>>().nullable().lazy().generated(comparedColumns.host),
    comparedRegisterNumber: p
      .text()
      .$type<Opt<string>>()
      .nullable()
      .lazy()
      .generated(comparedColumns.registerNumber),
  }
}

/** The indexes that go with `comparedProperties`. */
export function comparisonIndexes() {
  const name = 'organization_compared_name_index'
  return [
    {
      name,
      expression: `create index ${name} on city.organization using gin (compared_name public.gin_trgm_ops)`,
    },
    {
      name: 'organization_compared_host_index',
      expression: 'create index organization_compared_host_index on city.organization (compared_host)',
    },
    {
      name: 'organization_compared_register_number_index',
      expression:
        'create index organization_compared_register_number_index on city.organization (compared_register_number)',
    },
  ]
}
