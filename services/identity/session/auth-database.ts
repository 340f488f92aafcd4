import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'

/** Words of better-auth that this service calls something else: what it calls a user is an account here. */
const ours = new Map([
  ['user', 'account'],
  ['account', 'credential'],
  ['userId', 'account_id'],
  ['accountId', 'subject'],
])
const theirs = new Map([...ours].map(([theirWord, ourWord]) => [ourWord, theirWord]))

/** Translates better-auth's names of tables and columns to ours, and the columns of its rows back. */
class NamesOfTables extends CamelCasePlugin {
  protected override snakeCase(name: string): string {
    return ours.get(name) ?? super.snakeCase(name)
  }

  protected override camelCase(name: string): string {
    // Rows have columns only; `account` and `credential` are tables.
    return (name.includes('_') || name === 'subject' ? theirs.get(name) : undefined) ?? super.camelCase(name)
  }
}

/** The service's database as better-auth sees it, over the same connections. */
export function authDatabase(pool: pg.Pool) {
  return {
    db: new Kysely<unknown>({ dialect: new PostgresDialect({ pool }), plugins: [new NamesOfTables()] }),
    type: 'postgres' as const,
    schemaName: 'identity',
    transaction: true,
  }
}
