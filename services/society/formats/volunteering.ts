import { z } from 'zod'
import type { FeedFormat, FeedSink } from '../../../platform/feeds/format.js'
import { csvTable } from '../../../platform/feeds/records/csv-table.js'
import { latitude, longitude, optionalText, text } from '../../../platform/input/text.js'
import { opportunityTable } from './tables.js'

/** As `schema`, but null for an empty value or a missing column. */
function orEmpty<Schema extends z.ZodType>(schema: Schema) {
  return z.union([z.literal('').transform(() => null), schema]).optional()
}

const opportunity = z
  .object({
    id: text(64),
    title: text(300),
    description: optionalText(5_000),
    organization: text(300),
    contact: optionalText(500),
    place: optionalText(500),
    lat: orEmpty(latitude),
    lon: orEmpty(longitude),
    hours_per_week: orEmpty(
      z
        .string()
        .regex(/^\d{1,3}(\.\d{1,2})?$/, 'must be a number of hours')
        .transform(Number)
        .pipe(z.number().positive().max(168)),
    ),
    initiative: optionalText(64),
  })
  .refine(
    ({ lat, lon }) => ((lat ?? null) === null) === ((lon ?? null) === null),
    'has one of lat and lon only',
  )

/** The hub's own table for opportunities to volunteer, for which no exchange format is in common use here. */
export const volunteeringFormat: FeedFormat = {
  name: 'volunteering',
  title: `opportunities to volunteer, CSV: ${Object.keys(opportunity.shape).join(', ')}`,
  tables: [opportunityTable],
  async read(source, sink) {
    const initiative = await initiativeOfFeed(sink)
    const table = {
      required: ['id', 'title', 'organization'],
      row: opportunity,
      idOf: (o: Opportunity) => o.id,
    }
    for await (const { row } of csvTable(source, sink, table)) {
      const { initiative: own, lat = null, lon = null, hours_per_week = null, ...named } = row
      await sink.write(opportunityTable, {
        ...named,
        id: `${sink.feedId}:${row.id}`,
        lat,
        lon,
        hours_per_week,
        initiative_id: own ?? initiative,
        district_id: sink.districtOf({ lat, lon, address: row.place }),
      })
    }
  },
}

type Opportunity = z.output<typeof opportunity>

/** A feed that belongs to an initiative brings that initiative's opportunities, unless a row says otherwise. */
async function initiativeOfFeed(sink: FeedSink): Promise<string | null> {
  const [feed] = await sink.query<{ initiative_id: string | null }>(
    'select initiative_id from society.feed where id = $1',
    [sink.feedId],
  )
  return feed?.initiative_id ?? null
}
