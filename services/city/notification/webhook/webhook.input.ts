import { Field, InputType, registerEnumType } from 'type-graphql'
import { z } from 'zod'
import { says } from '../../../../platform/input/problem.js'
import { webAddress } from '../../../../platform/input/text.js'
import { isEventType } from '../outbox/event-texts.js'

/** Most types one webhook may name. */
const maxTypes = 50

@InputType({ description: 'A webhook to be.' })
export class WebhookInput {
  @Field(() => String, {
    description: 'https, at a public address; messages are posted here. At most 2048 characters.',
  })
  url!: string

  @Field(() => [String], {
    nullable: true,
    description: 'Types of event, such as `initiative.published`; none for all that may be told.',
  })
  types?: string[] | null
}

/** What its owner may make of a webhook. */
export enum WebhookSwitch {
  ACTIVE = 'ACTIVE',
  PAUSED = 'PAUSED',
}

registerEnumType(WebhookSwitch, {
  name: 'WebhookSwitch',
  description: 'Deliver, or keep messages for later.',
})

@InputType({ description: 'What is to be changed of a webhook; what is not given stays.' })
export class WebhookChange {
  @Field(() => String, { nullable: true })
  url?: string | null

  @Field(() => [String], { nullable: true })
  types?: string[] | null

  @Field(() => WebhookSwitch, { nullable: true })
  state?: WebhookSwitch | null
}

const types = z
  .array(z.string().refine(isEventType, says('UNKNOWN')))
  .max(maxTypes)
  .transform((given) => [...new Set(given)])

const url = webAddress().refine((value) => {
  const { username, password } = new URL(value)
  return username === '' && password === ''
}, says('INVALID'))

export const webhookInput = z.object({ url, types: types.nullish().transform((given) => given ?? []) })

export const webhookChange = z.object({
  url: url.nullish(),
  types: types.nullish(),
  state: z.enum(WebhookSwitch).nullish(),
})
