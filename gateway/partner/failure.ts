import { errors } from 'undici'
import { HubError, messageOf } from '../../platform/errors/hub-error.js'
import { systemCode } from '../../platform/errors/system-code.js'
import type { PartnerReport } from '../../platform/registry/report.js'

/** Why a partner's subgraph could not be used, as reports say it. */
export type PartnerFailureKind = keyof PartnerReport['failures']

/**
 * A partner's subgraph that could not be used; the message is for the log and for the partner.
 * CANCELLED is no failure of the partner: the client has gone away.
 */
export class PartnerFailure extends Error {
  override readonly name = 'PartnerFailure'

  constructor(
    readonly kind: PartnerFailureKind | 'CANCELLED',
    message: string,
    readonly details: { status?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause })
  }
}

const timeoutCodes = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
])

/** What it means that a request was ended: its time was over, or nobody waits for the answer any more. */
export function failureOfAbort(
  { reason }: AbortSignal,
  expired: { kind: PartnerFailureKind; message: string },
): PartnerFailure {
  if (reason instanceof PartnerFailure) return reason
  const isExpired = reason instanceof DOMException && reason.name === 'TimeoutError'
  return isExpired
    ? new PartnerFailure(expired.kind, expired.message)
    : new PartnerFailure('CANCELLED', 'The client has gone away.')
}

/** What an error of a connection or of undici means. */
export function failureOfConnection(error: unknown): PartnerFailure {
  const message = reasonOf(error)
  if (error instanceof HubError && error.code === 'ADDRESS_REFUSED')
    return new PartnerFailure(error.code, message)
  if (timeoutCodes.has(systemCode(error))) return new PartnerFailure('TIMEOUT', message)
  if (error instanceof errors.HTTPParserError || error instanceof errors.HeadersOverflowError)
    return new PartnerFailure('HTTP_ERROR', `The answer is no HTTP: ${message}`)
  return new PartnerFailure('UNREACHABLE', message, { cause: error })
}

function reasonOf(error: unknown): string {
  // Where one name has many addresses, Node reports one error for each of them, and no message of its own.
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ')
  return messageOf(error)
}
