import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { type Change, change } from '../../../../platform/changes/change.js'
import { HubError } from '../../../../platform/errors/hub-error.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { type Language, localize } from '../../../../platform/graph/language.js'
import { checked } from '../../../../platform/input/checked.js'
import { emailAddress } from '../../account/email-address.js'
import { countTry, limitKey } from '../../limit/count.js'
import { invitationLimit, mailLimit } from '../../limit/limits.js'
import { demandWithinLimit } from '../../limit/within-limit.js'
import { lockAsActing } from '../../membership/lock-members.js'
import { secretOf } from '../../session/secret.js'
import { invitationAccess } from '../invitation.access.js'
import type { InviteMemberArgs } from '../invitation.args.js'
import { invitationToken, tokenHash } from '../token.js'

const lifeDays = 14
/** Invitations of one organization that may be open at a time. */
const mostOpen = 50

/**
 * Offers somebody to become a member of an organization. An earlier open offer to the same address ends. The mail is
 * sent soon after (see `invitationMails`).
 *
 * @returns the id of the invitation; the stored answer holds no address, so that it can be forgotten
 * @throws HubError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, TOO_MANY_REQUESTS; STATE_REFUSED for who is a member
 *   already, and when too many invitations are open
 */
export async function inviteMember(
  context: SubgraphContext,
  { organizationId, email, role, idempotencyKey, lang }: InviteMemberArgs,
): Promise<string> {
  const address = checked(z.object({ email: emailAddress }), { email }, lang, []).email
  const input = { organizationId, email: address, role }
  return change(context, { action: 'inviteMember', input, idempotencyKey }, async (step) => {
    const { caller } = context
    await lockAsActing(step, caller, invitationAccess.invite, organizationId)
    await demandNoMember(step, organizationId, address, lang)
    await withdrawEarlier(step, organizationId, address)
    await demandRoom(step, organizationId, lang)
    for (const [key, limit] of [
      [limitKey('invitations of', caller.subject), invitationLimit],
      [limitKey('mail invitation', address), mailLimit],
    ] as const) {
      demandWithinLimit(await countTry(step, key, limit, step.now), lang)
    }
    const id = randomUUID()
    const hash = tokenHash(invitationToken(secretOf(context.config), id))
    const expiresAt = new Date(step.now.getTime() + lifeDays * 24 * 3_600_000)
    await step.rows(sql`
      insert into identity.invitation
        (id, organization_id, email, role, token_hash, invited_by, created_at, expires_at, mail_due_at)
      values (${id}, ${organizationId}, ${address}, ${role}, ${hash}, ${caller.subject}, ${step.now}, ${expiresAt},
        ${step.now})`)
    return id
  })
}

async function demandNoMember(
  { rows }: Change,
  organizationId: string,
  email: string,
  lang: Language,
): Promise<void> {
  const members = await rows(sql`
    select from identity.membership as m join identity.account as a on a.id = m.account_id
    where m.organization_id = ${organizationId} and a.email = ${email}`)
  if (members.length === 0) return
  const message = {
    DE: 'Wer diese Adresse hat, gehört schon zur Organisation.',
    EN: 'Whoever has this address belongs to the organization already.',
  }
  throw new HubError('STATE_REFUSED', localize(message, lang))
}

async function withdrawEarlier({ rows, now }: Change, organizationId: string, email: string): Promise<void> {
  await rows(sql`
    update identity.invitation as i set withdrawn_at = ${now}
    where i.organization_id = ${organizationId} and i.email = ${email} and ${isOpen(now)}`)
}

async function demandRoom({ rows, now }: Change, organizationId: string, lang: Language): Promise<void> {
  const open = await rows(sql`
    select from identity.invitation as i where i.organization_id = ${organizationId} and ${isOpen(now)}`)
  if (open.length < mostOpen) return
  const message = {
    DE: `Es sind schon ${mostOpen} Einladungen offen: Bitte zuerst welche zurückziehen.`,
    EN: `${mostOpen} invitations are open already: withdraw some first.`,
  }
  throw new HubError('STATE_REFUSED', localize(message, lang))
}

/** SQL: whether the invitation `i` can still be answered. */
function isOpen(now: Date) {
  return sql`coalesce(i.accepted_at, i.declined_at, i.withdrawn_at) is null and i.expires_at > ${now}`
}
