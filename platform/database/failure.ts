import { HubError, messageOf } from '../errors/hub-error.js'

/** SQLSTATEs that say what this version's tables are made by has not been run: no such role, schema or table. */
const outdated = /^(28P01|28000|3F000|42P01|42703)$/
/** SQLSTATE classes of a server that is away, stopping, or out of disk or connections; and of the network. */
const unavailable = /^(08|53|57P|58|ECONN|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH)/

/** What the driver says, without a code, of a connection that was lost or could not be had. */
const lostConnection =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/

/** Whether a failure says that the database is away, stopping or full, and that trying again later may help. */
export function isDatabaseAway(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown }
  return typeof code === 'string' ? unavailable.test(code) : lostConnection.test(String(message))
}

/** What a failure of the database means to the one who runs a command; anything else is given back as it is. */
export function explainDatabaseFailure(error: unknown): unknown {
  const code = (error as { code?: unknown } | null)?.code
  if (error instanceof HubError) return error
  if (typeof code === 'string' && outdated.test(code)) {
    return new HubError(
      'DATABASE_OUTDATED',
      `The database is not made for this version (${messageOf(error)}): run "npx hub migrate" first.`,
      { cause: error },
    )
  }
  if (isDatabaseAway(error)) {
    return new HubError(
      'DATABASE_UNAVAILABLE',
      `The database does not answer as it should (${messageOf(error)}): check that it runs, its disk and DATABASE_URL.`,
      { cause: error },
    )
  }
  return error
}
