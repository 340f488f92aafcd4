import { sql } from 'kysely'
import type { Transaction } from '../../../platform/database/database.js'
import { HubError } from '../../../platform/errors/hub-error.js'
import { type Language, localize } from '../../../platform/graph/language.js'
import { isLastOwner, type Member } from './last-owner.js'

interface Place {
  organizationId: string
  accountId: string
  lang: Language
}

const lastOwner = {
  DE: 'Das ist die letzte Eigentümerin oder der letzte Eigentümer der Organisation: Machen Sie zuerst jemand anderen dazu.',
  EN: 'This is the last owner of the organization: make somebody else an owner first.',
}

/**
 * Somebody's place in an organization whose members are locked.
 *
 * @throws HubError NOT_FOUND
 */
export async function ownMember(
  { rows }: Pick<Transaction, 'rows'>,
  { organizationId, accountId, lang }: Place,
): Promise<Member> {
  const [member] = await rows<Member>(sql`
    select account_id as "accountId", role from identity.membership
    where organization_id = ${organizationId} and account_id = ${accountId}`)
  if (member !== undefined) return member
  const message = {
    DE: `Das Konto "${accountId}" gehört nicht zur Organisation.`,
    EN: `The account "${accountId}" does not belong to the organization.`,
  }
  throw new HubError('NOT_FOUND', localize(message, lang))
}

/** @throws HubError STATE_REFUSED for who is the last owner of an organization whose members are locked */
export async function demandAnotherOwner(
  { rows }: Pick<Transaction, 'rows'>,
  { organizationId, accountId, lang }: Place,
): Promise<void> {
  const owners = await rows<Member>(sql`
    select account_id as "accountId", role from identity.membership
    where organization_id = ${organizationId} and role = 'OWNER' limit 2`)
  if (isLastOwner(owners, accountId)) throw new HubError('STATE_REFUSED', localize(lastOwner, lang))
}
