import { sql } from 'kysely'
import { townRoles } from '../../../../platform/caller/caller.js'
import { type Change, change } from '../../../../platform/changes/change.js'
import { HubError } from '../../../../platform/errors/hub-error.js'
import { demand } from '../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { type Language, localize } from '../../../../platform/graph/language.js'
import { lockMembers } from '../../membership/lock-members.js'
import { demandAnotherHolder, lockTownRoles } from '../../town-role/lock-town-roles.js'
import { accountAccess } from '../account.access.js'
import type { EraseAccountArgs } from '../account.args.js'
import { demandOwnerOfAccount } from '../confirm-erasure.js'
import { type Owned, type Staying, staying } from '../may-leave.js'

/**
 * Erases the caller's account, and everything personal that is held of it here. What it has made for organizations stays
 * theirs; its id stays in the audit trail, and means nobody any more.
 *
 * @throws HubError UNAUTHENTICATED, FORBIDDEN, and as `demandOwnerOfAccount`; STATE_REFUSED for the last owner of
 *   organizations, named in `extensions.handOver` and `extensions.abandon`, and for the last one with a role of the town
 */
export async function eraseAccount(
  context: SubgraphContext,
  { confirm, password, abandoning, idempotencyKey, lang }: EraseAccountArgs,
): Promise<boolean> {
  const { caller } = context
  demand(caller, accountAccess.erase)
  const accountId = caller.subject
  const email = await demandOwnerOfAccount(context, accountId, { confirm, password }, lang)
  // The password is no part of what is remembered.
  const request = { action: 'eraseAccount', input: { abandoning }, idempotencyKey }
  return change(context, request, async (step) => {
    await demandDispensable(step, accountId, lang)
    await leaveEverything(step, accountId, abandoning, lang)
    await forget(step, accountId, email)
    return true
  })
}

/** @throws HubError STATE_REFUSED for the last one with a role of the town */
async function demandDispensable(step: Change, accountId: string, lang: Language): Promise<void> {
  await lockTownRoles(step)
  for (const role of townRoles) await demandAnotherHolder(step, { accountId, role, lang })
}

/** Ends what runs in the name of organizations nobody acts for any more. @throws HubError STATE_REFUSED */
async function leaveEverything(
  step: Change,
  accountId: string,
  abandoning: readonly string[],
  lang: Language,
): Promise<void> {
  const memberships = await step.rows<{ organizationId: string }>(sql`
    select organization_id as "organizationId" from identity.membership
    where account_id = ${accountId} order by organization_id`)
  for (const { organizationId } of memberships) await lockMembers(step, organizationId)
  const owned = await step.rows<Owned>(sql`
    select m.organization_id as "organizationId", exists (
      select from identity.membership as o
      where o.organization_id = m.organization_id and o.account_id <> m.account_id) as "hasOthers"
    from identity.membership as m
    where m.account_id = ${accountId} and m.role = 'OWNER' and not exists (
      select from identity.membership as o
      where o.organization_id = m.organization_id and o.account_id <> m.account_id and o.role = 'OWNER')
    order by m.organization_id`)
  const obstacle = staying(owned, abandoning)
  if (obstacle !== undefined) throw stays(obstacle, lang)
  const abandoned = owned.map(({ organizationId }) => organizationId)
  await step.rows(sql`
    update identity.api_key set revoked_at = ${step.now}
    where organization_id = any(${abandoned}::text[]) and revoked_at is null`)
  await step.rows(sql`
    update identity.invitation set withdrawn_at = ${step.now}
    where organization_id = any(${abandoned}::text[])
      and coalesce(accepted_at, declined_at, withdrawn_at) is null`)
}

function stays(obstacle: Staying, lang: Language): HubError {
  const { handOver, abandon } = obstacle
  const names = { handOver: handOver.join(', '), abandon: abandon.join(', ') }
  const reasons = [
    handOver.length > 0 && {
      DE: `In diesen Organisationen muss zuerst jemand anderes Eigentümer werden: ${names.handOver}.`,
      EN: `In these organizations somebody else has to become an owner first: ${names.handOver}.`,
    },
    abandon.length > 0 && {
      DE: `Für diese Organisationen handelt dann niemand mehr; bitte jemanden einladen oder sie in "abandoning" nennen: ${names.abandon}.`,
      EN: `Nobody would act for these organizations any more; invite somebody, or name them in "abandoning": ${names.abandon}.`,
    },
  ].filter((reason) => reason !== false)
  const message = reasons.map((reason) => localize(reason, lang)).join(' ')
  return new HubError('STATE_REFUSED', message, { details: { ...obstacle } })
}

/** Sessions, ways to sign in, the second factor, memberships and roles go with the account. */
async function forget({ rows }: Change, accountId: string, email: string): Promise<void> {
  await rows(sql`delete from identity.account where id = ${accountId}`)
  await rows(sql`delete from identity.invitation where email = ${email}`)
  await rows(sql`delete from identity.verification
    where strpos(value, ${accountId}) > 0 or strpos(lower(value), ${email}) > 0`)
  await rows(sql`delete from identity.idempotent_answer where subject = ${accountId}`)
}
