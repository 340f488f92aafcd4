import { HubError, messageOf } from '../errors/hub-error.js'

/** SQLSTATEs that say what this version's tables are made by has not been run: no such role, schema or table. */
const outdated = /^(28P01|28000|3F000|42P01|42703)$/
/** SQLSTATE classes of a server that is away, stopping, or out of disk or connections; and of the network. */
const unavailable = /^(08|53|57P|58|ECONN|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH)/

/** What a failure of the database means to the one who runs a command; anything else is given back as it is. */
export function explainDatabaseFailure(error: unknown): unknown {
  const code = (error as { code?: unknown } | null)?.code
  if (error instanceof HubError || typeof code !== 'string') return error
  if (outdated.test(code)) {
    return new HubError(
      'DATABASE_OUTDATED',
      `The database is not made for this version (${messageOf(error)}): run "npx hub migrate" first.`,
      { cause: error },
    )
  }
  if (unavailable.test(code)) {
    return new HubError(
      'DATABASE_UNAVAILABLE',
      `The database does not answer as it should (${messageOf(error)}): check that it runs, its disk and DATABASE_URL.`,
      { cause: error },
    )
  }
  return error
}
