import { sql } from 'kysely'
import type { Transaction } from '../../../platform/database/database.js'
import { HubError } from '../../../platform/errors/hub-error.js'
import { type Language, type LocalizedText, localize } from '../../../platform/graph/language.js'
import { lockMembers } from '../membership/lock-members.js'
import { invitationColumns } from './invitation.queries.js'
import type { Invitation } from './invitation.type.js'
import { InvitationState, stateOf } from './invitation-state.js'
import { tokenHash } from './token.js'

const unknown: LocalizedText = {
  DE: 'Diese Einladung gibt es nicht: Bitte den ganzen Link aus der E-Mail verwenden.',
  EN: 'There is no such invitation: use the whole link of the mail.',
}

const another: LocalizedText = {
  DE: 'Diese Einladung ging an eine andere Adresse: Bitte mit dem Konto anmelden, das sie hat.',
  EN: 'This invitation was sent to another address: sign in with the account that has it.',
}

const over: Record<Exclude<InvitationState, InvitationState.OPEN>, LocalizedText> = {
  ACCEPTED: { DE: 'Diese Einladung wurde schon angenommen.', EN: 'This invitation was accepted already.' },
  DECLINED: { DE: 'Diese Einladung wurde abgelehnt.', EN: 'This invitation was declined.' },
  WITHDRAWN: {
    DE: 'Diese Einladung wurde zurückgezogen: Bitte um eine neue bitten.',
    EN: 'This invitation was withdrawn: ask for a new one.',
  },
  EXPIRED: {
    DE: 'Diese Einladung ist abgelaufen: Bitte um eine neue bitten.',
    EN: 'This invitation has expired: ask for a new one.',
  },
}

/** @throws HubError STATE_REFUSED for one that can be answered no more */
export function demandOpen(invitation: Invitation, now: Date, lang: Language): void {
  const state = stateOf(invitation, now)
  if (state !== InvitationState.OPEN) throw new HubError('STATE_REFUSED', localize(over[state], lang))
}

type Rows = Pick<Transaction, 'rows'>

/**
 * The invitation a token belongs to, for the person it was sent to.
 *
 * @throws HubError NOT_FOUND, FORBIDDEN for somebody with another address
 */
export async function invitationFor(
  { rows }: Rows,
  accountId: string,
  token: string,
  lang: Language,
): Promise<Invitation> {
  const [found] = await rows<Invitation & { own: boolean }>(sql`
    select ${invitationColumns}, exists (
      select from identity.account as a where a.id = ${accountId} and a.email = i.email and a.email_verified) as own
    from identity.invitation as i where i.token_hash = ${tokenHash(token)}`)
  if (found === undefined) throw new HubError('NOT_FOUND', localize(unknown, lang))
  const { own, ...invitation } = found
  if (!own) throw new HubError('FORBIDDEN', localize(another, lang))
  return invitation
}

/**
 * As `invitationFor`, for who answers it: locked with the members of the organization, and open.
 *
 * @throws HubError STATE_REFUSED for one that can be answered no more
 */
export async function lockForAnswer(
  step: Rows & { now: Date },
  accountId: string,
  token: string,
  lang: Language,
): Promise<Invitation> {
  const { id, organizationId } = await invitationFor(step, accountId, token, lang)
  await lockMembers(step, organizationId)
  return lockOpen(step, id, lang)
}

/**
 * An invitation that can still be answered, kept from being changed by others until the transaction ends.
 *
 * @throws HubError NOT_FOUND, STATE_REFUSED
 */
export async function lockOpen(
  { rows, now }: Rows & { now: Date },
  id: string,
  lang: Language,
): Promise<Invitation> {
  const [invitation] = await rows<Invitation>(
    sql`select ${invitationColumns} from identity.invitation as i where i.id = ${id} for update`,
  )
  if (invitation === undefined) throw new HubError('NOT_FOUND', localize(unknown, lang))
  demandOpen(invitation, now, lang)
  return invitation
}
