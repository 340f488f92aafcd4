import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.js'
import { type Language, localize } from '../../../platform/graph/language.js'
import { formerMember } from '../account/former-member.js'
import type { Invitation } from './invitation.type.js'

export interface InvitationNames {
  inviter: string
  organization: string
}

/** What the inviter and the organization are called; city lends the latter. */
export async function namesOf(
  { rows }: Pick<Database, 'rows'>,
  { invitedBy, organizationId }: Pick<Invitation, 'invitedBy' | 'organizationId'>,
  lang: Language,
): Promise<InvitationNames> {
  const [names] = await rows<Record<keyof InvitationNames, string | null>>(sql`
    select (select name from identity.account where id = ${invitedBy}) as inviter,
      city.organization_name(${organizationId}) as organization`)
  return {
    inviter: names?.inviter ?? localize(formerMember, lang),
    organization: names?.organization ?? organizationId,
  }
}
