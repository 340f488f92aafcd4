import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { Access } from '../../../../platform/graph/access.js'
import { type Connection, PageArgs } from '../../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { LanguageArgs, localize } from '../../../../platform/graph/language.js'
import { Organization } from '../../organization/organization.type.js'
import { OrganizationKind } from '../../organization/organization-kind.js'
import { DeliveryState } from '../outbox/delivery-state.js'
import { failureTexts } from './delivery/failure-texts.js'
import { webhookAccess } from './webhook.access.js'
import { deliveriesOfWebhooks, healthOfWebhooks, webhooksOfOrganizations } from './webhook.queries.js'
import { Webhook, WebhookDelivery, WebhookDeliveryConnection, WebhookHealth } from './webhook.type.js'

@Resolver(() => Organization)
export class OrganizationWebhooksResolver {
  @Access(webhookAccess.read, ({ id, kind }: Organization) => ({
    organizationId: id,
    town: kind === OrganizationKind.TOWN,
  }))
  @FieldResolver(() => [Webhook], { nullable: true, description: 'For those who act for it. At most 20.' })
  webhooks(@Root() { id }: Organization, @Ctx() context: SubgraphContext): Promise<Webhook[]> {
    return context.load(webhooksOfOrganizations, null, id)
  }
}

@Resolver(() => Webhook)
export class WebhookResolver {
  @FieldResolver(() => WebhookDeliveryConnection, {
    nullable: true,
    description: 'Newest event first; with state DEAD, those that were given up.',
  })
  deliveries(
    @Root() { id }: Webhook,
    @Args(() => PageArgs) { first, after = null }: PageArgs,
    @Arg('state', () => DeliveryState, { nullable: true }) state: DeliveryState | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<WebhookDelivery>> {
    return context.load(deliveriesOfWebhooks, { first, after, state: state ?? null }, id)
  }

  @FieldResolver(() => WebhookHealth, { nullable: true })
  health(@Root() { id }: Webhook, @Ctx() context: SubgraphContext): Promise<WebhookHealth | null> {
    return context.load(healthOfWebhooks, null, id)
  }
}

@Resolver(() => WebhookDelivery)
export class WebhookDeliveryResolver {
  @FieldResolver(() => String, { nullable: true, description: '`lastFailure` in words: what to do.' })
  lastFailureText(
    @Root() { lastFailure, lastStatus }: WebhookDelivery,
    @Args(() => LanguageArgs) { lang }: LanguageArgs,
  ): string | null {
    if (lastFailure === null) return null
    return localize(failureTexts[lastFailure], lang).replace('{status}', String(lastStatus))
  }
}
