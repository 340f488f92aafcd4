import { ArgsType, Field, ID, InputType } from 'type-graphql'
import { PageArgs } from '../../../../../platform/graph/connection.js'
import { Field as FieldOfInitiative } from '../../../field.js'
import { ResourceKind } from '../../../goods/resource-kind.js'
import { UnmetReason } from './unmet-reason.js'

@InputType({ description: 'Which unmet needs are wanted; what is not given is not asked for.' })
export class UnmetFilter {
  @Field(() => UnmetReason, { nullable: true })
  reason?: UnmetReason | null

  @Field(() => ResourceKind, { nullable: true })
  kind?: ResourceKind | null

  @Field(() => FieldOfInitiative, { nullable: true, description: 'Of the initiative.' })
  field?: FieldOfInitiative | null

  @Field(() => ID, { nullable: true, description: 'Id of the district the need is in.' })
  district?: string | null
}

const runDescription = 'Id of a matching run; null: the last one that has finished and was no what-if.'

@ArgsType()
export class UnmetArgs {
  @Field(() => UnmetFilter, { nullable: true })
  filter?: UnmetFilter | null

  @Field(() => ID, { nullable: true, description: runDescription })
  run?: string | null
}

@ArgsType()
export class UnmetPageArgs extends PageArgs {
  @Field(() => UnmetFilter, { nullable: true })
  filter?: UnmetFilter | null

  @Field(() => ID, { nullable: true, description: runDescription })
  run?: string | null
}
