import type { BrokenOperation, Finding } from './operations.js'
import type { Verdict } from './verdict.js'
import { type Lang, type Words, words } from './words.js'

export interface Said {
  /** Of the subgraph. */
  name: string
  /** The schema's, as it was given. */
  file: string
  lang: Lang
}

/**
 * A verdict for people, a line each. A finding begins with `file:line:column: severity:`, as compilers do, so that
 * editors and CI programs find the place.
 */
export function verdictText(verdict: Verdict, { name, file, lang }: Said): string {
  const say = words[lang]
  const lines = verdict.findings.flatMap((finding) => findingLines(finding, file, say))
  return [...lines, summaryOf(verdict, name, say)].map((line) => `${line}\n`).join('')
}

function findingLines(finding: Finding, file: string, say: Words): string[] {
  const { code, severity, coordinate, line, column, message, remedy, operations } = finding
  const place = [file, line, column].filter((part) => part !== null).join(':')
  const subject = coordinate === null ? '' : `${coordinate}: `
  return [
    `${place}: ${say.severity[severity]}: ${subject}${message} [${code}]`,
    `  ${say.remedy}: ${remedy}`,
    ...operations.map((operation) => `  ${say.breaks}: ${operationText(operation, say)}`),
  ]
}

function operationText({ name, app, hash, timesUsed, lastUsedOn }: BrokenOperation, say: Words): string {
  const who = [name ?? say.unnamed, ...(app === null ? [] : [say.ofApp(app)])].join(' ')
  return `${who} (${hash.slice(0, 12)}): ${say.used(timesUsed, lastUsedOn)}`
}

function summaryOf({ ok, version, status, breaking, findings }: Verdict, name: string, say: Words): string {
  const what =
    version === null || status === null ? say.checked(name, ok) : say.published(name, version, status)
  const errors = findings.filter(({ severity }) => severity === 'ERROR').length
  const counts = say.counts(errors, findings.length - errors)
  return `${[what, counts, ...(breaking === true ? [say.breaking] : [])].join('; ')}.`
}
