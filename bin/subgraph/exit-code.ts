import type { ErrorCode } from '../../platform/errors/codes.js'
import type { Verdict } from './verdict.js'

/** Exit codes of the commands, which CI programs go by. */
const exitCodes = { taken: 0, refused: 1, wrongCall: 2, hubAway: 3 } as const

/** The call was right, but what it asks for does not fit. */
const refusals = new Set<string>([
  'CONFLICT',
  'DUPLICATE_SUSPECTED',
  'INCOMPLETE',
  'ORGANIZATION_SUSPENDED',
  'STATE_REFUSED',
] satisfies ErrorCode[])

/** Nothing is wrong with the call: the same one may go well another time. */
const failures = new Set<string>([
  'DATABASE_UNAVAILABLE',
  'IDENTITY_UNAVAILABLE',
  'INTERNAL_SERVER_ERROR',
  'SOURCE_UNAVAILABLE',
  'SUBGRAPH_INVALID_ANSWER',
  'SUBGRAPH_UNAVAILABLE',
  'TOO_MANY_REQUESTS',
] satisfies ErrorCode[])

/** 0: taken. 1: refused. 2: the call is to be corrected. 3: the hub cannot be asked, or fails. */
export function exitCodeOf({ ok, error }: Verdict): number {
  if (ok) return exitCodes.taken
  if (error === null || refusals.has(error.code)) return exitCodes.refused
  return failures.has(error.code) ? exitCodes.hubAway : exitCodes.wrongCall
}
