import { AnalogAccessKind } from '../../analog-access/analog-access.js'

/** Where a column's value stands in the input; an analog way in is found by its kind. */
type Place = readonly string[]

const languages = { de: 'de', en: 'en', de_easy: 'deEasy' } as const

/** The columns of a CSV file, by name. */
export const columns: Readonly<Record<string, Place>> = {
  externalId: ['externalId'],
  ...localized('title', ['title']),
  ...localized('summary', ['summary']),
  ...localized('description', ['description']),
  field: ['field'],
  districts: ['districts'],
  lat: ['location', 'lat'],
  lon: ['location', 'lon'],
  startsOn: ['startsOn'],
  endsOn: ['endsOn'],
  placeAddress: ['analogAccess', AnalogAccessKind.PLACE, 'value'],
  ...localized('placeHours', ['analogAccess', AnalogAccessKind.PLACE, 'hours']),
  phone: ['analogAccess', AnalogAccessKind.PHONE, 'value'],
  ...localized('phoneHours', ['analogAccess', AnalogAccessKind.PHONE, 'hours']),
  post: ['analogAccess', AnalogAccessKind.POST, 'value'],
  contactName: ['contact', 'name'],
  contactEmail: ['contact', 'email'],
  contactPhone: ['contact', 'phone'],
}

/** Columns every file has. */
export const requiredColumns: readonly string[] = ['externalId', 'title_de', 'field']

/**
 * The column a problem is about.
 *
 * @param path within the input
 * @param ways kinds of the analog ways in, in their order in the input
 */
export function columnAt(path: readonly (string | number)[], ways: readonly string[]): string {
  const [part, index] = path
  const place = path.map(String)
  if (part === 'analogAccess' && typeof index === 'number') place[1] = ways[index] ?? String(index)
  const found = Object.entries(columns).find(([, each]) => leadsTo(each, place) || leadsTo(place, each))
  return found?.[0] ?? place.join('.')
}

function leadsTo(beginning: Place, whole: Place): boolean {
  return beginning.every((part, index) => part === whole[index])
}

function localized(name: string, place: Place): Record<string, Place> {
  return Object.fromEntries(
    Object.entries(languages).map(([suffix, language]) => [`${name}_${suffix}`, [...place, language]]),
  )
}
