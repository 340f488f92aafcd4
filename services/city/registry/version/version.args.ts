import { ArgsType, Field, ID, Int } from 'type-graphql'
import { ChangeArgs } from '../../../../platform/graph/change-args.js'
import { SubgraphCheckInput, SubgraphVersionInput } from './version.input.js'

@ArgsType()
export class CheckSubgraphArgs extends ChangeArgs {
  @Field(() => SubgraphCheckInput)
  input!: SubgraphCheckInput
}

@ArgsType()
export class PublishSubgraphArgs extends ChangeArgs {
  @Field(() => SubgraphVersionInput)
  input!: SubgraphVersionInput
}

@ArgsType()
export class SubgraphVersionArgs extends ChangeArgs {
  @Field(() => ID, { description: 'Id of the version.' })
  id!: string
}

const shareDescription = 'Share of requests that get it, 1 to 100; with 100 it is live.'

@ArgsType()
export class ApproveSubgraphVersionArgs extends SubgraphVersionArgs {
  @Field(() => Int, { defaultValue: 100, description: shareDescription })
  percent!: number

  @Field(() => String, { nullable: true, description: 'For the audit trail. At most 1000 characters.' })
  reason?: string | null
}

@ArgsType()
export class RefuseSubgraphVersionArgs extends SubgraphVersionArgs {
  @Field(() => String, { description: 'At most 1000 characters; members of its organization read it.' })
  reason!: string
}

@ArgsType()
export class RollOutSubgraphVersionArgs extends SubgraphVersionArgs {
  @Field(() => Int, { description: shareDescription })
  percent!: number
}
