import { Field, ID, Int, ObjectType } from 'type-graphql'
import { connectionOf } from '../../../../platform/graph/connection.js'
import { DateTime } from '../../../../platform/graph/scalars.js'
import { DeliveryState } from '../outbox/delivery-state.js'
import { DeliveryFailure } from './delivery/delivery-failure.js'
import { WebhookState } from './webhook-state.js'

@ObjectType({ description: 'An address that is told of events, by signed messages (Standard Webhooks).' })
export class Webhook {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  url!: string

  @Field(() => [String], { description: 'Types of event that are told; none for all that may be.' })
  types!: string[]

  @Field(() => WebhookState)
  state!: WebhookState

  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when messages are signed with the secret before, too.',
  })
  previousSecretUntil!: Date | null

  @Field(() => DateTime, {
    nullable: true,
    description: 'Nothing has reached it since; null if all is well.',
  })
  failingSince!: Date | null

  @Field(() => DateTime)
  createdAt!: Date

  @Field(() => DateTime)
  updatedAt!: Date

  @Field(() => Int)
  version!: number

  organizationId!: string
}

@ObjectType({
  description: 'A webhook, with what its messages are signed with. The secret is shown this once.',
})
export class WebhookWithSecret {
  @Field(() => Webhook)
  webhook!: Webhook

  @Field(() => String, {
    description: '`whsec_` and 256 bits in base64: the key of HMAC-SHA256 (Standard Webhooks).',
  })
  secret!: string
}

@ObjectType({ description: 'An event for one webhook, and what has become of it.' })
export class WebhookDelivery {
  @Field(() => ID)
  id!: string

  @Field(() => ID, {
    description: 'Id of the event, sent as `webhook-id`: the same each time it is delivered.',
  })
  eventId!: string

  @Field(() => String)
  type!: string

  @Field(() => DeliveryState)
  state!: DeliveryState

  @Field(() => Int, { description: 'Attempts so far.' })
  attempts!: number

  @Field(() => DateTime, { nullable: true })
  nextAttemptAt!: Date | null

  @Field(() => DateTime, { nullable: true })
  deliveredAt!: Date | null

  @Field(() => DateTime)
  createdAt!: Date

  @Field(() => Int, { nullable: true, description: 'HTTP status of the last answer.' })
  lastStatus!: number | null

  @Field(() => DeliveryFailure, { nullable: true, description: 'Why the last attempt did not succeed.' })
  lastFailure!: DeliveryFailure | null

  @Field(() => String, {
    nullable: true,
    description: 'Beginning of the last answer, without control characters, at most 500 characters.',
  })
  lastAnswer!: string | null
}

export const WebhookDeliveryConnection = connectionOf(WebhookDelivery, 'WebhookDelivery')

@ObjectType({ description: 'How the last deliveries of a webhook went.' })
export class WebhookHealth {
  @Field(() => Int, { description: 'How many of the last 100 deliveries have been tried.' })
  tried!: number

  @Field(() => Int)
  delivered!: number

  @Field(() => Int, { description: 'Failed and to be tried again.' })
  failing!: number

  @Field(() => Int, { description: 'Given up.' })
  dead!: number
}
