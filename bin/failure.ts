import { explainDatabaseFailure } from '../platform/database/failure.js'
import { HubError } from '../platform/errors/hub-error.js'

/** Exit codes: 1 for what failed while working, 2 for a call or setting to correct (as commander's own). */
const usageCodes = new Set(['CONFIG_INVALID', 'FORMAT_UNKNOWN'])

/** Ends a command that failed: one line for what was expected to fail, the stack for a mistake of ours. */
export function failed(thrown: unknown): void {
  const error = explainDatabaseFailure(thrown)
  if (error instanceof HubError) {
    process.stderr.write(`hub: ${error.message} [${error.code}]\n`)
    process.exitCode = usageCodes.has(error.code) ? 2 : 1
  } else {
    process.stderr.write(`hub: this should not have happened.\n${(error as Error).stack ?? String(error)}\n`)
    process.exitCode = 70
  }
}
