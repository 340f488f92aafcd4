import { Field, Int, ObjectType } from 'type-graphql'
import type { Miss, Rule } from '../../../../../matching/filter/rejection.js'
import type { Obstacle } from '../../../../../matching/plan.js'
import { connectionOf } from '../../../../../platform/graph/connection.js'
import { Quantity } from '../../../goods/goods.type.js'
import type { ResourceKind, Unit } from '../../../goods/resource-kind.js'
import { MatchRule } from '../../explanation/match-rule.js'

@ObjectType({ description: 'A resource a rule alone stood in the way of.' })
export class NearMiss {
  resourceId!: string
  rule!: Rule
  storedMiss!: Miss
  /** Of the need, and so of the resource. */
  kind!: ResourceKind
  unit!: Unit
}

@ObjectType({ description: 'The resources a rule alone stood in the way of: they would do but for it.' })
export class MatchObstacle {
  @Field(() => MatchRule)
  rule!: Rule

  @Field(() => Int, { description: 'How many.' })
  resources!: number

  @Field(() => [NearMiss], { description: 'Those that missed it by least, least first; at most three.' })
  nearest!: NearMiss[]
}

@ObjectType({ description: 'A need that a matching run left without all it asks for, with why.' })
export class UnmetNeed {
  @Field(() => Quantity, {
    description: 'What it would still lack if all proposals of the run were accepted.',
  })
  missing!: Quantity

  @Field(() => Int, { description: 'Resources of its kind and unit there were at all.' })
  offered!: number

  @Field(() => Int, { description: 'Resources more than one rule stood in the way of.' })
  farOff!: number

  runId!: string
  needId!: string
  kind!: ResourceKind
  givenToOtherIds!: string[]
  storedObstacles!: readonly Obstacle[]
}

export const UnmetNeedConnection = connectionOf(UnmetNeed, 'UnmetNeed')
