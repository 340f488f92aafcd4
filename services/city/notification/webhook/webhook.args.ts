import { ArgsType, Field, ID, Int } from 'type-graphql'
import { ChangeArgs } from '../../../../platform/graph/change-args.js'
import { WebhookChange, WebhookInput } from './webhook.input.js'

@ArgsType()
export class RegisterWebhookArgs extends ChangeArgs {
  @Field(() => ID)
  organizationId!: string

  @Field(() => WebhookInput)
  input!: WebhookInput
}

@ArgsType()
export class WebhookArgs extends ChangeArgs {
  @Field(() => ID)
  id!: string
}

@ArgsType()
export class WebhookVersionArgs extends WebhookArgs {
  @Field(() => Int, { description: 'The version the change is made from.' })
  version!: number
}

@ArgsType()
export class UpdateWebhookArgs extends WebhookVersionArgs {
  @Field(() => WebhookChange)
  input!: WebhookChange
}

@ArgsType()
export class RedeliverArgs extends ChangeArgs {
  @Field(() => ID)
  deliveryId!: string
}
