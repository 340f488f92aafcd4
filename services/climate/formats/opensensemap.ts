import { z } from 'zod'
import type { FeedFormat } from '../../../platform/feeds/format.js'
import { csvTable } from '../../../platform/feeds/records/csv-table.js'
import { latitude, longitude, text } from '../../../platform/input/text.js'
import { stationTable } from './tables.js'

const box = z.object({
  id: text(64),
  name: text(500),
  exposure: z.enum(['indoor', 'outdoor', 'mobile']).or(z.literal('').transform(() => null)),
  latitude,
  longitude,
})

const required = ['id', 'name', 'exposure', 'latitude', 'longitude']

/** openSenseMap's list of sensor boxes: stations without measurements. */
export const openSenseMapFormat: FeedFormat = {
  name: 'opensensemap',
  title: 'openSenseMap devices, CSV',
  tables: [stationTable],
  async read(source, sink) {
    for await (const { location, row } of csvTable(source, sink, { required, row: box, idOf: (b) => b.id })) {
      // 0/0 lies in the Atlantic; it is what a box that was never placed is stored with.
      const placed = row.latitude !== 0 || row.longitude !== 0
      if (!placed)
        sink.warn(location, `box ${row.id} stands at 0/0, which is no place; kept without a position`)
      const lat = placed ? row.latitude : null
      const lon = placed ? row.longitude : null
      await sink.write(stationTable, {
        id: `${sink.feedId}:${row.id}`,
        name: row.name,
        exposure: row.exposure?.toUpperCase() ?? null,
        lat,
        lon,
        district_id: sink.districtOf({ lat, lon }),
      })
    }
  },
}
