import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { verifyAuditTrail } from '../../../platform/audit/verify.js'
import { type Database, openDatabase } from '../../../platform/database/database.js'
import { serviceDatabaseUrl } from '../../../platform/database/roles.js'
import { createLogger } from '../../../platform/telemetry/logger.js'
import { city } from '../../../services/city/service.js'
import type { RunningService } from '../../kit/service.js'
import {
  ben,
  count,
  csvOf,
  done,
  filed,
  giveRights,
  jobContext,
  key,
  organization,
  reportOf,
  runJob,
  startCity,
} from './bulk-kit.js'
import { now } from './kit.js'
import { asOwner } from './organizations-kit.js'

/** Three steps: one to read the file, and rows for three chunks. */
const rows = 600

let service: RunningService
beforeAll(async () => {
  service = await startCity()
}, 60_000)
afterAll(() => service.stop())
beforeEach(async () => {
  await service.database.pool.query('delete from city.initiative_registration')
  await asOwner(service, giveRights)
})

const killed = new Error('killed')

/** A database whose nth transaction does everything but commit. */
function killedIn(nth: number): Database {
  let transactions = 0
  return {
    ...service.database,
    transaction: (work) =>
      service.database.transaction(async (transaction) => {
        const result = await work(transaction)
        transactions += 1
        if (transactions === nth) throw killed
        return result
      }),
  }
}

/** Stops the job, as the end of its process does, after so many steps. */
async function runSteps(steps: number): Promise<void> {
  const stopping = new AbortController()
  let begun = 0
  const clock = () => {
    begun += 1
    if (begun === steps) stopping.abort()
    return now
  }
  await runJob(service, { ...jobContext(service), clock, signal: stopping.signal })
}

async function demandOnce(prefix: string, expected = rows): Promise<void> {
  const [found] = await service.database.rows(sql`
    select count(*)::int as initiatives, count(distinct external_id)::int as ids,
      (select count(*)::int from city.event e join city.initiative i on i.id = e.entity_id
        where i.external_id like ${`${prefix}-%`}) as events,
      (select count(*)::int from audit.entry e join city.initiative i on i.id = e.entity_id
        where e.entity = 'Initiative' and i.external_id like ${`${prefix}-%`}) as entries
    from city.initiative where external_id like ${`${prefix}-%`}`)
  expect(found).toEqual({ initiatives: expected, ids: expected, events: expected, entries: expected })
}

describe('a process that dies', () => {
  test.each([1, 2, 3, 4])(
    'in step %d leaves nothing of the step, and the next one goes on',
    async (nth) => {
      const prefix = `killed${nth}`
      const id = await filed(service, csvOf(rows, prefix), { submit: true })
      await expect(runJob(service, jobContext(service, killedIn(nth)))).rejects.toBe(killed)
      const settled = Math.max(0, nth - 2) * 250
      expect(await reportOf(service, id)).toMatchObject({
        status: 'RUNNING',
        progress: { total: nth === 1 ? 0 : rows, registered: settled },
      })
      expect(await count(service, 'city.initiative', sql`external_id like ${`${prefix}-%`}`)).toBe(settled)
      await runJob(service)
      expect(await reportOf(service, id)).toMatchObject({
        status: 'FINISHED',
        progress: { total: rows, registered: rows },
      })
      await demandOnce(prefix)
    },
    30_000,
  )

  test('over one registration holds up no other', async () => {
    const first = await filed(service, csvOf(1, 'fails'))
    const second = await filed(service, csvOf(1, 'waits'))
    await expect(runJob(service, jobContext(service, killedIn(1)))).rejects.toBe(killed)
    const statuses = await Promise.all(
      [first, second].map(async (id) => (await reportOf(service, id)).status),
    )
    expect(statuses.sort()).toEqual(['FINISHED', 'RUNNING'])
  })

  test('between two steps loses none', async () => {
    const id = await filed(service, csvOf(rows, 'aborted'), { submit: true })
    await runSteps(2)
    expect((await reportOf(service, id)).progress).toMatchObject({ done: 250 })
    await runJob(service)
    expect(await reportOf(service, id)).toMatchObject({ status: 'FINISHED' })
    await demandOnce('aborted')
  }, 30_000)
})

describe('at the same time', () => {
  test('two processes register each row once, and the trail stays whole', async () => {
    const ids = [
      await filed(service, csvOf(rows, 'both-a'), { submit: true }),
      await filed(service, csvOf(rows, 'both-b'), { submit: true }),
    ]
    const other = openDatabase({
      url: serviceDatabaseUrl('city', service.config),
      schema: 'city',
      entities: city.entities,
      poolSize: 2,
      logger: createLogger(service.config.log, 'test'),
    })
    try {
      await Promise.all([runJob(service), runJob(service, jobContext(service, other))])
    } finally {
      await other.close()
    }
    // Where one process met the other's step, the rest is for the next run.
    await runJob(service)
    for (const id of ids) expect((await reportOf(service, id)).status).toBe('FINISHED')
    await demandOnce('both-a')
    await demandOnce('both-b')
    expect(await asOwner(service, (owner) => verifyAuditTrail(owner))).toMatchObject({ ok: true })
  }, 60_000)

  test('the same rows in two registrations are registered by one of them', async () => {
    const ids = [
      await filed(service, csvOf(rows, 'same'), { submit: true }),
      await filed(service, csvOf(rows, 'same'), { submit: true, caller: ben }),
    ]
    await Promise.all([runJob(service), runJob(service)])
    await runJob(service)
    const reports = await Promise.all(ids.map((id) => reportOf(service, id)))
    expect(reports.map(({ status }) => status)).toEqual(['FINISHED', 'FINISHED'])
    const sum = (of: string) => reports.reduce((all, { progress }) => all + (progress[of] ?? 0), 0)
    expect([sum('registered'), sum('alreadyThere')]).toEqual([rows, rows])
    await demandOnce('same')
  }, 60_000)
})

describe('rights that are lost meanwhile', () => {
  const losses: [string, string, string, Parameters<typeof filed>[2]][] = [
    [
      'a member who is removed',
      `delete from identity.membership where account_id = 'ada'`,
      'RIGHTS_LOST',
      {},
    ],
    [
      'an address that is not confirmed',
      `update identity.account set email_verified = false where id = 'ada'`,
      'RIGHTS_LOST',
      {},
    ],
    [
      'a key that is revoked',
      'update identity.api_key set revoked_at = now()',
      'RIGHTS_LOST',
      { caller: key },
    ],
    [
      'a key that loses the scope',
      `update identity.api_key set scopes = '{read}'`,
      'RIGHTS_LOST',
      { caller: key },
    ],
    [
      'an organization that is suspended',
      `update city.organization set suspended_at = now(), suspension_reason = 'a reason' where id = '${organization}'`,
      'ORGANIZATION_SUSPENDED',
      {},
    ],
  ]

  test.each(losses)(
    'stop it: %s; somebody who may runs it on',
    async (what, loss, code, filing) => {
      const prefix = `lost-${losses.findIndex(([each]) => each === what)}`
      const id = await filed(service, csvOf(rows, prefix), { ...filing, submit: true })
      await runSteps(2)
      await asOwner(service, (owner) => owner.query(loss))
      await runJob(service)
      const stopped = await reportOf(service, id, { caller: ben })
      expect(stopped).toMatchObject({ status: 'STOPPED', failure: { code }, progress: { done: 250 } })
      expect(stopped.failure?.message).toContain(code === 'RIGHTS_LOST' ? 'not' : 'a reason')
      await asOwner(service, async (owner) => {
        await owner.query('update city.organization set suspended_at = null, suspension_reason = null')
        await owner.query(`update identity.account set email_verified = true`)
        await owner.query(`update identity.api_key set scopes = '{read,initiatives:write}'`)
      })
      await done(service, 'runRegistration', { id, parts: 1 }, { caller: ben })
      await runJob(service)
      expect(await reportOf(service, id, { caller: ben })).toMatchObject({
        status: 'FINISHED',
        failure: null,
      })
      await demandOnce(prefix)
      const authors = await service.database.rows(sql`select created_by as author, count(*)::int as count
      from city.initiative where external_id like ${`${prefix}-%`} group by 1 order by 2`)
      expect(authors).toEqual([
        { author: filing?.caller === key ? 'key:bulk' : 'ada', count: 250 },
        { author: 'ben', count: rows - 250 },
      ])
    },
    30_000,
  )
})
