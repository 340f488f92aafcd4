import { ArgsType, Field, Int } from 'type-graphql'
import { badInput, checkPageSize, maxPageSize } from '../../../platform/graph/connection.js'
import { DateTime, LocalDate } from '../../../platform/graph/scalars.js'

const defaultDepartures = 5

@ArgsType()
export class DepartureArgs {
  @Field(() => Int, {
    defaultValue: defaultDepartures,
    description: `How many at most, 1 to ${maxPageSize}.`,
  })
  first!: number

  @Field(() => DateTime, { nullable: true, description: 'From this moment on; from now on unless said.' })
  at?: Date | null

  @Field(() => LocalDate, {
    nullable: true,
    description: "Instead of `at`: from the start of this service day on, in the agency's time zone.",
  })
  date?: string | null
}

/** From when departures are asked for: a moment, or the start of a service day. */
export type Since = { at: Date; date: null } | { at: null; date: string }

/** Earliest day the database knows. */
const firstDate = '0001-01-01'

/** @throws GraphQLError BAD_USER_INPUT if `first` is out of bounds, or both a moment and a day are given */
export function whenAsked({ first, at, date }: DepartureArgs, now: Date): { first: number } & Since {
  checkPageSize({ first })
  if (!date) return { first, at: at ?? now, date: null }
  if (at) throw badInput('Ask for departures either "at" a moment or from a "date" on.')
  if (date < firstDate) throw badInput('"date" is before the year 1.')
  return { first, at: null, date }
}
