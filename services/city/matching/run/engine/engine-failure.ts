import type { RunFailure } from '../run-failure.js'

/** The engine's thread did not come to its end; another try with the same would not either. */
export class EngineFailure extends Error {
  override readonly name = 'EngineFailure'

  constructor(
    readonly code: RunFailure,
    options?: ErrorOptions,
  ) {
    super(`the matching engine failed: ${code}`, options)
  }
}
