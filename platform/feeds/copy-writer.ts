import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { FeedTable, FeedValue } from './format.js'

/**
 * Text gathered for one table before it is sent, characters: large enough for speed, and so small that rows are gone
 * before the garbage collector counts them as lasting, which costs 100 MB in an import of millions.
 */
const batchSize = 32 * 1024

/** Writes rows of several tables through one connection, each in batches by PostgreSQL's COPY. */
export interface CopyWriter {
  write(table: FeedTable, row: Readonly<Record<string, FeedValue>>): Promise<void>
  /** Sends what is gathered. */
  flush(): Promise<void>
}

interface Batch {
  lines: string[]
  size: number
}

/**
 * @param feedId value of `feed_id` in every row that has one
 * @param tables parents before children: a child's rows are sent after those of its parents
 */
export function createCopyWriter(
  client: pg.ClientBase,
  feedId: string,
  tables: readonly FeedTable[],
): CopyWriter {
  const batches = new Map<FeedTable, Batch>()
  const feedIdText = copyText(feedId)

  async function send(table: FeedTable): Promise<void> {
    const batch = batches.get(table)
    if (batch === undefined || batch.lines.length === 0) return
    const text = batch.lines.join('')
    batch.lines = []
    batch.size = 0
    const columns = table.rowsOfFeed ? table.columns : ['feed_id', ...table.columns]
    await pipeline(
      Readable.from([text]),
      client.query(copyFrom(`copy ${table.name} (${columns.join(', ')}) from stdin`)),
    )
  }

  async function sendUpTo(last: FeedTable): Promise<void> {
    for (const table of tables) {
      await send(table)
      if (table === last) return
    }
  }

  return {
    async write(table, row) {
      const batch = batches.get(table) ?? { lines: [], size: 0 }
      batches.set(table, batch)
      let line = table.rowsOfFeed ? '' : `${feedIdText}\t`
      for (const [index, column] of table.columns.entries()) {
        if (index > 0) line += '\t'
        line += copyText(row[column] ?? null)
      }
      line += '\n'
      batch.lines.push(line)
      batch.size += line.length
      if (batch.size >= batchSize) await sendUpTo(table)
    },
    async flush() {
      for (const table of tables) await send(table)
    },
  }
}

/** A value in COPY's text format (PostgreSQL documentation, COPY, "Text Format"). */
function copyText(value: FeedValue): string {
  if (value === null) return '\\N'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return escapeCopy(arrayLiteral(value))
  return escapeCopy(value as string)
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function escapeCopy(text: string): string {
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => escapes[character] ?? '') : text
}

function arrayLiteral(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`
}
