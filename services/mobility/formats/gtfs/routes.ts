import { z } from 'zod'
import { optionalText } from '../../../../platform/input/text.js'
import { RouteKind } from '../../route/route.type.js'
import { gtfsId, quoted } from './fields.js'
import type { GtfsReading } from './reading.js'
import { routeKind } from './route-kind.js'
import { type GtfsRow, gtfsRows } from './rows.js'
import { routeTable } from './tables.js'

const required = ['route_id', 'route_type']

const route = z.object({
  route_id: gtfsId,
  agency_id: optionalText(255),
  route_short_name: optionalText(100),
  route_long_name: optionalText(500),
  route_type: z.string(),
  route_color: z.string().optional(),
})

/** Reads routes.txt. */
export async function readRoutes(reading: GtfsReading): Promise<void> {
  for await (const found of gtfsRows(reading, 'routes.txt', { required, row: route })) {
    const { location, row } = found
    if (reading.routes.has(row.route_id)) {
      reading.sink.skip(location, `the id ${quoted(row.route_id)} stands twice`)
    } else await writeRoute(reading, found)
  }
}

async function writeRoute(reading: GtfsReading, { location, row }: GtfsRow<z.output<typeof route>>) {
  const { sink, routes, timetableKey } = reading
  const number = routes.size
  routes.set(row.route_id, number)
  const kind = routeKind(row.route_type)
  if (kind === null) sink.warn(location, `route_type ${quoted(row.route_type)} is not known; kept as OTHER`)
  const name = row.route_short_name ?? row.route_long_name
  if (name === null) sink.warn(location, 'has neither a short nor a long name; shown under its id')
  const color = /^ *#?([0-9a-f]{6}) *$/i.exec(row.route_color ?? '')?.[1]
  await sink.write(routeTable, {
    id: `${sink.feedId}:${row.route_id}`,
    timetable_key: timetableKey,
    number,
    line: name ?? row.route_id,
    short_name: row.route_short_name,
    long_name: row.route_long_name,
    kind: kind ?? RouteKind.OTHER,
    agency: agencyOf(reading, row.agency_id),
    color: color ? `#${color.toUpperCase()}` : null,
  })
}

/** Where a feed has one agency, routes need not name it. */
function agencyOf({ agencies }: GtfsReading, id: string | null): string | null {
  if (id === null && agencies.size === 1) return [...agencies.values()][0] ?? null
  return agencies.get(id ?? '') ?? null
}
