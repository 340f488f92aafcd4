import { registerEnumType } from 'type-graphql'

export enum ResourceKind {
  SPACE = 'SPACE',
  STAFF_HOURS = 'STAFF_HOURS',
  FUNDING = 'FUNDING',
  EQUIPMENT = 'EQUIPMENT',
  DATA = 'DATA',
  EXPERTISE = 'EXPERTISE',
  VEHICLE = 'VEHICLE',
}

registerEnumType(ResourceKind, { name: 'ResourceKind', description: 'What can be offered and needed.' })

export enum Unit {
  HOURS = 'HOURS',
  DAYS = 'DAYS',
  EUROS = 'EUROS',
  PIECES = 'PIECES',
  SEATS = 'SEATS',
  SQUARE_METRES = 'SQUARE_METRES',
}

registerEnumType(Unit, { name: 'Unit', description: 'What an amount counts.' })

/** Units each kind may be counted in: hours are not euros. */
export const unitsOf: Readonly<Record<ResourceKind, readonly Unit[]>> = {
  [ResourceKind.SPACE]: [Unit.SQUARE_METRES, Unit.SEATS, Unit.HOURS, Unit.DAYS],
  [ResourceKind.STAFF_HOURS]: [Unit.HOURS],
  [ResourceKind.FUNDING]: [Unit.EUROS],
  [ResourceKind.EQUIPMENT]: [Unit.PIECES, Unit.HOURS, Unit.DAYS],
  [ResourceKind.DATA]: [Unit.PIECES],
  [ResourceKind.EXPERTISE]: [Unit.HOURS, Unit.DAYS],
  [ResourceKind.VEHICLE]: [Unit.PIECES, Unit.SEATS, Unit.HOURS, Unit.DAYS],
}

/** Units there are no parts of. */
export const wholeUnits: readonly Unit[] = [Unit.PIECES, Unit.SEATS]
