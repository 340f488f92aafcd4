import { isDeepStrictEqual } from 'node:util'
import { expected } from './graph/expected.js'
import type { BenchQuery } from './graph/queries.js'
import { askGateway, type RunningGateway } from './start-gateway.js'

/** A compiler of queries may begin its work after some answers; the later ones are looked at, too. */
const looks = 5

/**
 * A gateway's answer, which says what the data does.
 *
 * @returns its text, the same each time
 */
export async function checkedAnswer({ url }: RunningGateway, { name, text }: BenchQuery): Promise<string> {
  let answer = ''
  for (let look = 0; look < looks; look++) answer = await askGateway(url, text)
  if (isDeepStrictEqual(JSON.parse(answer), { data: expected[name]() })) return answer
  throw new Error(`another answer to the ${name} query than the data has: ${answer.slice(0, 200)}`)
}
