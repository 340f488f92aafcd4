import { z } from 'zod'
import { HubError } from '../../../../platform/errors/hub-error.js'
import type { FeedSink } from '../../../../platform/feeds/format.js'
import type { FeedSource } from '../../../../platform/feeds/source/source.js'
import { optionalText, text } from '../../../../platform/input/text.js'
import { quoted } from './fields.js'
import { gtfsRows } from './rows.js'

const file = 'agency.txt'
const required = ['agency_name', 'agency_timezone']

const agency = z.object({
  agency_id: optionalText(255),
  agency_name: text(500),
  agency_timezone: text(100),
})

export interface Agencies {
  /** Names by id; the one agency of a feed may do without an id, which is then empty. */
  names: Map<string, string>
  /** IANA name, as the database spells it. */
  timeZone: string
}

/**
 * Reads agency.txt.
 *
 * @throws HubError FORMAT_UNRECOGNIZED if it names no time zone there is, without which no time can be told
 */
export async function readAgencies(source: FeedSource, sink: FeedSink): Promise<Agencies> {
  const names = new Map<string, string>()
  let timeZone: string | undefined
  for await (const { location, row } of gtfsRows({ source, sink }, file, { required, row: agency })) {
    timeZone ??= await knownTimeZone(row.agency_timezone, location, sink)
    if (row.agency_timezone.toLowerCase() !== timeZone.toLowerCase()) {
      sink.warn(location, `has another time zone than the first agency; ${timeZone} counts for all`)
    }
    const id = row.agency_id ?? ''
    if (names.has(id)) sink.skip(location, `the id ${quoted(id)} stands twice`)
    else names.set(id, row.agency_name)
  }
  if (timeZone === undefined) throw new HubError('FORMAT_UNRECOGNIZED', `${file} has no usable agency.`)
  return { names, timeZone }
}

async function knownTimeZone(name: string, location: string, sink: FeedSink): Promise<string> {
  const [found] = await sink.query<{ name: string }>(
    'select name from pg_timezone_names where lower(name) = lower($1) limit 1',
    [name],
  )
  if (found) return found.name
  throw new HubError(
    'FORMAT_UNRECOGNIZED',
    `${location}: ${quoted(name)} is no time zone, such as Europe/Berlin.`,
  )
}
