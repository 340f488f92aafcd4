import type { ErrorCode } from './codes.js'

export interface HubErrorOptions {
  cause?: unknown
  /** What programs read beside code and message; part of a GraphQL error's extensions. */
  details?: Readonly<Record<string, unknown>>
}

/** An expected failure: a code from the closed list and one sentence that says what to do. */
export class HubError extends Error {
  override readonly name = 'HubError'
  readonly details: Readonly<Record<string, unknown>>

  constructor(
    readonly code: ErrorCode,
    message: string,
    { details = {}, ...options }: HubErrorOptions = {},
  ) {
    super(message, options)
    this.details = details
  }
}

/** The text of whatever was thrown, for a message that quotes a cause. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}
