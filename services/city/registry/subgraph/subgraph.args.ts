import { ArgsType, Field, ID, Int } from 'type-graphql'
import { ChangeArgs } from '../../../../platform/graph/change-args.js'
import { SubgraphInput, SubgraphTermsInput } from './subgraph.input.js'

@ArgsType()
export class RegisterSubgraphArgs extends ChangeArgs {
  @Field(() => ID)
  organizationId!: string

  @Field(() => SubgraphInput)
  input!: SubgraphInput
}

@ArgsType()
export class SubgraphArgs extends ChangeArgs {
  @Field(() => ID)
  id!: string
}

@ArgsType()
export class SuspendSubgraphArgs extends SubgraphArgs {
  @Field(() => String, { description: 'At most 1000 characters; members of its organization read it.' })
  reason!: string
}

@ArgsType()
export class RollBackSubgraphArgs extends SubgraphArgs {
  @Field(() => Int, { description: 'Number of a version that was live before.' })
  number!: number

  @Field(() => String, { description: 'At most 1000 characters; for the audit trail.' })
  reason!: string
}

@ArgsType()
export class RetireSubgraphArgs extends SubgraphArgs {
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether it leaves even though operations in use would break. Only coordinators may say so.',
  })
  force!: boolean
}

@ArgsType()
export class SetSubgraphTermsArgs extends SubgraphArgs {
  @Field(() => Int, { description: 'The version of the subgraph the change is made from.' })
  version!: number

  @Field(() => SubgraphTermsInput)
  input!: SubgraphTermsInput
}

@ArgsType()
export class ProveSubgraphHostArgs extends SubgraphArgs {
  @Field(() => String, {
    nullable: true,
    description: 'An address on the host; null for the one its newest version has.',
  })
  url?: string | null
}
