import { ArgsType, Field } from 'type-graphql'
import { LocalDate } from '../../../../platform/graph/scalars.js'
import { maxMonths } from './period.js'

@ArgsType()
export class PeriodArgs {
  @Field(() => LocalDate, { description: 'First day.' })
  from!: string

  @Field(() => LocalDate, { description: `Last day; at most ${maxMonths} months are looked at.` })
  to!: string
}
