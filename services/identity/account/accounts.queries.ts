import { type RawBuilder, sql } from 'kysely'
import type { List } from '../../../platform/graph/list.js'
import type { AccountFilter } from './account.filter.js'

/** Ids of accounts, by name. */
export function accountList({ email, role }: AccountFilter): List {
  const where: RawBuilder<unknown>[] = []
  if (typeof email === 'string') where.push(sql`a.email = ${email.trim().toLowerCase()}`)
  if (role) {
    where.push(sql`exists (select from identity.town_role as r
      where r.account_id = a.id and r.role = ${role.toLowerCase()})`)
  }
  return {
    columns: sql`a.id`,
    from: sql`identity.account a`,
    where,
    order: [
      { by: sql`a.name`, type: 'text' },
      { by: sql`a.id`, type: 'text' },
    ],
  }
}
