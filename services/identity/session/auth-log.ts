import { isAPIError } from 'better-auth/api'
import { messageOf } from '../../../platform/errors/hub-error.js'
import type { Logger } from '../../../platform/telemetry/logger.js'

/** Refusals are answers, not faults: better-auth reports them as errors too. */
const refusals = /invalid|not found|origin|forbidden|unauthorized/i

/**
 * What better-auth has to say, in our log. Only the text: what it says beside it may hold people's addresses, and
 * a database's error the values it was asked for.
 */
export function authLog(logger: Logger) {
  return {
    level: 'error' as const,
    log: (_level: string, message: string, ...rest: unknown[]) => {
      const cause = rest.find((each) => each instanceof Error)
      if (cause === undefined && refusals.test(message)) {
        logger.debug({ auth: message }, 'a request for accounts was refused')
      } else {
        logger.error({ auth: message, error: cause && messageOf(cause) }, 'better-auth reports a fault')
      }
    },
  }
}

/** Logs what made a request fail; a refusal is an answer, and is not logged. */
export function logFault(logger: Logger, error: unknown): void {
  if (!isAPIError(error)) logger.error({ error: messageOf(error) }, 'a request for accounts failed')
}
