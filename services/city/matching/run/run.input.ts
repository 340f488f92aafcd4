import { Field as GraphField, ID, InputType, Int } from 'type-graphql'
import { z } from 'zod'
import { says } from '../../../../platform/input/problem.js'
import { Field } from '../../field.js'
import { hundredths } from '../../goods/amount.js'
import { ResourceKind } from '../../goods/resource-kind.js'
import { ShownWeights, weightsInput } from '../policy/weights.type.js'
import { mostNamed, mostSeconds, usualSeconds } from './limits.js'

const atMost = `at most ${mostNamed}`

@InputType({ description: 'A resource of which there is more or less than there is.' })
export class VariedAmountInput {
  @GraphField(() => ID)
  resourceId!: string

  @GraphField(() => String, { description: 'In the unit of the resource: exact decimal number above 0.' })
  amount!: string
}

@InputType({ description: 'What is taken to be other than it is.' })
export class WhatIfInput {
  @GraphField(() => ShownWeights, { nullable: true, description: 'Null: as the policy says.' })
  weights?: ShownWeights | null

  @GraphField(() => [ID], {
    defaultValue: [],
    description: `Resources that are taken not to be there, ${atMost}.`,
  })
  withoutResources!: string[]

  @GraphField(() => [ID], {
    defaultValue: [],
    description: `Needs that are taken not to be there, ${atMost}.`,
  })
  withoutNeeds!: string[]

  @GraphField(() => [VariedAmountInput], {
    defaultValue: [],
    description: `For each resource once, ${atMost}.`,
  })
  amounts!: VariedAmountInput[]
}

@InputType({ description: 'What a matching run looks at; an empty list leaves nothing out.' })
export class MatchingRunInput {
  @GraphField(() => [ResourceKind], { defaultValue: [] })
  kinds!: ResourceKind[]

  @GraphField(() => [Field], { defaultValue: [], description: 'Of the initiatives that have needs.' })
  fields!: Field[]

  @GraphField(() => [ID], {
    defaultValue: [],
    description: `Ids of districts the initiatives are at work in, ${atMost}.`,
  })
  districts!: string[]

  @GraphField(() => [ID], { defaultValue: [], description: `Ids of initiatives, ${atMost}.` })
  initiatives!: string[]

  @GraphField(() => Int, {
    defaultValue: usualSeconds,
    description: `How long it may search, 1 to ${mostSeconds}; when the time is up, it gives the best it has found.`,
  })
  seconds!: number

  @GraphField(() => WhatIfInput, {
    nullable: true,
    description: 'For a run that only asks what would be: nothing of what it finds can be accepted.',
  })
  whatIf?: WhatIfInput | null
}

const ids = z.array(z.string().min(1).max(200)).max(mostNamed)

const whatIf = z.object({
  weights: weightsInput.nullish().transform((weights) => weights ?? null),
  withoutResources: ids,
  withoutNeeds: ids,
  amounts: z
    .array(
      z.object({
        resourceId: z.string().min(1).max(200),
        amount: z
          .string()
          .trim()
          .refine((amount) => hundredths(amount) !== null, says('NOT_AN_AMOUNT')),
      }),
    )
    .max(mostNamed),
})

export const matchingRunInput = z.object({
  kinds: z.array(z.enum(ResourceKind)).max(Object.keys(ResourceKind).length),
  fields: z.array(z.enum(Field)).max(Object.keys(Field).length),
  districts: ids,
  initiatives: ids,
  seconds: z.int().min(1).max(mostSeconds),
  whatIf: whatIf.nullish().transform((variation) => variation ?? null),
})

export type WrittenRun = z.output<typeof matchingRunInput>
