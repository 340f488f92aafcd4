import { registerEnumType } from 'type-graphql'

/** In the order of ISO 8601. */
export enum Weekday {
  MO = 'MO',
  TU = 'TU',
  WE = 'WE',
  TH = 'TH',
  FR = 'FR',
  SA = 'SA',
  SU = 'SU',
}

registerEnumType(Weekday, { name: 'Weekday', description: 'Monday to Sunday.' })

/** Monday first. */
export const weekdays: readonly Weekday[] = Object.values(Weekday)
