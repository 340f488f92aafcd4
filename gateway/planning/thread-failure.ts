/**
 * - `OUT_OF_MEMORY`: the work needs more memory than the thread may take
 * - `OVERDUE`: it takes longer than it may
 * - `FAILED`: it ended for another reason; the message has it
 */
export type ThreadFailureCode = 'OUT_OF_MEMORY' | 'OVERDUE' | 'FAILED'

/** The planner's thread ended over an order. */
export class ThreadFailure extends Error {
  override readonly name = 'ThreadFailure'

  constructor(
    readonly code: ThreadFailureCode,
    message: string = code,
    options?: ErrorOptions,
  ) {
    super(`the planner's thread failed: ${message}`, options)
  }
}
