import { p } from '@mikro-orm/core'

/** Counts what has been written of a row; whoever changes it says which version they have in mind. */
export function versionNumber() {
  return p.integer().default(1)
}

/** What is kept of every version beside its content; a trigger writes it (migrations/version-trigger.ts). */
export function versionProperties() {
  return {
    version: p.integer().primary().autoincrement(false),
    validFrom: moment().comment('-infinity: since before versions were kept'),
    validTo: moment().nullable().comment('first moment it was no longer so'),
    changedBy: p.text().comment('as in the audit trail'),
    reason: p.text().nullable(),
  }
}

/** The index that finds what was valid at a moment. */
export function validityIndex(table: string) {
  const name = `${table}_validity_index`
  return {
    name,
    expression: `create index ${name} on city.${table} using gist (tstzrange(valid_from, valid_to))`,
  }
}

function moment() {
  return p.datetime().columnType('timestamptz')
}
