import { ArgsType, Field, ID } from 'type-graphql'
import { ChangeArgs } from '../../../../platform/graph/change-args.js'
import { MatchingRunInput } from './run.input.js'

@ArgsType()
export class StartMatchingRunArgs extends ChangeArgs {
  @Field(() => MatchingRunInput)
  input!: MatchingRunInput
}

@ArgsType()
export class CancelMatchingRunArgs extends ChangeArgs {
  @Field(() => ID)
  id!: string
}
