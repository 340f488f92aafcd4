import type { GtfsReading } from './reading.js'
import { headsignTable } from './tables.js'

/** Different texts that are kept of one feed; real feeds have some thousands. Bounds the memory they take. */
const mostHeadsigns = 200_000

/**
 * The number of a text on vehicles; equal texts are kept once.
 *
 * @param text trimmed, not empty
 * @returns null, with a warning, if the feed has too many different ones
 */
export async function headsignNumber(
  { headsigns, sink, timetableKey }: GtfsReading,
  text: string,
  location: string,
): Promise<number | null> {
  const known = headsigns.get(text)
  if (known !== undefined) return known
  if (headsigns.size >= mostHeadsigns) {
    sink.warn(location, `has one more headsign than the ${mostHeadsigns} kept of a feed; it is left out`)
    return null
  }
  const number = headsigns.size
  headsigns.set(text, number)
  await sink.write(headsignTable, { timetable_key: timetableKey, number, text })
  return number
}
