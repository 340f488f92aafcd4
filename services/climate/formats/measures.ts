import { z } from 'zod'
import type { FeedFormat } from '../../../platform/feeds/format.js'
import { csvTable } from '../../../platform/feeds/records/csv-table.js'
import { optionalText, text } from '../../../platform/input/text.js'
import { measureTable } from './tables.js'

const measure = z.object({
  id: text(64),
  title: text(300),
  kind: z.enum(['MITIGATION', 'ADAPTATION']),
  initiative: optionalText(64),
  saves_co2_kg_per_year: z
    .string()
    .optional()
    .transform((value) => (value ? Number(value) : null))
    .pipe(z.number().nonnegative().max(1e12).nullable()),
})

const required = ['id', 'title', 'kind']

/** The hub's own table for climate measures, for which no exchange format is in common use. */
export const measuresFormat: FeedFormat = {
  name: 'measures',
  title: 'climate measures, CSV: id, title, kind, initiative, saves_co2_kg_per_year',
  tables: [measureTable],
  async read(source, sink) {
    for await (const { row } of csvTable(source, sink, { required, row: measure, idOf: (m) => m.id })) {
      await sink.write(measureTable, {
        id: `${sink.feedId}:${row.id}`,
        title: row.title,
        kind: row.kind,
        initiative_id: row.initiative,
        saves_co2_kg_per_year: row.saves_co2_kg_per_year,
      })
    }
  },
}
