import { sql } from 'kysely'
import type { Change } from '../../../../platform/changes/change.js'
import { type JudgedRow, judgedRows } from '../file/judged-rows.js'
import { rowInput } from '../row/row-input.js'
import type { Running } from './running.js'

/** Rows written in one statement. */
const rowsAtOnce = 500

/**
 * Reads the parts of a file into rows, each with what it is to become or everything that is wrong with it. The parts
 * are not needed any more then.
 *
 * @throws FileRefusal for a file that is refused as a whole; then the transaction must not be committed
 */
export async function readFile(step: Change, { id, format, parts, submit }: Running): Promise<void> {
  const judging = { schema: rowInput(await districtsByName(step)), submit }
  let count = 0
  let batch: JudgedRow[] = []
  for await (const judged of judgedRows(chunks(step, id, parts), format, judging)) {
    count += 1
    batch.push(judged)
    if (batch.length === rowsAtOnce) {
      await writeRows(step, id, batch)
      batch = []
    }
  }
  await writeRows(step, id, batch)
  await step.rows(sql`delete from city.initiative_registration_part where registration_id = ${id}`)
  await step.rows(sql`update city.initiative_registration set row_count = ${count} where id = ${id}`)
}

async function* chunks({ rows }: Change, id: string, parts: number): AsyncGenerator<Buffer> {
  for (let part = 1; part <= parts; part++) {
    const [{ content = '' } = {}] = await rows<{ content: string }>(
      sql`select content from city.initiative_registration_part where registration_id = ${id} and part = ${part}`,
    )
    yield Buffer.from(content)
  }
}

async function districtsByName({ rows }: Change): Promise<Map<string, string>> {
  const districts = await rows<{ id: string; name: string }>(sql`select id, name from city.district`)
  return new Map(
    districts.flatMap(({ id, name }) => [
      [name, id],
      [id, id],
    ]),
  )
}

async function writeRows({ rows }: Change, id: string, judged: readonly JudgedRow[]): Promise<void> {
  const written = judged.map(({ row, line, externalId, written, findings }) => ({
    registration_id: id,
    row,
    line,
    external_id: externalId,
    outcome: written === null ? 'REFUSED' : 'PENDING',
    written,
    problems: findings,
  }))
  await rows(sql`insert into city.initiative_registration_row
      (registration_id, row, line, external_id, outcome, written, problems)
    select registration_id, row, line, external_id, outcome, written, problems
    from jsonb_populate_recordset(null::city.initiative_registration_row, ${JSON.stringify(written)}::jsonb)`)
}
