import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import type { Config } from '../../../platform/config/config.js'
import type { JobContext } from '../../../platform/service/job.js'
import { createLogger } from '../../../platform/telemetry/logger.js'
import { matchingRuns } from '../../../services/city/matching/run/matching-runs.job.js'
import type { RunningService } from '../../kit/service.js'
import { eventsOf } from './goods-kit.js'
import { now } from './kit.js'
import { makeNeeds, makeResources } from './match-kit.js'
import { clearRuns, done, fillTown, queued, ran, runOf, startTown, until } from './matching-kit.js'

/** Takes the engine many seconds. */
const many = 1_500

let service: RunningService
beforeAll(async () => {
  service = await startTown()
  await fillTown(service, many, many)
}, 60_000)
beforeEach(async () => {
  await clearRuns(service)
  service.setNow(now)
})
afterAll(() => service.stop())

/** What a process that runs the job works with. */
function context(more: Partial<JobContext> = {}): JobContext {
  const { config, database } = service
  const logger = createLogger(config.log, 'test')
  return { config, database, logger, now, clock: () => now, signal: new AbortController().signal, ...more }
}

const isAtWork = async (id: string) => ((await runOf(service, id)).progress?.step ?? null) !== null

async function rowOf(id: string) {
  const [row] = await service.database.rows<{ attempts: number; leased: Date | null }>(
    sql`select attempts, leased_until as leased from city.matching_run where id = ${id}`,
  )
  return row
}

async function stored(): Promise<number> {
  const rows = await service.database.rows(
    sql`select m.id from city.match m union all select u.need_id from city.unmet_need u`,
  )
  return rows.length
}

/** By how much a timer is late, ms. */
async function lateness(ms: number): Promise<number> {
  const from = performance.now()
  await sleep(ms)
  return performance.now() - from - ms
}

describe('a run at work', () => {
  test('shows how far it is and holds up no request, and is cancelled, having proposed nothing', async () => {
    const id = await queued(service, { seconds: 300 })
    const running = service.runJob('matching-runs')
    const percents: number[] = []
    await until(async () => {
      const { status, progress } = await runOf(service, id)
      expect(status).toBe('RUNNING')
      percents.push(progress?.percent ?? -1)
      return (progress?.percent ?? 0) >= 2
    })
    expect(percents).toEqual(percents.toSorted((one, other) => one - other))
    // The engine never lets go of its thread for so long: on this one, not one of them would have been in time.
    const delays = await Promise.all(Array.from({ length: 20 }, (_, beat) => lateness(10 * beat)))
    expect(delays.toSorted((one, other) => one - other)[10]).toBeLessThan(5_000)
    expect((await done(service, 'cancelMatchingRun', { id })).status).toBe('RUNNING')
    const asked = performance.now()
    await running
    // It might have gone on for 300 s.
    expect(performance.now() - asked).toBeLessThan(60_000)
    const run = await runOf(service, id)
    expect(run).toMatchObject({ status: 'CANCELLED', progress: null, objective: null, failure: null })
    expect(run.endedAt).not.toBeNull()
    expect(await stored()).toBe(0)
    expect(await eventsOf(service, id)).toEqual([])
  })

  test('gives the best it has found when its time is up, with a bound that holds', async () => {
    const run = await ran(service, { seconds: 1 })
    expect(run).toMatchObject({ status: 'FINISHED', stoppedBy: 'TIME' })
    expect(run.counts?.proposals).toBeGreaterThan(0)
    expect(BigInt(run.objective ?? 0)).toBeGreaterThan(0n)
    expect(BigInt(run.bound ?? 0)).toBeGreaterThan(BigInt(run.objective ?? 0))
    expect(run.gap).toBeGreaterThan(0)
    expect(run.gap).toBeLessThan(1)
    expect(run.seconds).toBeLessThan(10)
  }, 60_000)

  test('is left to others at once by a process that stops, and does not count as begun', async () => {
    const id = await queued(service, { seconds: 3 })
    const stopping = new AbortController()
    const running = matchingRuns.run(context({ signal: stopping.signal }))
    await until(() => isAtWork(id))
    stopping.abort()
    await running
    await until(async () => (await runOf(service, id)).status === 'QUEUED')
    expect(await rowOf(id)).toEqual({ attempts: 0, leased: null })
    await service.runJob('matching-runs')
    expect((await runOf(service, id)).status).toBe('FINISHED')
    expect(await rowOf(id)).toEqual({ attempts: 1, leased: null })
  }, 60_000)
})

describe('a run fails by itself, and the service lives on,', () => {
  const failed = async (id: string, config: Config = service.config) => {
    await matchingRuns.run(context({ config }))
    return runOf(service, id)
  }

  test('where it needs more memory than it may have', async () => {
    const id = await queued(service)
    const run = await failed(id, { ...service.config, matching: { memoryMegabytes: 12 } })
    expect(run).toMatchObject({ status: 'FAILED', failure: { code: 'OUT_OF_MEMORY' }, progress: null })
    expect(run.failure?.message).toMatch(/^The run needs more memory/)
    expect(await stored()).toBe(0)
    const [event] = await eventsOf(service, id)
    expect(event).toMatchObject({
      type: 'matching-run.failed',
      audience: 'TOWN',
      data: { failure: 'OUT_OF_MEMORY' },
    })
  })

  test('where the engine meets what it cannot work with', async () => {
    const availability = { timeZone: 'Nowhere/None', weekly: [], dates: [], closedOn: [] }
    await makeNeeds(service, { id: 'n', kind: 'VEHICLE', availability })
    await makeResources(service, { id: 'r', kind: 'VEHICLE' })
    const run = await failed(await queued(service, { kinds: ['VEHICLE'] }))
    expect(run).toMatchObject({ status: 'FAILED', failure: { code: 'ENGINE_FAILED' } })
    await service.database.rows(sql`update city.need set availability = null where id = 'n'`)
    expect((await ran(service, { kinds: ['VEHICLE'] })).counts?.proposals).toBe(1)
  })

  test('where processes ended in the middle of it three times', async () => {
    const id = await queued(service)
    await service.database.rows(
      sql`update city.matching_run set status = 'RUNNING', attempts = 3, leased_until = ${now} where id = ${id}`,
    )
    expect((await failed(id)).status).toBe('RUNNING')
    service.setNow(new Date(now.getTime() + 1))
    await service.runJob('matching-runs')
    expect(await runOf(service, id)).toMatchObject({ status: 'FAILED', failure: { code: 'INTERRUPTED' } })
  })
})

test('a process that is killed in the middle of a run loses and doubles nothing: another takes it up', async () => {
  const id = await queued(service, { kinds: ['SPACE'], seconds: 3 })
  const { config } = service
  const child = spawn(process.execPath, ['dist/test/kit/matching-process.js'], {
    env: { MATCHING_PROCESS: JSON.stringify({ config, now }) },
    stdio: 'inherit',
  })
  await until(() => isAtWork(id))
  // While it works nobody else takes it, though others may be taken.
  const other = await queued(service, { kinds: ['DATA'] })
  await service.runJob('matching-runs')
  expect((await runOf(service, other)).status).toBe('FINISHED')
  expect((await rowOf(id))?.attempts).toBe(1)
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
  await service.runJob('matching-runs')
  expect((await runOf(service, id)).status).toBe('RUNNING')
  expect(await stored()).toBe(0)

  service.setNow(new Date(now.getTime() + 31_000))
  await service.runJob('matching-runs')
  const run = await runOf(service, id)
  expect(run.status).toBe('FINISHED')
  expect(await rowOf(id)).toEqual({ attempts: 2, leased: null })
  expect(await stored()).toBe((run.counts?.proposals ?? 0) + (run.counts?.unmet ?? 0))
  expect(await eventsOf(service, id)).toHaveLength(1)
}, 90_000)
