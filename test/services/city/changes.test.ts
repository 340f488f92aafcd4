import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import pg from 'pg'
import { verifyAuditTrail } from '../../../platform/audit/verify.js'
import type { Caller } from '../../../platform/caller/caller.js'
import { type Change, change } from '../../../platform/changes/change.js'
import { Audience } from '../../../platform/changes/event.entity.js'
import { serviceDatabaseUrl } from '../../../platform/database/roles.js'
import { Field } from '../../../services/city/field.js'
import { OrganizationEntity } from '../../../services/city/organization/organization.entity.js'
import { OrganizationKind } from '../../../services/city/organization/organization-kind.js'
import { city } from '../../../services/city/service.js'
import { type RunningService, startService } from '../../kit/service.js'
import { now } from './kit.js'

const caller: Caller = { subject: 'account-1', roles: [], memberships: [] }
let service: RunningService
beforeAll(async () => {
  service = await startService(city, { now })
})
afterAll(() => service.stop())

const context = (who = caller) => ({ caller: who, database: service.database, requestId: 'request-1', now })

/** Registers an organization, and counts how often the work was really done. */
function register(
  id: string,
  idempotencyKey: string,
  { who = caller, name = id, before = async () => {} } = {},
) {
  const input = { id, name }
  return change(
    context(who),
    { action: 'register', input, idempotencyKey, why: 'a reason' },
    async (step) => {
      await before()
      return write(step, input)
    },
  )
}

async function write({ em, rows, emit }: Change, { id, name }: { id: string; name: string }) {
  em.create(OrganizationEntity, {
    id,
    name,
    kind: OrganizationKind.ASSOCIATION,
    fields: [Field.SOCIETY],
    webAddress: null,
    district: null,
  })
  emit({
    type: 'organization.registered',
    entity: 'Organization',
    entityId: id,
    organizationId: id,
    audience: Audience.TOWN,
    data: { name },
  })
  const [row] = await rows<{ name: string; at: Date }>(
    sql`select name, ${now}::timestamptz as at from city.organization where id = ${id}`,
  )
  return row
}

async function entries(id: string): Promise<Record<string, unknown>[]> {
  const found = await service.database.rows<{ content: string }>(
    sql`select content from audit.entry where entity_id = ${id} order by seq`,
  )
  return found.map(({ content }) => JSON.parse(content))
}

async function count(table: string, condition = sql`true`): Promise<number> {
  const [row] = await service.database.rows<{ count: number }>(
    sql`select count(*)::int as count from ${sql.table(table)} where ${condition}`,
  )
  return row?.count ?? -1
}

describe('a change', () => {
  test('is written with its event and an entry of the trail that says who, what, before, after, why and on which request', async () => {
    await register('org-one', randomUUID())
    expect(await entries('org-one')).toEqual([
      {
        at: now.toISOString(),
        actor: 'account-1',
        action: 'register',
        why: 'a reason',
        requestId: 'request-1',
        entity: 'Organization',
        id: 'org-one',
        organizationId: 'org-one',
        operation: 'INSERT',
        before: null,
        after: expect.objectContaining({ id: 'org-one', name: 'org-one', kind: 'ASSOCIATION' }),
      },
    ])
    expect(await count('city.event', sql`entity_id = 'org-one' and handed_over_at is null`)).toBe(1)
  })

  test('that fails leaves nothing behind: no row, no event, no entry, no answer', async () => {
    const key = randomUUID()
    const failing = change(context(), { action: 'register', input: 1, idempotencyKey: key }, async (step) => {
      await write(step, { id: 'org-failed', name: 'Failed' })
      throw new Error('on the way')
    })
    await expect(failing).rejects.toThrow('on the way')
    expect(await count('city.organization', sql`id = 'org-failed'`)).toBe(0)
    expect(await count('city.event', sql`entity_id = 'org-failed'`)).toBe(0)
    expect(await entries('org-failed')).toEqual([])
    expect(await count('city.idempotent_answer', sql`key = ${key}`)).toBe(0)
  })

  test('names only the columns that differ, before and after', async () => {
    await register('org-two', randomUUID())
    await change(context(), { action: 'rename', input: null }, ({ em }) =>
      em.nativeUpdate(OrganizationEntity, { id: 'org-two' }, { name: 'Zwei' }),
    )
    const [, renamed] = await entries('org-two')
    expect(renamed).toMatchObject({
      action: 'rename',
      operation: 'UPDATE',
      before: { name: 'org-two' },
      after: { name: 'Zwei' },
    })
  })
})

describe('an idempotency key', () => {
  test('gives a retry the first answer and changes nothing again', async () => {
    const key = randomUUID()
    const first = await register('org-three', key)
    expect(first).toEqual({ name: 'org-three', at: now.toISOString() })
    expect(await register('org-three', key)).toEqual(first)
    expect(await count('city.event', sql`entity_id = 'org-three'`)).toBe(1)
  })

  test('used by fifty at once is used once, and all get the same answer', async () => {
    const key = randomUUID()
    let done = 0
    const before = async () => {
      done += 1
    }
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => register('org-fifty', key, { before })),
    )
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(done).toBe(1)
    expect(await count('city.organization', sql`id = 'org-fifty'`)).toBe(1)
  })

  test('is refused for another change, and for a text that is none', async () => {
    const key = randomUUID()
    await register('org-four', key)
    await expect(register('org-five', key)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' })
    for (const bad of ['short', 'with a space in it', 'x'.repeat(129), 'Umlaut-ä-123']) {
      await expect(register('org-six', bad)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' })
    }
  })

  test('belongs to who used it: another caller with the same key is not given the answer', async () => {
    const key = randomUUID()
    await register('org-seven', key)
    const other = { ...caller, subject: 'account-2' }
    await register('org-eight', key, { who: other })
    expect(await count('city.organization', sql`id in ('org-seven', 'org-eight')`)).toBe(2)
  })
})

describe('the audit trail', () => {
  let owner: pg.Client
  beforeAll(async () => {
    owner = new pg.Client({ connectionString: service.config.database.url })
    await owner.connect()
    await Promise.all(Array.from({ length: 20 }, (_, n) => register(`org-many-${n}`, randomUUID())))
  })
  afterAll(() => owner.end())

  test('links every entry, also those of changes at the same time', async () => {
    const verification = await verifyAuditTrail(owner)
    expect(verification).toEqual({
      ok: true,
      entries: await count('audit.entry'),
      head: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
  })

  test('cannot be changed by the service, not even by its owner', async () => {
    const role = new pg.Client({ connectionString: serviceDatabaseUrl('city', service.config) })
    await role.connect()
    try {
      for (const client of [role, owner]) {
        for (const statement of [
          `update audit.entry set content = '{}' where seq = 1`,
          'delete from audit.entry where seq = 1',
          'truncate audit.entry',
        ]) {
          await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' })
        }
      }
      await expect(
        role.query(`insert into audit.entry (seq, content, hash) values (0, '{}', '')`),
      ).rejects.toMatchObject({ code: '42501' })
    } finally {
      await role.end()
    }
  })

  test('records what is changed past the hub, too', async () => {
    await owner.query(`update city.organization set name = 'By hand' where id = 'org-many-0'`)
    const [, byHand] = await entries('org-many-0')
    expect(byHand).toMatchObject({ actor: expect.stringMatching(/^database:/), after: { name: 'By hand' } })
  })

  test.each([
    [
      'a changed entry',
      `update audit.entry set content = replace(content, 'account-1', 'account-9') where seq = 3`,
      3,
    ],
    ['a removed entry', 'delete from audit.entry where seq = 5', 5],
    ['what an entry is found by', `update audit.entry set actor = 'nobody' where seq = 2`, 2],
    ['a forged hash', `update audit.entry set hash = sha256('x') where seq = 4`, 4],
  ])('verification names the first broken link: %s', async (_what, tampering, entry) => {
    await owner.query('begin')
    try {
      // Only who owns the database can switch the guard off, and the chain then tells.
      await owner.query('alter table audit.entry disable trigger append_only')
      await owner.query(tampering)
      expect(await verifyAuditTrail(owner)).toMatchObject({ ok: false, entry })
    } finally {
      await owner.query('rollback')
    }
  })

  test('verification tells when the end was cut off, by a hash that was the last one before', async () => {
    const whole = await verifyAuditTrail(owner)
    const expected = whole.ok ? whole.head : undefined
    await owner.query('begin')
    try {
      await owner.query('alter table audit.entry disable trigger append_only')
      await owner.query('delete from audit.entry where seq > 10')
      expect(await verifyAuditTrail(owner)).toMatchObject({ ok: true, entries: 10 })
      expect(await verifyAuditTrail(owner, { expected })).toMatchObject({ ok: false, entry: 11 })
    } finally {
      await owner.query('rollback')
    }
  })
})
