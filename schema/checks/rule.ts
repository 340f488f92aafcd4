import type { ASTNode } from 'graphql'
import type { FindingCode, KnownOperation, Severity, Wording } from './finding.js'

/** What a rule says of one place. */
export interface Found<Case extends string = string> {
  wording: Case
  /** The rule's own if absent. */
  severity?: Severity
  coordinate?: string | null
  /** Where it is in the candidate's SDL. */
  node?: ASTNode | undefined
  /** Where it is, if there is no node. */
  place?: { line: number; column: number }
  params?: Readonly<Record<string, string>>
  operations?: readonly KnownOperation[]
}

/** One rule about a subgraph that wants to join: data in, findings out. */
export interface Rule<Subject, Case extends string = string> {
  code: FindingCode
  severity: Severity
  wordings: Readonly<Record<Case, Wording>>
  find(subject: Subject): Iterable<Found<Case>>
}

/** Declares a rule; checks that each finding has its wording. */
export function rule<Subject, const Case extends string>(declared: Rule<Subject, Case>): Rule<Subject> {
  return declared
}
