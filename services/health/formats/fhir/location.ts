import { z } from 'zod'
import type { FeedSink } from '../../../../platform/feeds/format.js'
import { problemsOf } from '../../../../platform/feeds/records/validation.js'
import type { GeoPoint } from '../../../../platform/graph/place.js'
import { latitude, longitude, optionalText } from '../../../../platform/input/text.js'
import { siteTable } from '../tables.js'
import { address, oneLine, wholeAddress } from './address.js'
import { type Doubt, each, present, repeating } from './each.js'
import type { FeedResource } from './resource.js'
import { contactsOf } from './telecom.js'

/** A Location (R4 location), as far as a site is made of it. */
const location = z.object({
  name: optionalText(300),
  address: z.unknown().optional(),
  telecom: repeating,
  position: z.unknown().optional(),
})

const position = z.object({ latitude, longitude })

/**
 * Writes a Location as a site; one that cannot be taken is listed.
 *
 * @returns the site's id, or null if it was not taken
 */
export async function writeSite(
  { content, ...resource }: FeedResource,
  sink: FeedSink,
): Promise<string | null> {
  const read = location.safeParse(content)
  if (!read.success) {
    sink.skip(resource.location, problemsOf(read.error))
    return null
  }
  const doubt = (reason: string) => sink.warn(resource.location, reason)
  const [where] = each(address, present(read.data.address), 'address', doubt)
  const point = positionOf(read.data.position, doubt)
  const id = `${sink.feedId}:${resource.id}`
  await sink.write(siteTable, {
    id,
    name: read.data.name,
    address: where ? oneLine(where) : null,
    lat: point?.lat ?? null,
    lon: point?.lon ?? null,
    phone: contactsOf(read.data.telecom, doubt).phone,
    district_id: sink.districtOf({ ...point, address: where ? wholeAddress(where) : null }),
  })
  return id
}

function positionOf(value: unknown, doubt: Doubt): GeoPoint | null {
  const [point] = each(position, present(value), 'position', doubt)
  if (!point) return null
  // 0/0 lies in the Atlantic; it is what is stored where nobody entered a position.
  if (point.latitude !== 0 || point.longitude !== 0) return { lat: point.latitude, lon: point.longitude }
  doubt('stands at 0/0, which is no place; kept without a position')
  return null
}
