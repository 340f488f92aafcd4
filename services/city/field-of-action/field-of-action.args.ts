import { ArgsType, Field, ID, Int } from 'type-graphql'
import { ChangeArgs } from '../../../platform/graph/change-args.js'
import { reasonDescription } from '../history/reason.input.js'
import { FieldOfActionChanges, FieldOfActionInput, FieldOfActionPlace } from './field-of-action.input.js'

@ArgsType()
export class AddFieldOfActionArgs extends ChangeArgs {
  @Field(() => FieldOfActionInput)
  input!: FieldOfActionInput

  @Field(() => String, { nullable: true, description: reasonDescription })
  reason?: string | null
}

@ArgsType()
export class UpdateFieldOfActionArgs extends ChangeArgs {
  @Field(() => ID)
  id!: string

  @Field(() => Int, { description: 'The version that is to be changed.' })
  version!: number

  @Field(() => FieldOfActionChanges)
  input!: FieldOfActionChanges

  @Field(() => String, { description: reasonDescription })
  reason!: string
}

@ArgsType()
export class ReorderFieldsOfActionArgs extends ChangeArgs {
  @Field(() => [FieldOfActionPlace], { description: 'All fields of action, each once.' })
  order!: FieldOfActionPlace[]

  @Field(() => String, { description: reasonDescription })
  reason!: string
}
