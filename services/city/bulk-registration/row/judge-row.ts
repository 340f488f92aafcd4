import type { Finding } from '../../../../platform/input/checked.js'
import { findingsOf } from '../../../../platform/input/checked.js'
import { gapsOf } from '../../initiative/completeness.js'
import type { GapCode } from '../../initiative/completeness-texts.js'
import { emptyContent, type WrittenInitiative, withInput } from '../../initiative/initiative-content.js'
import { dayInput, externalIdInput, type RowInput } from './row-input.js'
import { unknownMembers } from './unknown-members.js'

/** What is wrong with a row, or missing from it to be published. */
export type RowFinding = Omit<Finding, 'code'> & { code: Finding['code'] | GapCode }

export interface Judgement {
  /** Null where it is none. */
  externalId: string | null
  /** What the row is to become; null for a row that is refused. */
  written: WrittenInitiative | null
  /** Why it is refused; for one that is not, what it lacks to be published, if that was asked for. */
  findings: RowFinding[]
}

export interface Judging {
  /** What a row must be. */
  schema: RowInput
  /** Whether rows are to be put before the town. */
  submit: boolean
}

/** Problems of one row that are kept; a row with more is not a row. */
const mostFindings = 50

/** Tells what a row says, or everything that is wrong with it. */
export function judgeRow(input: unknown, { schema, submit }: Judging): Judgement {
  const result = schema.safeParse(input, { reportInput: true })
  const findings = [
    ...(result.error === undefined ? [] : findingsOf(result.error)),
    ...unknownMembers(input),
    ...reversedPeriod(input),
  ]
  if (!result.success || findings.length > 0) return refused(input, findings)
  const { externalId, ...parts } = result.data
  const nothing = { content: emptyContent(parts.title, parts.field), contact: null }
  const written = withInput(nothing, parts)
  return { externalId, written, findings: submit ? gapsOf(written) : [] }
}

/** Looked at where the rest of the row is wrong, too. */
function reversedPeriod(input: unknown): Finding[] {
  const { startsOn, endsOn } = (input ?? {}) as { startsOn?: unknown; endsOn?: unknown }
  const [first, last] = [dayInput.safeParse(startsOn), dayInput.safeParse(endsOn)]
  const reversed = first.success && last.success && last.data < first.data
  return reversed ? [{ path: ['endsOn'], code: 'PERIOD_REVERSED' }] : []
}

function refused(input: unknown, findings: readonly Finding[]): Judgement {
  const named = externalIdInput.safeParse((input as { externalId?: unknown } | null)?.externalId)
  return { externalId: named.data ?? null, written: null, findings: findings.slice(0, mostFindings) }
}
