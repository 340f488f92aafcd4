import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'

/** What the literature knows of an instance. */
export interface KnownValues {
  /** The best solution's value known; undefined where none is. */
  best?: number
  bound?: number
}

/** What `data.csv` in a folder says of its instances, by path; nothing where there is no such file. */
export async function knownValues(folder: string): Promise<Map<string, KnownValues>> {
  const text = await readFile(join(folder, 'data.csv'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const rows: Record<string, string>[] = parse(text, { columns: true, skip_empty_lines: true, bom: true })
  return new Map(
    rows.map((row) => [
      row.Path ?? '',
      {
        ...valueIn('best', row.Optimum || row['Best known solution value']),
        ...valueIn('bound', row['Best known bound']),
      },
    ]),
  )
}

function valueIn(name: keyof KnownValues, text: string | undefined): KnownValues {
  return text ? { [name]: Number(text) } : {}
}
