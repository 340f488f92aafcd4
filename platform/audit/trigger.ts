import pg from 'pg'

export interface AuditedTable {
  /** With its schema, such as `city.initiative`. */
  table: string
  /** What the trail calls a row, such as `Initiative`. */
  entity: string
  /** Columns that make its id there. */
  key?: readonly string[]
  /** Column with the id of the organization that may read the entries. */
  organization?: string
  /** Columns whose values are personal data: the trail says that they changed, not what they hold. */
  personal?: readonly string[]
  /** Columns that follow from others, or are too large to be of use. */
  derived?: readonly string[]
  /**
   * SQL conditions of the rows that people decide on, where a table also holds what the hub puts before them: `new` when
   * a row is made, `new` and `old` when it is changed. Such rows are not deleted but by the hub, so that is not recorded.
   */
  when?: { inserted: string; updated: string }
}

/**
 * SQL that records every change of a table's rows in the audit trail, when the transaction commits: then the lock on
 * the chain is held for an instant only.
 */
export function auditTrigger(audited: AuditedTable): string {
  const { table, entity, key = ['id'], organization = '', personal = [], derived = [], when } = audited
  const args = [entity, key.join(','), organization, personal.join(','), derived.join(',')]
  const trigger = (name: string, after: string, condition = '') =>
    `create constraint trigger ${name} after ${after} on ${table}
    deferrable initially deferred for each row ${condition}
    execute function audit.record(${args.map((arg) => pg.escapeLiteral(arg)).join(', ')});`
  if (when === undefined) return trigger('audit', 'insert or update or delete')
  return `${trigger('audit_inserted', 'insert', `when (${when.inserted})`)}
    ${trigger('audit_updated', 'update', `when (${when.updated})`)}`
}
