import type { RegistrationFailureCode, StoredFailure } from '../registration-failure.js'

/** A file that is refused as a whole, with what its owner is told. */
export class FileRefusal extends Error {
  readonly failure: StoredFailure

  constructor(code: RegistrationFailureCode, detail = '') {
    super(code)
    this.failure = { code, detail }
  }
}
