import { Field, InputType } from 'type-graphql'
import { z } from 'zod'
import { says } from '../../../../platform/input/problem.js'
import { text } from '../../../../platform/input/text.js'
import { longestOperation, mostAtOnce } from './limits.js'

@InputType({ description: 'A frontend that is to register operations.' })
export class FrontendAppInput {
  @Field(() => String, { description: 'At most 100 characters.' })
  name!: string
}

@InputType({ description: 'Operations an app will ask.' })
export class RegisterOperationsInput {
  @Field(() => [String], {
    description: `Texts with one operation each, as the app will send them: 1 to ${mostAtOnce} of at most 64 KiB. What is registered already stays.`,
  })
  operations!: string[]
}

export const frontendAppInput = z.object({ name: text(100) })

/** Texts are kept as they are, to the last space: their hash is what the app will send. */
export const registerOperationsInput = z.object({
  operations: z
    .array(
      z
        .string()
        .refine((value) => value.isWellFormed(), says('LONE_SURROGATE'))
        .refine((value) => !value.includes('\0'), says('CONTROL_CHARACTER'))
        .refine((value) => Buffer.byteLength(value) <= longestOperation, says('TOO_LONG', longestOperation)),
    )
    .min(1)
    .max(mostAtOnce),
})

export const hashesInput = z
  .array(z.string().regex(/^[0-9a-f]{64}$/))
  .min(1)
  .max(mostAtOnce)
