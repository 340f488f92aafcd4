import { sql } from 'kysely'
import type { Transaction } from '../../../../platform/database/database.js'
import type { Language } from '../../../../platform/graph/language.js'
import { type Problem, problem } from '../../../../platform/input/problem.js'

/** Which of the numbers are of no vision statement. */
export async function statementProblems(
  { rows }: Transaction,
  numbers: readonly number[],
  lang: Language,
): Promise<Problem[]> {
  const statements = await rows<{ number: number }>(sql`select number from city.vision_statement`)
  const known = new Set(statements.map(({ number }) => number))
  return [...numbers.entries()]
    .filter(([, number]) => !known.has(number))
    .map(([index]) => problem(['input', 'visionStatements', index], 'UNKNOWN', lang))
}
