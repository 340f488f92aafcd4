import { diff } from '@graphql-inspector/core'
import type { ASTNode } from 'graphql'
import { apiSchemaOf, composeWithOthers } from './compose-with-others.js'
import { mostOperations, type StoredFinding } from './finding.js'
import { normalizedSdl } from './normalized-sdl.js'
import { liveTypesOf } from './ownership.js'
import { readableSdl } from './read-sdl.js'
import type { Found, Rule } from './rule.js'
import { composedRules, liveRules, parsedRules, sdlRules, subgraphRules } from './rules.js'
import type { CheckOrder, ParsedSubject } from './subject.js'

export interface CheckResult {
  /** Errors first, then by their place in the SDL. */
  findings: readonly StoredFinding[]
  /** Composed with it; null if it does not compose. */
  supergraph: string | null
  /** Whether it takes anything from frontends, used or not. */
  breaking: boolean
  /** Its SDL, the same for any two that say the same; null if it is no GraphQL. */
  normalizedSdl: string | null
}

/** So many findings of one rule are told; the rest is found again once these are dealt with. */
const mostOfOneRule = 100

/** Longer texts are told by their beginning, characters. */
const longestText = 2_000

/** Checks a subgraph that wants to join by every rule that can be asked of it. */
export async function check(order: CheckOrder): Promise<CheckResult> {
  const findings = [...findingsOf(liveRules, order)]
  const nothing = { supergraph: null, breaking: false, normalizedSdl: null }
  const document = readableSdl(order.name, order.sdl)
  if (document === null)
    return { ...nothing, findings: sorted([...findings, ...findingsOf(sdlRules, order)]) }
  const { candidate, others, composition } = composeWithOthers(order, document)
  const subject: ParsedSubject = { ...order, document, composition }
  findings.push(...findingsOf(parsedRules, subject))
  const result = { ...nothing, supergraph: composition.supergraph, normalizedSdl: normalizedSdl(document) }
  if (candidate === null) return { ...result, findings: sorted(findings) }
  const liveTypes = liveTypesOf(order)
  const subgraphSubject = { ...subject, candidate, otherSubgraphs: others, liveTypes }
  findings.push(...findingsOf(subgraphRules, subgraphSubject))
  if (composition.supergraph === null) return { ...result, findings: sorted(findings) }
  const before = apiSchemaOf(order.liveSupergraph)
  const after = apiSchemaOf(composition.supergraph)
  const changes = await diff(before, after)
  const broken = [...findingsOf(composedRules, { ...subgraphSubject, before, after, changes })]
  return { ...result, breaking: broken.length > 0, findings: sorted([...findings, ...broken]) }
}

function* findingsOf<Subject>(rules: readonly Rule<Subject>[], subject: Subject): Generator<StoredFinding> {
  for (const rule of rules) {
    const found = [...rule.find(subject)].slice(0, mostOfOneRule)
    for (const each of found) yield stored(rule, each)
  }
}

function stored<Subject>({ code, severity }: Rule<Subject>, found: Found): StoredFinding {
  const { line, column } = found.place ?? placeOf(found.node)
  return {
    code,
    severity: found.severity ?? severity,
    wording: found.wording,
    coordinate: found.coordinate ?? null,
    line,
    column,
    params: Object.fromEntries(
      Object.entries(found.params ?? {}).map(([name, value]) => [name, shortened(value)]),
    ),
    operations: (found.operations ?? [])
      .slice(0, mostOperations)
      .map((operation) => ({ ...operation, text: shortened(operation.text) })),
  }
}

function shortened(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText)}…`
}

function placeOf(node: ASTNode | undefined): { line: number | null; column: number | null } {
  const start = node?.loc?.startToken
  return { line: start?.line ?? null, column: start?.column ?? null }
}

function sorted(findings: readonly StoredFinding[]): StoredFinding[] {
  const rank = ({ severity }: StoredFinding) => (severity === 'ERROR' ? 0 : 1)
  return findings.toSorted(
    (a, b) => rank(a) - rank(b) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
  )
}
