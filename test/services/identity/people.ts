import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Caller, MemberRole, TownRole } from '../../../platform/caller/caller.js'
import type { GraphqlAnswer, RunningService } from '../../kit/service.js'

/** Somebody with an account, made without the way over mails. */
export interface Somebody {
  id: string
  name: string
  email: string
  /** Who she is to the services at the moment. */
  caller(): Promise<Caller>
}

/** Makes accounts, memberships and roles, and asks in the name of people. */
export function peopleOf(service: Pick<RunningService, 'config' | 'database' | 'query'>) {
  const { pool } = service.database

  async function callerOf(id: string): Promise<Caller> {
    const { rows: roles } = await pool.query('select role from identity.town_role where account_id = $1', [
      id,
    ])
    const { rows: memberships } = await pool.query(
      'select organization_id as organization, role from identity.membership where account_id = $1',
      [id],
    )
    return { subject: id, roles: roles.map(({ role }) => role), memberships }
  }

  return {
    async person(name: string): Promise<Somebody> {
      const id = randomUUID()
      const email = `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@beispiel.example`
      await pool.query(
        `insert into identity.account (id, name, email, email_verified, created_at, updated_at)
          values ($1, $2, $3, true, now(), now())`,
        [id, name, email],
      )
      return { id, name, email, caller: () => callerOf(id) }
    },

    async joins({ id }: Somebody, organization: string, role: MemberRole = 'MEMBER'): Promise<void> {
      await pool.query(`insert into identity.membership values ($1, $2, $3, now())`, [organization, id, role])
    },

    async becomes({ id }: Somebody, role: TownRole): Promise<void> {
      await pool.query(`insert into identity.town_role values ($1, $2, now())`, [id, role])
    },

    /** Makes a change with a key of its own. */
    async change(
      who: Somebody | Caller,
      text: string,
      variables: Record<string, unknown> = {},
      idempotencyKey: string = randomUUID(),
    ): Promise<GraphqlAnswer> {
      const caller = 'caller' in who ? await who.caller() : who
      return service.query(text, { ...variables, key: idempotencyKey }, caller)
    },

    async ask(who: Somebody | Caller, text: string, variables?: Record<string, unknown>) {
      return service.query(text, variables, 'caller' in who ? await who.caller() : who)
    },

    /** Asks the database as its owner, who sees every schema. */
    async asOwner(text: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
      const client = new pg.Client({ connectionString: service.config.database.url })
      await client.connect()
      try {
        return (await client.query(text, [...values])).rows
      } finally {
        await client.end()
      }
    },

    /** Entries of the audit trail about something, oldest first. */
    async trailOf(entityId: string): Promise<Record<string, unknown>[]> {
      const rows = await this.asOwner(
        'select content::jsonb as entry from audit.entry where entity_id = $1 order by seq',
        [entityId],
      )
      return rows.map(({ entry }) => entry as Record<string, unknown>)
    },

    async rolesIn(organization: string): Promise<Record<string, string>> {
      const { rows } = await pool.query(
        'select account_id, role from identity.membership where organization_id = $1',
        [organization],
      )
      return Object.fromEntries(rows.map((row) => [row.account_id, row.role]))
    },
  }
}

export type People = ReturnType<typeof peopleOf>

/** Codes of what an answer was refused for. */
export function codesOf({ errors = [] }: GraphqlAnswer): unknown[] {
  return errors.map(({ extensions }) => extensions?.code)
}

/** What a root field gave. */
export function answered<T>(answer: GraphqlAnswer, field: string): T {
  if (answer.data === null || answer.errors) throw new Error(`${field}: ${JSON.stringify(answer.errors)}`)
  return answer.data[field] as T
}
