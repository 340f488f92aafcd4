/** What the commands ask the graph. */
export { subgraphOperations as operations } from '../../platform/registry/command-operations.js'

export interface Finding {
  code: string
  severity: 'ERROR' | 'WARNING'
  /** What it is about, such as `Type.field`. */
  coordinate: string | null
  /** Place in the schema, from 1. */
  line: number | null
  column: number | null
  message: string
  remedy: string
  /** Operations in use that would break. */
  operations: BrokenOperation[]
}

export interface BrokenOperation {
  name: string | null
  /** That has registered it. */
  app: string | null
  /** SHA-256 of its text. */
  hash: string
  /** In the last 30 days. */
  timesUsed: number
  lastUsedOn: string | null
}

export interface CheckAnswer {
  checked: { ok: boolean; breaking: boolean; findings: Finding[] }
}

export interface PublishAnswer {
  published: { number: number; status: string; breaking: boolean; findings: Finding[] }
}
