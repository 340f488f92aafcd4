import { Field, InputType } from 'type-graphql'
import { z } from 'zod'
import { says } from '../../../../platform/input/problem.js'
import { subgraphNames } from '../../../../platform/subgraphs.js'
import { CallerClaim } from './caller-claim.js'

/** Entities that link everything: what a subgraph may add to unless coordinators say otherwise. */
export const usuallyExtended: readonly string[] = ['District', 'Initiative', 'Organization']

const mostExtended = 50

@InputType({ description: 'A subgraph to be.' })
export class SubgraphInput {
  @Field(() => String, {
    description: '2 to 40 small letters, digits and dashes, with a letter first; never changed.',
  })
  name!: string
}

@InputType({ description: 'On what terms a subgraph takes part: all of it, as it shall be.' })
export class SubgraphTermsInput {
  @Field(() => [CallerClaim], { description: 'What it is told of who asks.' })
  claims!: CallerClaim[]

  @Field(() => Boolean, { description: 'Whether versions that break nothing go live without an approval.' })
  trusted!: boolean

  @Field(() => [String], { description: 'Types of others it may add fields to, at most 50.' })
  mayExtend!: string[]
}

const ownNames: ReadonlySet<string> = new Set(subgraphNames)

export const subgraphName = z
  .string()
  .trim()
  .regex(/^[a-z][a-z0-9-]{1,39}$/, says('NOT_A_SUBGRAPH_NAME'))

export const subgraphInput = z.object({
  name: subgraphName.refine((name) => !ownNames.has(name), says('NAME_TAKEN')),
})

const sortedOnce = <T extends string>(given: T[]) => [...new Set(given)].sort()

export const subgraphTermsInput = z.object({
  claims: z.array(z.enum(CallerClaim)).transform(sortedOnce),
  trusted: z.boolean(),
  mayExtend: z
    .array(z.string().regex(/^[A-Z][A-Za-z0-9]{0,99}$/, says('INVALID')))
    .max(mostExtended)
    .transform(sortedOnce),
})
