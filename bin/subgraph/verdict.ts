import { type HubError } from '../../platform/errors/hub-error.js'
import type { CheckAnswer, Finding, PublishAnswer } from './operations.js'

/** What the hub says of a schema. With `--json` it is printed as it is: nothing in it may be renamed or left out. */
export interface Verdict {
  /** Whether the schema is, or would be, taken. */
  ok: boolean
  /** Whether it takes something from the graph as it is; null if that is not known. */
  breaking: boolean | null
  /** Status of the version that was published; null for a check. */
  status: string | null
  /** Number of the version that was published; null for a check. */
  version: number | null
  findings: Finding[]
  /** Why there is no answer about the schema; null if there is one. */
  error: { code: string; message: string } | null
}

export function ofCheck({ checked: { ok, breaking, findings } }: CheckAnswer): Verdict {
  return { ok, breaking, status: null, version: null, findings, error: null }
}

export function ofPublication({ published }: PublishAnswer): Verdict {
  const { number: version, status, breaking, findings } = published
  return { ok: status !== 'REFUSED', breaking, status, version, findings, error: null }
}

export function ofFailure({ code, message }: HubError): Verdict {
  return { ok: false, breaking: null, status: null, version: null, findings: [], error: { code, message } }
}
