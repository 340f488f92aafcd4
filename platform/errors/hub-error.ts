import type { ErrorCode } from './codes.js'

/** An expected failure: a code from the closed list and one sentence that says what to do. */
export class HubError extends Error {
  override readonly name = 'HubError'

  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options)
  }
}

/** The text of whatever was thrown, for a message that quotes a cause. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}
