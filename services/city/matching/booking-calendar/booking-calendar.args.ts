import { ArgsType, Field, ID } from 'type-graphql'
import { ChangeArgs } from '../../../../platform/graph/change-args.js'
import { Language } from '../../../../platform/graph/language.js'

@ArgsType()
export class CreateBookingCalendarArgs extends ChangeArgs {
  @Field(() => ID)
  resourceId!: string

  @Field(() => Language, { defaultValue: Language.DE, description: 'Language of what stands in it.' })
  language!: Language
}

@ArgsType()
export class RemoveBookingCalendarArgs extends ChangeArgs {
  @Field(() => ID)
  resourceId!: string

  @Field(() => ID, { description: 'Of the calendar.' })
  id!: string
}
