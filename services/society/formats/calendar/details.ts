import { latitude, longitude, optionalText, webAddress } from '../../../../platform/input/text.js'
import type { Properties } from './properties.js'

/** What an event says about itself besides its times. */
export interface EventDetails {
  title: string
  description: string | null
  place: string | null
  lat: number | null
  lon: number | null
  categories: string[]
  status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED'
  organizer: string | null
  webAddress: string | null
}

/** What calendars show for an event without a title. */
const untitled = '(ohne Titel)'

const mostCategories = 20

/** A text and how much of it is kept, in characters; made once, for making a schema costs more than using it. */
function upTo(most: number) {
  return { most, schema: optionalText(most) }
}

const shortText = upTo(100)
const nameText = upTo(200)
const lineText = upTo(500)
const longText = upTo(20_000)
const address = webAddress()

/**
 * The details of a VEVENT (RFC 5545, 3.8.1). What cannot be used is left out, or cut where it is too long.
 *
 * @param warn told of everything that was left out or cut
 */
export function readDetails(properties: Properties, warn: (reason: string) => void): EventDetails {
  const title = readText(properties.text('SUMMARY'), lineText, 'SUMMARY', warn)
  if (title === null) warn('has no title')
  return {
    title: title ?? untitled,
    description: readText(properties.text('DESCRIPTION'), longText, 'DESCRIPTION', warn),
    place: readText(properties.text('LOCATION'), lineText, 'LOCATION', warn),
    ...readPosition(properties, warn),
    categories: readCategories(properties, warn),
    status: readStatus(properties, warn),
    organizer: readOrganizer(properties, warn),
    webAddress: readWebAddress(properties, warn),
  }
}

function readText(
  value: unknown,
  { most, schema }: ReturnType<typeof upTo>,
  name: string,
  warn: (reason: string) => void,
): string | null {
  if (typeof value !== 'string') return null
  const characters = value.length > most ? [...value] : []
  if (characters.length > most) warn(`${name} is longer than ${most} characters; cut`)
  const kept = characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : value
  const checked = schema.safeParse(kept)
  if (checked.success) return checked.data
  warn(`${name} ${checked.error.issues[0]?.message}; left out`)
  return null
}

/** GEO is latitude and longitude; 0;0 is what programs write that know no position. */
function readPosition(properties: Properties, warn: (reason: string) => void) {
  const none = { lat: null, lon: null }
  const property = properties.first('GEO')
  if (property === undefined) return none
  const [written] = property.values
  const [lat, lon] = Array.isArray(written) ? written : []
  const position = { lat: latitude.safeParse(lat), lon: longitude.safeParse(lon) }
  if (position.lat.success && position.lon.success && !(lat === 0 && lon === 0))
    return { lat: position.lat.data, lon: position.lon.data }
  warn('GEO is no place on the earth; kept without a position')
  return none
}

function readCategories(properties: Properties, warn: (reason: string) => void): string[] {
  const written = properties.all('CATEGORIES').flatMap(({ values }) => values)
  const read = written.slice(0, mostCategories).map((value) => readText(value, shortText, 'CATEGORIES', warn))
  return [...new Set(read.filter((category) => category !== null))]
}

function readStatus(properties: Properties, warn: (reason: string) => void): EventDetails['status'] {
  const status = properties.text('STATUS')?.trim().toUpperCase() || 'CONFIRMED'
  if (status === 'CONFIRMED' || status === 'TENTATIVE' || status === 'CANCELLED') return status
  warn(`STATUS ${status.slice(0, 40)} is none an event can have; taken as confirmed`)
  return 'CONFIRMED'
}

/** The name only. Where a program has put the mail address into it as well, there is none. */
function readOrganizer(properties: Properties, warn: (reason: string) => void): string | null {
  const name = properties.first('ORGANIZER')?.parameters.cn
  if (typeof name !== 'string' || name.includes('@')) return null
  return readText(name, nameText, 'ORGANIZER', warn)
}

function readWebAddress(properties: Properties, warn: (reason: string) => void): string | null {
  const written = properties.text('URL')?.trim()
  if (!written) return null
  const checked = address.safeParse(written)
  if (!checked.success) warn('URL is no web address; left out')
  return checked.data ?? null
}
