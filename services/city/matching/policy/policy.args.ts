import { ArgsType, Field, Int } from 'type-graphql'
import { ChangeArgs } from '../../../../platform/graph/change-args.js'
import { MatchingPolicyChanges } from './policy.input.js'

@ArgsType()
export class UpdateMatchingPolicyArgs extends ChangeArgs {
  @Field(() => Int, { description: 'The version it was made for: that in force.' })
  version!: number

  @Field(() => MatchingPolicyChanges)
  input!: MatchingPolicyChanges

  @Field(() => String, { description: 'Why; it is kept with the version. At most 1,000 characters.' })
  reason!: string
}
