import { districts } from '../../../platform/town/districts.js'

/** District ids by the last two digits. */
export function districtIds(...numbers: readonly string[]): string[] {
  return numbers.map((number) => `05370004-${number}`)
}

export const everyDistrict: readonly string[] = districts.map(({ id }) => id)

/** The position of a place of the town, for example content that stands in it. */
export function positionOf(name: string): { lat: number | null; lon: number | null } {
  const place = districts.flatMap(({ places }) => places).find((one) => one.name === name)
  if (!place) throw new TypeError(`The town has no place ${name}`)
  return { lat: place.lat, lon: place.lon }
}
