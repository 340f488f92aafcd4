import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { anonymous, type Caller } from '../../../platform/caller/caller.js'
import { administrator, coordinator, keyOf, memberOf, person } from '../../kit/callers.js'
import type { RunningService } from '../../kit/service.js'
import { eventsOf, problemsOf, done as sent } from './goods-kit.js'
import { now } from './kit.js'
import { initiativeId, makeNeeds, makeProposal, makeResources, providerId, seekerId } from './match-kit.js'
import {
  attempt,
  clearGoods,
  done,
  proposed,
  queued,
  ran,
  refusal,
  runOf,
  type ShownRun,
  startTown,
  until,
  weekly,
} from './matching-kit.js'

let service: RunningService
beforeAll(async () => {
  service = await startTown()
}, 60_000)
beforeEach(() => clearGoods(service))
afterAll(() => service.stop())

/** A need of a room of 40 seats on Tuesday evenings in December, and a room that would do. */
async function aRoomAndANeed() {
  const availability = weekly(['TU'], '18:00', '20:00')
  const need = { valid_from: '2026-12-01', valid_to: '2026-12-31', availability, lat: 51.08, lon: 6.31 }
  await makeNeeds(service, { id: 'need', radius_metres: 3_000, ...need })
  await makeResources(service, { id: 'room', amount: '50', lat: 51.09, lon: 6.31 })
}

const statuses = ({ matches }: ShownRun) => matches.edges.map(({ node }) => node.status)

describe('a run', () => {
  test('proposes what was offered for what was stated, explained by its terms', async () => {
    const member = memberOf(seekerId)
    const quantity = {
      kind: 'SPACE',
      unit: 'SEATS',
      availability: { weekly: [{ days: ['TU'], from: '18:00', to: '20:00' }] },
    }
    const need = await sent<{ id: string }>(service, 'stateNeed', 'id', {
      caller: member,
      initiativeId,
      input: {
        ...quantity,
        title: { de: 'Raum für Treffen' },
        amount: '20',
        validFrom: '2026-12-01',
        validTo: '2026-12-31',
        deadline: '2026-12-15',
        location: { lat: 51.08, lon: 6.31 },
      },
    })
    const offer = (title: string, amount: string, lat: number) =>
      sent<{ id: string }>(service, 'offerResource', 'id', {
        caller: memberOf(providerId),
        organizationId: providerId,
        input: { ...quantity, title: { de: title }, amount, location: { lat, lon: 6.31 } },
      })
    const near = await offer('Saal', '20', 51.08)
    const far = await offer('Halle', '200', 51.14)

    const run = await ran(service)
    expect(run).toMatchObject({
      status: 'FINISHED',
      progress: null,
      policy: { version: 1 },
      horizon: { from: now.toISOString() },
      counts: { needs: 1, resources: 2, proposals: 1, unmet: 0 },
      gap: 0,
      stoppedBy: 'PROVEN',
      failure: null,
      startedBy: { id: 'coordinator' },
      startedAt: now.toISOString(),
      endedAt: now.toISOString(),
    })
    expect(run.seconds).toBeGreaterThan(0)
    expect(run.objective).toBe(run.bound)
    expect(proposed(run)).toEqual([`${need.id} ${near.id} 20`])
    const [{ node: match } = { node: undefined }] = run.matches.edges
    expect(match?.status).toBe('PROPOSED')
    expect(run.objective).toBe(String(2_000 * (match?.score ?? 0)))
    expect(match?.alternatives.map(({ resource, quantity: { amount } }) => [resource.id, amount])).toEqual([
      [far.id, '20'],
    ])
    const explanation = match?.explanation ?? []
    expect(explanation.map(({ term }) => term)).toEqual([
      'SKILLS',
      'DISTANCE',
      'OVERLAP',
      'PRIORITY',
      'URGENCY',
      'FAIRNESS',
      'COST',
    ])
    expect(explanation.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(match?.score)
    expect(explanation[1]).toEqual({
      term: 'DISTANCE',
      points: 1000,
      weight: 15,
      contribution: 150,
      text: 'Both are at the same place.',
    })
    expect(await eventsOf(service, run.id)).toEqual([
      {
        type: 'matching-run.finished',
        audience: 'TOWN',
        organizationId: null,
        field: null,
        districts: [],
        data: {
          title: { DE: '1 Vorschlag, 0 offen geblieben', EN: '1 proposal, 0 left unmet' },
          proposals: 1,
          unmet: 0,
        },
      },
    ])
  })

  test('says why a need stays unmet, by how much the nearest missed', async () => {
    await aRoomAndANeed()
    await service.database.rows(sql`update city.resource set lat = 51.16 where id = 'room'`)
    await makeResources(
      service,
      { id: 'room-2', lat: 51.14, lon: 6.31 },
      { id: 'room-3', lat: 51.13, lon: 6.31 },
      { id: 'small', amount: '10', lat: 51.2, lon: 6.31 },
      { id: 'mornings', availability: weekly(['TU'], '08:00', '19:30') },
    )
    const run = await ran(service)
    expect(run.counts).toEqual({ needs: 1, resources: 5, proposals: 0, unmet: 1 })
    expect(run.unmetNeeds.edges).toEqual([
      {
        node: {
          need: { id: 'need' },
          missing: { amount: '40', unit: 'SEATS' },
          offered: 5,
          farOff: 1,
          givenToOthers: [],
          explanation: [
            'Three rooms were free; the nearest is 2.6 km beyond your radius.',
            'One room was there, but not at the time asked for; it is 2.5 hours short.',
            'One room does not fit for more than one reason.',
          ],
          obstacles: [
            {
              rule: 'DISTANCE',
              resources: 3,
              text: 'Three rooms were free; the nearest is 2.6 km beyond your radius.',
              nearest: [
                { resource: { id: 'room-3' }, miss: 'It is 2.6 km beyond your radius.' },
                { resource: { id: 'room-2' }, miss: 'It is 3.7 km beyond your radius.' },
                { resource: { id: 'room' }, miss: 'It is 5.9 km beyond your radius.' },
              ],
            },
            {
              rule: 'AVAILABILITY',
              resources: 1,
              text: 'One room was there, but not at the time asked for; it is 2.5 hours short.',
              nearest: [
                { resource: { id: 'mornings' }, miss: 'It is 2.5 hours short of the time asked for.' },
              ],
            },
          ],
        },
      },
    ])
  })

  test('names the skills that were lacking', async () => {
    await makeNeeds(service, { id: 'n', skills: ['skill-interpreting'] })
    await makeResources(service, { id: 'r' })
    const { unmetNeeds } = await ran(service)
    const [label] = await service.database.rows<{ label: { EN: string } }>(
      sql`select label from city.skill where id = 'skill-interpreting'`,
    )
    expect(unmetNeeds.edges[0]?.node.explanation).toEqual([
      `One room was free; it lacks the skill “${label?.label.EN}”.`,
    ])
  })

  test('looks only at what is in its scope', async () => {
    await makeNeeds(service, { id: 'n-1' }, { id: 'n-2', kind: 'VEHICLE' })
    await makeResources(service, { id: 'r-1' }, { id: 'r-2', kind: 'VEHICLE' })
    expect(proposed(await ran(service, { kinds: ['VEHICLE'] }))).toEqual(['n-2 r-2 40'])
    expect(proposed(await ran(service, { fields: ['HEALTH'] }))).toEqual([])
  })

  test('finds the same again, and supersedes what was proposed before for the needs it looks at', async () => {
    await makeNeeds(service, { id: 'n-1' }, { id: 'n-2', kind: 'VEHICLE' })
    await makeResources(service, { id: 'r-1' }, { id: 'r-2', kind: 'VEHICLE' })
    const first = await ran(service)
    expect(proposed(first)).toEqual(['n-1 r-1 40', 'n-2 r-2 40'])
    const second = await ran(service, { kinds: ['SPACE'] })
    expect(proposed(second)).toEqual(['n-1 r-1 40'])
    const before = await runOf(service, first.id)
    const status = Object.fromEntries(before.matches.edges.map(({ node }) => [node.need.id, node.status]))
    expect(status).toEqual({ 'n-1': 'SUPERSEDED', 'n-2': 'PROPOSED' })
    expect(statuses(second)).toEqual(['PROPOSED'])
  })

  test('leaves what was accepted as it is, and matches what is left', async () => {
    await makeNeeds(service, { id: 'n-1', splittable: true, amount: '60' })
    await makeResources(
      service,
      { id: 'r-1', splittable: true, sharing: 'POOLED' },
      { id: 'r-2', splittable: true, sharing: 'POOLED' },
    )
    const first = await ran(service)
    const before = first.matches.edges.map(({ node }) => node)
    expect(before.map(({ quantity }) => quantity.amount).sort()).toEqual(['20', '40'])
    const forty = before.find(({ quantity }) => quantity.amount === '40')
    await service.database.rows(
      sql`update city.match set status = 'ACCEPTED', accepted_at = ${now}, confirm_by = ${now} where id = ${forty?.id ?? ''}`,
    )
    const second = await ran(service)
    expect(second.matches.edges.map(({ node }) => [node.quantity.amount, node.status])).toEqual([
      ['20', 'PROPOSED'],
    ])
    expect(second.matches.edges[0]?.node.resource.id).not.toBe(forty?.resource.id)
    const after = await runOf(service, first.id)
    expect(statuses(after).sort()).toEqual(['ACCEPTED', 'SUPERSEDED'])
  })

  test('does not propose again what was declined, until something of it changes', async () => {
    await aRoomAndANeed()
    const first = await ran(service)
    expect(proposed(first)).toEqual(['need room 40'])
    await service.database.rows(
      sql`update city.match set status = 'DECLINED', end_reason = 'x', ended_at = ${now} where status = 'PROPOSED'`,
    )
    const second = await ran(service)
    expect(proposed(second)).toEqual([])
    expect(second.unmetNeeds.edges[0]?.node.explanation).toEqual([
      'One room was declined for this need already.',
    ])
    await service.database.rows(
      sql`update city.resource set updated_at = ${new Date(now.getTime() + 1)} where id = 'room'`,
    )
    expect(proposed(await ran(service))).toEqual(['need room 40'])
  })

  test('proposes nothing for what was withdrawn while it searched', async () => {
    await makeNeeds(service, { id: 'n-1' }, { id: 'n-2', kind: 'VEHICLE' })
    await makeResources(service, { id: 'r-1' }, { id: 'r-2', kind: 'VEHICLE' })
    const id = await queued(service)
    const withdrawal = await service.database.pool.connect()
    // Not to be seen when the run reads what there is, and waited for when it stores what it found.
    await withdrawal.query('begin')
    await withdrawal.query(
      `update city.resource set status = 'WITHDRAWN', withdrawal_reason = 'x' where id = 'r-2'`,
    )
    const running = service.runJob('matching-runs')
    await until(async () => (await runOf(service, id)).counts !== null)
    await withdrawal.query('commit')
    withdrawal.release()
    await running
    const run = await runOf(service, id)
    expect(run.status).toBe('FINISHED')
    expect(proposed(run)).toEqual(['n-1 r-1 40'])
    expect(run.counts?.proposals).toBe(1)
  })

  test('is not held up by two that are stored at the same instant', async () => {
    await makeNeeds(service, ...Array.from({ length: 20 }, (_, index) => ({ id: `n-${index}` })))
    await makeResources(service, ...Array.from({ length: 20 }, (_, index) => ({ id: `r-${index}` })))
    const ids = await Promise.all([queued(service), queued(service), queued(service)])
    await Promise.all(ids.map(() => service.runJob('matching-runs')))
    const runs = await Promise.all(ids.map((id) => runOf(service, id)))
    expect(runs.map(({ status }) => status)).toEqual(['FINISHED', 'FINISHED', 'FINISHED'])
    expect(runs.map((run) => run.matches.totalCount)).toEqual([20, 20, 20])
    expect(runs.map((run) => new Set(statuses(run))).filter((each) => each.has('PROPOSED'))).toHaveLength(1)
    const open = await service.database.rows(sql`select id from city.match where status = 'PROPOSED'`)
    expect(open).toHaveLength(20)
  })
})

describe('a run is shown', () => {
  test('with the same number of statements however much it proposed and left unmet', async () => {
    const statementsFor = async (count: number) => {
      await clearGoods(service)
      const skills = ['skill-interpreting']
      const some = (prefix: string, more = {}) =>
        Array.from({ length: count }, (_, index) => ({ id: `${prefix}-${index}`, ...more }))
      await makeNeeds(service, ...some('n'), ...some('unmet', { kind: 'VEHICLE', skills }))
      await makeResources(service, ...some('r'), ...some('v', { kind: 'VEHICLE' }))
      const { id } = await ran(service)
      service.statements.length = 0
      const run = await runOf(service, id)
      expect([run.matches.edges.length, run.unmetNeeds.edges.length]).toEqual([count, count])
      return service.statements.length
    }
    const one = await statementsFor(2)
    expect(one).toBeGreaterThan(0)
    expect(await statementsFor(12)).toBe(one)
  })

  test('to coordinators from its matches, and to nobody else', async () => {
    const { id } = await makeProposal(service, { status: 'ACCEPTED' })
    const runFor = async (caller: Caller) => {
      const { data, errors } = await service.query(
        'query ($id: ID!) { match(id: $id) { id run { status policy { version } } } }',
        { id },
        caller,
      )
      expect(errors).toBeUndefined()
      return data?.match
    }
    expect(await runFor(coordinator)).toEqual({ id, run: { status: 'FINISHED', policy: { version: 1 } } })
    expect(await runFor(memberOf(providerId))).toEqual({ id, run: null })
  })
})

describe('a run that only asks what would be', () => {
  test('shows it, and changes nothing else', async () => {
    await makeNeeds(service, { id: 'n-1' }, { id: 'n-2' })
    await makeResources(service, { id: 'r-1' }, { id: 'r-2', amount: '30' })
    const real = await ran(service)
    expect(real.counts).toMatchObject({ proposals: 1, unmet: 1 })
    const state = () =>
      service.database.rows(
        sql`select to_jsonb(m) as row from city.match m where status <> 'WHAT_IF' order by id`,
      )
    const before = await state()
    const weights = { skills: 0, distance: 0, overlap: 0, priority: 0, urgency: 0, fairness: 0, cost: 100 }
    const whatIf = {
      weights,
      withoutResources: ['r-1'],
      withoutNeeds: ['n-2'],
      amounts: [{ resourceId: 'r-2', amount: '80' }],
    }
    const run = await ran(service, { whatIf })
    expect(proposed(run)).toEqual(['n-1 r-2 40'])
    expect(statuses(run)).toEqual(['WHAT_IF'])
    expect(run.matches.edges[0]?.node).toMatchObject({ score: 500 })
    expect(run.matches.edges[0]?.node.explanation.at(-1)).toMatchObject({ weight: 100, contribution: 500 })
    expect(await state()).toEqual(before)
    expect(await eventsOf(service, run.id)).toEqual([])
    const { data } = await service.query(
      `query ($id: ID!) { matchingRun(id: $id) { scope { kinds districts { id } } whatIf {
        weights { cost } withoutResources { id } withoutNeeds { id } amounts { amount resource { id } } } } }`,
      { id: run.id },
      coordinator,
    )
    expect(data?.matchingRun).toEqual({
      scope: { kinds: [], districts: [] },
      whatIf: {
        weights: { cost: 100 },
        withoutResources: [{ id: 'r-1' }],
        withoutNeeds: [{ id: 'n-2' }],
        amounts: [{ amount: '80', resource: { id: 'r-2' } }],
      },
    })
  })

  test('is forgotten after 90 days, as is what was superseded; what others proposed stays', async () => {
    await makeNeeds(service, { id: 'n-1' }, { id: 'n-2', kind: 'DATA', unit: 'PIECES' })
    await makeResources(service, { id: 'r-1' })
    const first = await ran(service)
    const second = await ran(service)
    const asked = await ran(service, { whatIf: {} })
    expect(asked.matches.totalCount).toBe(1)
    const forget = async (days: number) => {
      service.setNow(new Date(now.getTime() + days * 86_400_000))
      await service.runJob('forget-matching-runs')
      service.setNow(now)
    }
    const left = () =>
      service.database.rows(sql`select run_id as run, status from city.match order by status`)
    await forget(90)
    expect(await left()).toHaveLength(3)
    await forget(91)
    expect(await left()).toEqual([{ run: second.id, status: 'PROPOSED' }])
    const runs = await service.database.rows<{ id: string }>(sql`select id from city.matching_run`)
    expect(runs.map(({ id }) => id).sort()).toEqual([first.id, second.id].sort())
    const unmet = await service.database.rows(sql`select from city.unmet_need where run_id = ${asked.id}`)
    expect(unmet).toEqual([])
  })
})

describe('what is asked of a run', () => {
  test('is refused with everything that is wrong at once', async () => {
    const refused = await refusal(service, 'startMatchingRun', {
      input: {
        seconds: 301,
        districts: Array.from({ length: 101 }, () => 'x'),
        whatIf: { amounts: [{ resourceId: 'r', amount: '0' }] },
      },
    })
    expect(refused.code).toBe('BAD_USER_INPUT')
    expect(problemsOf(refused)).toEqual([
      ['input.districts', 'TOO_MANY'],
      ['input.seconds', 'OUT_OF_RANGE'],
      ['input.whatIf.amounts.0.amount', 'NOT_AN_AMOUNT'],
    ])
    await makeResources(service, { id: 'r' })
    const unknown = await refusal(service, 'startMatchingRun', {
      input: {
        districts: ['05370004-01', 'nowhere'],
        initiatives: ['nothing'],
        whatIf: {
          withoutResources: ['r', 'gone'],
          withoutNeeds: ['gone'],
          amounts: [
            { resourceId: 'r', amount: '1.5' },
            { resourceId: 'gone', amount: '1' },
            { resourceId: 'r', amount: '2' },
          ],
        },
      },
    })
    expect(problemsOf(unknown)).toEqual([
      ['input.districts.1', 'UNKNOWN'],
      ['input.initiatives.0', 'UNKNOWN'],
      ['input.whatIf.amounts.0.amount', 'NOT_WHOLE'],
      ['input.whatIf.amounts.1.resourceId', 'UNKNOWN'],
      ['input.whatIf.amounts.2.resourceId', 'INVALID'],
      ['input.whatIf.withoutNeeds.0', 'UNKNOWN'],
      ['input.whatIf.withoutResources.1', 'UNKNOWN'],
    ])
  })

  test('is answered as the first time when it is sent again', async () => {
    const asking = { idempotencyKey: 'one-and-the-same' }
    const first = await done(service, 'startMatchingRun', { input: {} }, asking)
    expect(await done(service, 'startMatchingRun', { input: {} }, asking)).toEqual(first)
    expect(await service.database.rows(sql`select from city.matching_run`)).toHaveLength(1)
  })

  test('is refused while ten others are not finished, also where they are asked for at the same instant', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 14 }, () => attempt(service, 'startMatchingRun', { input: {} })),
    )
    const codes = outcomes.map(({ errors }) => errors?.[0]?.extensions?.code ?? 'done').sort()
    expect(codes).toEqual([...Array(4).fill('STATE_REFUSED'), ...Array(10).fill('done')])
    const { message, runs } = await refusal(service, 'startMatchingRun', { input: {} })
    expect(message).toMatch(/10 Abgleiche .* 10 matching runs/)
    expect(runs).toHaveLength(10)
    await done(service, 'cancelMatchingRun', { id: (runs as string[])[0] })
    await queued(service)
  })

  test('may be cancelled while it waits, and not when it has ended', async () => {
    const id = await queued(service)
    expect((await done(service, 'cancelMatchingRun', { id })).status).toBe('CANCELLED')
    await service.runJob('matching-runs')
    expect(await runOf(service, id)).toMatchObject({ status: 'CANCELLED', startedAt: null })
    expect(await refusal(service, 'cancelMatchingRun', { id })).toMatchObject({
      code: 'STATE_REFUSED',
      status: 'CANCELLED',
    })
    expect((await refusal(service, 'cancelMatchingRun', { id: 'none' })).code).toBe('NOT_FOUND')
  })

  test('is for coordinators alone', async () => {
    const id = await queued(service)
    const owner = memberOf(seekerId, 'OWNER')
    for (const caller of [anonymous, person, owner, keyOf('org-town'), administrator]) {
      const refusals = await Promise.all([
        attempt(service, 'startMatchingRun', { input: {} }, { caller }),
        attempt(service, 'cancelMatchingRun', { id }, { caller }),
        service.query('query ($id: ID!) { matchingRun(id: $id) { id } }', { id }, caller),
        service.query('{ matchingRuns { totalCount } }', {}, caller),
      ])
      const code = caller === anonymous ? 'UNAUTHENTICATED' : 'FORBIDDEN'
      const codes = refusals.map(({ errors }) => errors?.[0]?.extensions?.code)
      expect({ caller, codes }).toEqual({ caller, codes: [code, code, code, code] })
    }
    const { data } = await service.query(
      '{ matchingRuns(first: 2) { totalCount edges { node { id status } } } }',
      {},
      coordinator,
    )
    expect(data?.matchingRuns).toEqual({ totalCount: 1, edges: [{ node: { id, status: 'QUEUED' } }] })
  })
})
