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

/** Monday first. */
export const weekdays: readonly Weekday[] = Object.values(Weekday)
