import { ArgsType, Field, ID, Int } from 'type-graphql'
import { ChangeArgs } from '../../../../platform/graph/change-args.js'
import { FrontendAppInput, RegisterOperationsInput } from './app.input.js'
import { mostAtOnce } from './limits.js'

@ArgsType()
export class RegisterAppArgs extends ChangeArgs {
  @Field(() => ID)
  organizationId!: string

  @Field(() => FrontendAppInput)
  input!: FrontendAppInput
}

@ArgsType()
export class RemoveAppArgs extends ChangeArgs {
  @Field(() => ID)
  id!: string

  @Field(() => Int, { description: 'The version the change is made from.' })
  version!: number
}

@ArgsType()
export class RegisterOperationsArgs extends ChangeArgs {
  @Field(() => ID)
  appId!: string

  @Field(() => RegisterOperationsInput)
  input!: RegisterOperationsInput
}

@ArgsType()
export class RemoveOperationsArgs extends ChangeArgs {
  @Field(() => ID)
  appId!: string

  @Field(() => [String], { description: `SHA-256 of their texts, hexadecimal: 1 to ${mostAtOnce}.` })
  hashes!: string[]
}
