import { ArgsType, Field, ID, Int } from 'type-graphql'
import { z } from 'zod'
import type { Scope } from '../../../platform/caller/caller.js'
import { ChangeArgs } from '../../../platform/graph/change-args.js'
import { DateTime } from '../../../platform/graph/scalars.js'
import { says } from '../../../platform/input/problem.js'
import { text } from '../../../platform/input/text.js'
import { ApiKeyScope } from './api-key-scope.js'

const yearMs = 366 * 24 * 3_600_000
/** Longest time an old key may work beside the one that replaces it, hours: a week. */
const longestOverlap = 168

@ArgsType()
export class CreateApiKeyArgs extends ChangeArgs {
  @Field(() => ID)
  organizationId!: string

  @Field(() => String, { description: 'At most 100 characters.' })
  name!: string

  @Field(() => [ApiKeyScope], { description: 'At least one.' })
  scopes!: Scope[]

  @Field(() => DateTime, { description: 'Within a year.' })
  expiresAt!: Date
}

@ArgsType()
export class ApiKeyArgs extends ChangeArgs {
  @Field(() => ID)
  id!: string
}

@ArgsType()
export class RotateApiKeyArgs extends ApiKeyArgs {
  @Field(() => Int, {
    description: `Hours the old key goes on working, so that programs can change over: 0 to ${longestOverlap}.`,
  })
  overlapHours!: number
}

/** Reads what a key is made from, as it is stored. */
export function apiKeyInput(now: Date) {
  return z.object({
    name: text(100),
    scopes: z
      .array(z.enum(ApiKeyScope))
      .min(1)
      .transform((scopes) => [...new Set(scopes)]),
    expiresAt: z
      .date()
      .refine((at) => at > now && at.getTime() <= now.getTime() + yearMs, says('OUT_OF_RANGE')),
  })
}

export const rotationInput = z.object({ overlapHours: z.number().min(0).max(longestOverlap) })
