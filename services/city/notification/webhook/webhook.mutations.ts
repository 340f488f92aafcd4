import { Args, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql'
import { Access } from '../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { redeliver, redeliverDead } from './changes/redeliver.js'
import { registerWebhook } from './changes/register.js'
import { removeWebhook } from './changes/remove.js'
import { rotateWebhookSecret } from './changes/rotate-secret.js'
import { testWebhook } from './changes/test.js'
import { updateWebhook } from './changes/update.js'
import { webhookAccess } from './webhook.access.js'
import {
  RedeliverArgs,
  RegisterWebhookArgs,
  UpdateWebhookArgs,
  WebhookArgs,
  WebhookVersionArgs,
} from './webhook.args.js'
import { Webhook, WebhookDelivery, WebhookWithSecret } from './webhook.type.js'

@Resolver()
export class WebhookMutations {
  @Access(webhookAccess.register)
  @Mutation(() => WebhookWithSecret, {
    nullable: true,
    description:
      'Registers an address that is told of events: what everybody may know, what is about the organization, and for the town everything. At least once each, in no promised order.',
  })
  registerWebhook(
    @Args(() => RegisterWebhookArgs) args: RegisterWebhookArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<WebhookWithSecret> {
    return registerWebhook(context, args)
  }

  @Access(webhookAccess.update)
  @Mutation(() => Webhook, { nullable: true, description: 'Made active, it gets what was kept for it.' })
  updateWebhook(
    @Args(() => UpdateWebhookArgs) args: UpdateWebhookArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Webhook> {
    return updateWebhook(context, args)
  }

  @Access(webhookAccess.rotateSecret)
  @Mutation(() => WebhookWithSecret, {
    nullable: true,
    description: 'Gives a webhook a new secret; for 24 hours messages are signed with the one before, too.',
  })
  rotateWebhookSecret(
    @Args(() => WebhookVersionArgs) args: WebhookVersionArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<WebhookWithSecret> {
    return rotateWebhookSecret(context, args)
  }

  @Access(webhookAccess.remove)
  @Mutation(() => ID, { nullable: true, description: 'Removes a webhook with its deliveries; gives its id.' })
  removeWebhook(
    @Args(() => WebhookVersionArgs) args: WebhookVersionArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<string> {
    return removeWebhook(context, args)
  }

  @Access(webhookAccess.test)
  @Mutation(() => WebhookDelivery, {
    nullable: true,
    description: 'Sends an event of the type `webhook.ping`.',
  })
  testWebhook(
    @Args(() => WebhookArgs) args: WebhookArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<WebhookDelivery> {
    return testWebhook(context, args)
  }

  @Access(webhookAccess.redeliver)
  @Mutation(() => WebhookDelivery, { nullable: true, description: 'Delivers an event again, at once.' })
  redeliver(
    @Args(() => RedeliverArgs) args: RedeliverArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<WebhookDelivery> {
    return redeliver(context, args)
  }

  @Access(webhookAccess.redeliverDead)
  @Mutation(() => Int, {
    nullable: true,
    description: 'Delivers again what was given up, at most 1,000 at once; gives how many.',
  })
  redeliverDead(
    @Args(() => WebhookArgs) args: WebhookArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<number> {
    return redeliverDead(context, args)
  }
}
