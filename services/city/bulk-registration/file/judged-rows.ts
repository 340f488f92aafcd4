import { HubError } from '../../../../platform/errors/hub-error.js'
import { maxRows } from '../limits.js'
import { RegistrationFormat } from '../registration-format.js'
import { type Judgement, type Judging, judgeRow } from '../row/judge-row.js'
import { csvFile } from './csv-file.js'
import { FileRefusal } from './file-refusal.js'
import type { FileRow } from './file-row.js'
import { jsonFile } from './json-file.js'

/** A row with what it is to become, or everything that is wrong with it. */
export interface JudgedRow extends Judgement {
  /** Its number, from 1. */
  row: number
  line: number | null
}

const formats = {
  CSV: { read: csvFile, unusable: 'NOT_CSV' },
  JSON: { read: jsonFile, unusable: 'NOT_JSON' },
} as const satisfies Record<RegistrationFormat, object>

/**
 * Reads a file and judges its rows one by one. An external id that stands in two rows counts in the first one only.
 *
 * @throws FileRefusal for a file that is refused as a whole
 */
export async function* judgedRows(
  chunks: AsyncIterable<Buffer>,
  format: RegistrationFormat,
  judging: Judging,
): AsyncGenerator<JudgedRow> {
  const { read, unusable } = formats[format]
  const rowOf = new Map<string, number>()
  let row = 0
  try {
    for await (const each of read(chunks)) {
      row += 1
      if (row > maxRows) throw new FileRefusal('TOO_MANY_ROWS', String(maxRows))
      const judged = judge(each, judging)
      const first = judged.externalId === null ? undefined : rowOf.get(judged.externalId)
      if (judged.externalId !== null && first === undefined) rowOf.set(judged.externalId, row)
      yield { row, line: each.line, ...(first === undefined ? judged : repeated(judged, each, first)) }
    }
  } catch (error) {
    if (!(error instanceof HubError && error.code === 'FORMAT_UNRECOGNIZED')) throw error
    throw new FileRefusal(unusable, error.message)
  }
  if (row === 0) throw new FileRefusal('EMPTY')
}

function judge({ input, finding, pathOf }: FileRow, judging: Judging): Judgement {
  if (finding !== undefined) return { externalId: null, written: null, findings: [finding] }
  const judged = judgeRow(input, judging)
  return { ...judged, findings: judged.findings.map((each) => ({ ...each, path: pathOf(each.path) })) }
}

function repeated(
  { externalId, written, findings }: Judgement,
  { pathOf }: FileRow,
  first: number,
): Judgement {
  const again = { path: pathOf(['externalId']), code: 'REPEATED', limit: first } as const
  // What a row lacks to be published is of no interest where it is refused.
  return { externalId, written: null, findings: written === null ? [again, ...findings] : [again] }
}
