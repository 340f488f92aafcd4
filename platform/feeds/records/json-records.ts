import { HubError } from '../../errors/hub-error.js'
import { JsonCursor } from './json-cursor.js'

export interface JsonRecordsOptions {
  /** Member names that lead to the array of records: `['entry']`, `['data', 'stations']`; none unless said. */
  arrayAt?: readonly string[]
  /** Bytes of the longest record, and of all that is not records together; 16 MiB unless said. */
  maxRecordBytes?: number
  /** Name of the file, for messages. */
  file?: string
}

export type JsonItem =
  /** `whole` when the record is the document itself, because that is an object without the array. */
  | { kind: 'record'; index: number; value: unknown; whole: boolean }
  /** Comes once, last, if the array stood in an object: the object's members without the array. */
  | { kind: 'rest'; members: Record<string, unknown> }

interface Walk {
  cursor: JsonCursor
  maxRecordBytes: number
  arrayFound: boolean
  records: number
  restBytes: number
}

const openBrace = 0x7b
const closeBrace = 0x7d
const openBracket = 0x5b
const closeBracket = 0x5d
const comma = 0x2c
const colon = 0x3a

/**
 * Streams the records of a JSON document; holds one record, and what surrounds the array, in memory.
 * The document may be an array of records, an object with the array at `arrayAt`, or one object, which is
 * then the only record.
 *
 * @throws HubError FORMAT_UNRECOGNIZED with the byte offset if it is not JSON in UTF-8, is neither object nor
 *   array, or has a record that is too long or nested more than 100 levels deep
 */
export async function* jsonRecords(
  stream: AsyncIterable<Buffer>,
  { arrayAt = [], maxRecordBytes = 16 * 1024 ** 2, file = 'The file' }: JsonRecordsOptions = {},
): AsyncGenerator<JsonItem> {
  const cursor = new JsonCursor(stream, file)
  const walk: Walk = { cursor, maxRecordBytes, arrayFound: false, records: 0, restBytes: 0 }
  try {
    await cursor.skipByteOrderMark()
    const first = await cursor.peek()
    if (first === openBracket) yield* elements(walk)
    else if (first === openBrace) {
      const members = yield* objectMembers(walk, arrayAt)
      if (walk.arrayFound) yield { kind: 'rest', members }
      else yield { kind: 'record', index: 0, value: members, whole: true }
    } else {
      throw new HubError(
        'FORMAT_UNRECOGNIZED',
        `${file} ${first ? 'is not a JSON object or array' : 'is empty'}.`,
      )
    }
    await cursor.end()
  } finally {
    await cursor.close()
  }
}

async function* elements(walk: Walk): AsyncGenerator<JsonItem> {
  const { cursor } = walk
  await cursor.take(openBracket)
  if (await cursor.takeIf(closeBracket)) return
  do {
    const value = await cursor.value(walk.maxRecordBytes)
    yield { kind: 'record', index: walk.records++, value, whole: false }
  } while (await cursor.takeIf(comma))
  await cursor.take(closeBracket)
}

/** Reads an object; the array at the path is yielded element by element, everything else is returned. */
async function* objectMembers(
  walk: Walk,
  [wanted, ...further]: readonly string[],
): AsyncGenerator<JsonItem, Record<string, unknown>> {
  const { cursor } = walk
  const members: [string, unknown][] = []
  await cursor.take(openBrace)
  if (await cursor.takeIf(closeBrace)) return {}
  do {
    const name = String(await rest(walk, () => cursor.key(walk.maxRecordBytes - walk.restBytes)))
    await cursor.take(colon)
    const first = name === wanted ? await cursor.peek() : undefined
    if (first === openBracket && further.length === 0) {
      walk.arrayFound = true
      yield* elements(walk)
    } else if (first === openBrace && further.length > 0) {
      members.push([name, yield* objectMembers(walk, further)])
    } else {
      members.push([name, await rest(walk, () => cursor.value(walk.maxRecordBytes - walk.restBytes))])
    }
  } while (await cursor.takeIf(comma))
  await cursor.take(closeBrace)
  // Not an assignment: a member named __proto__ must stay a member.
  return Object.fromEntries(members)
}

/** Counts what is kept besides the records, so that many small members cannot add up to more than one big one may. */
async function rest<T>(walk: Walk, read: () => Promise<T>): Promise<T> {
  const start = walk.cursor.offset
  const value = await read()
  walk.restBytes += walk.cursor.offset - start
  return value
}
