import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import pg from 'pg'
import { city } from '../../../services/city/service.js'
import { ledgerFaults } from '../../kit/ledger-faults.js'
import { type RunningService, startService } from '../../kit/service.js'
import { now } from './kit.js'
import { hours, makeNeeds, makeProposal, makeResources } from './match-kit.js'

// The database by itself: whatever code runs, these are the rules bookings are kept to.
let service: RunningService
let client: pg.Client
beforeAll(async () => {
  service = await startService(city, { now, example: true })
  client = new pg.Client({ connectionString: service.config.database.url })
  await client.connect()
  await client.query(`set "hub.now" = '${now.toISOString()}'`)
})
afterAll(async () => {
  await client.end()
  await service.stop()
})
afterEach(async () => {
  expect(await ledgerFaults(client, now)).toEqual([])
})

/** Books a proposal, or says which constraint refuses it. */
async function book(id: string): Promise<string> {
  return outcome(`update city.match set status = 'ACCEPTED', accepted_at = now() where id = $1`, [id])
}

async function outcome(statement: string, values: unknown[] = []): Promise<string> {
  try {
    await client.query(statement, values)
    return 'done'
  } catch (error) {
    return String((error as { constraint?: string }).constraint ?? error)
  }
}

const day = '2026-12-01'

describe('what one at a time uses', () => {
  test('is booked back to back, but never twice at a moment', async () => {
    const [resource = ''] = await makeResources(service, {})
    const at = async (...during: string[]) => {
      const { id } = await makeProposal(service, { resource, during })
      return id
    }
    expect(await book(await at(hours(day, 9, 10)))).toBe('done')
    expect(await book(await at(hours(day, 10, 11)))).toBe('done')
    expect(await book(await at(hours(day, 8, 9), hours(day, 11, 12)))).toBe('done')
    expect(await book(await at(hours(day, 7, 8), hours(day, 10.9, 11)))).toBe('booking_no_overlap')
    expect(await book(await at(hours(day, 7, 13)))).toBe('booking_no_overlap')
    expect(await book(await at(hours(day, 7, 8)))).toBe('done')
  })

  test('is free again as soon as it is given back', async () => {
    const first = await makeProposal(service)
    expect(await book(first.id)).toBe('done')
    const second = await makeProposal(service, { resource: first.resourceId })
    expect(await book(second.id)).toBe('booking_no_overlap')
    await client.query(`update city.match set status = 'RELEASED', end_reason = 'x' where id = $1`, [
      first.id,
    ])
    expect(await book(second.id)).toBe('done')
  })

  test('is booked by moments, also in the night in which the clocks are set back', async () => {
    const [resource = ''] = await makeResources(service, {})
    // 02:30 comes twice: by summer time, and an hour later by winter time.
    for (const [from, to, expected] of [
      ['2027-10-31T02:30:00+02:00', '2027-10-31T02:30:00+01:00', 'done'],
      ['2027-10-31T02:30:00+01:00', '2027-10-31T03:00:00+01:00', 'done'],
      ['2027-10-31T02:59:00+02:00', '2027-10-31T02:00:00+01:00', 'booking_no_overlap'],
    ] as const) {
      const { id } = await makeProposal(service, { resource, during: [`[${from},${to})`] })
      expect(await book(id)).toBe(expected)
    }
  })
})

describe('what several share', () => {
  const pooled = { sharing: 'POOLED', splittable: true }

  test('and is held for a time is promised no more of than there is, at each moment', async () => {
    const [resource = ''] = await makeResources(service, { ...pooled, amount: '40' })
    const seats = async (amount: string, from: number, to: number) => {
      const { id } = await makeProposal(service, { resource, amount, during: [hours(day, from, to)] })
      return book(id)
    }
    expect(await seats('25', 9, 12)).toBe('done')
    expect(await seats('15', 10, 11)).toBe('done')
    expect(await seats('1', 10.5, 13)).toBe('resource_slice_free_check')
    expect(await seats('15', 11, 12)).toBe('done')
    expect(await seats('40', 12, 13)).toBe('done')
  })

  test('and is used up is promised no more of than there is in all', async () => {
    const euros = { ...pooled, kind: 'FUNDING', unit: 'EUROS', amount: '100.01' }
    const [resource = ''] = await makeResources(service, euros)
    const give = async (amount: string, from: number) => {
      const need = { kind: 'FUNDING', unit: 'EUROS', amount: '100', splittable: true }
      const { id } = await makeProposal(service, {
        need,
        resource,
        amount,
        during: [hours(day, from, from + 1)],
      })
      return book(id)
    }
    expect(await give('60', 1)).toBe('done')
    expect(await give('40.02', 5)).toBe('resource_slice_free_check')
    expect(await give('40.01', 5)).toBe('done')
  })

  test('stands while it is promised: it shrinks to what is promised ahead, and is shared as it is', async () => {
    const { id, resourceId } = await makeProposal(service, {
      resource: { ...pooled, amount: '60' },
      during: [hours('2026-11-20', 9, 12), hours(day, 9, 10)],
    })
    const past = await makeProposal(service, {
      need: { amount: '20' },
      resource: resourceId,
      amount: '20',
      during: [hours('2026-11-20', 10, 11)],
    })
    expect([await book(id), await book(past.id)]).toEqual(['done', 'done'])
    const change = (column: string, value: string) =>
      outcome(`update city.resource set ${column} = $1 where id = $2`, [value, resourceId])
    expect(await change('amount', '39')).toBe('resource_slice_free_check')
    expect(await change('sharing', 'EXCLUSIVE')).toBe('resource_promised_check')
    expect(await change('amount', '70')).toBe('done')
    // Sixty were promised in the past, when there were sixty.
    expect(await change('amount', '40')).toBe('done')
    const free = await client.query(
      'select free::int from city.resource_slice where resource_id = $1 order by during',
      [resourceId],
    )
    expect(free.rows.map((row) => row.free)).toEqual([60, 20, 0, 20, 60, 40, 0, 40])
    for (const each of [id, past.id])
      await client.query(`update city.match set status = 'RELEASED', end_reason = 'x' where id = $1`, [each])
  })
})

describe('nobody', () => {
  test('gives a need more than it lacks, or asks for less than it was promised', async () => {
    const [need = ''] = await makeNeeds(service, { amount: '50', splittable: true })
    const give = async (amount: string) => {
      const { id } = await makeProposal(service, { need, amount })
      return book(id)
    }
    expect(await give('30')).toBe('done')
    expect(await give('21')).toBe('need_balance_missing_check')
    expect(await give('20')).toBe('done')
    const ask = (amount: string) => outcome('update city.need set amount = $1 where id = $2', [amount, need])
    expect(await ask('49')).toBe('need_balance_missing_check')
    expect(await ask('60')).toBe('done')
    expect(await give('10')).toBe('done')
  })

  test('gives hours for seats, or what was withdrawn', async () => {
    const other = await makeProposal(service, { resource: { kind: 'SPACE', unit: 'HOURS' } })
    expect(await book(other.id)).toBe('match_unit_check')
    const gone = await makeProposal(service, { resource: { status: 'WITHDRAWN', withdrawal_reason: 'x' } })
    expect(await book(gone.id)).toBe('match_open_check')
  })

  test('moves a match that is booked to another pair, makes an ended one stand, or one without an end', async () => {
    const { id } = await makeProposal(service)
    await book(id)
    const [resource] = await makeResources(service, {})
    expect(await outcome('update city.match set resource_id = $1 where id = $2', [resource, id])).toBe(
      'match_pair_check',
    )
    await client.query(`update city.match set status = 'RELEASED', end_reason = 'x' where id = $1`, [id])
    expect(await book(id)).toBe('match_ended_check')
    const open = await makeProposal(service)
    expect(await outcome(`update city.match set during = '{[2026-12-01,)}' where id = $1`, [open.id])).toBe(
      'match_during_check',
    )
  })

  test('writes bookings, slices or balances by hand, not even the owner of the database', async () => {
    const { id, resourceId, needId } = await makeProposal(service)
    await book(id)
    for (const statement of [
      `insert into city.booking (match_id, during, resource_id, exclusive) values ('${id}', '[2027-01-01,2027-01-02)', '${resourceId}', true)`,
      `insert into city.booking select * from city.booking where false`,
      `delete from city.booking where match_id = '${id}'`,
      `update city.resource_slice set free = 1000 where resource_id = '${resourceId}'`,
      `delete from city.need_balance where need_id = '${needId}'`,
    ]) {
      expect(await outcome(statement)).toContain('is written by the triggers of city.match alone')
    }
    expect(await outcome(`delete from city.match where id = '${id}'`)).toBe('booking_match_id_foreign')
  })
})

describe('whatever happens in whatever order', () => {
  // Quarters of an hour of one day.
  const span = fc
    .tuple(fc.integer({ min: 0, max: 22 }), fc.integer({ min: 1, max: 6 }))
    .map(([from, length]) => [from, from + length] as const)
  const step = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('accept' as const),
        need: fc.nat(2),
        resource: fc.nat(2),
        amount: fc.integer({ min: 1, max: 30 }),
        spans: fc.array(span, { minLength: 1, maxLength: 3 }),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('release' as const), match: fc.nat(30) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('confirm' as const), match: fc.nat(30) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('amount' as const),
        match: fc.nat(30),
        amount: fc.integer({ min: 1, max: 30 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('capacity' as const),
        resource: fc.nat(2),
        amount: fc.integer({ min: 5, max: 60 }),
      }),
    },
  )
  type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

  interface Standing {
    id: string
    need: number
    resource: number
    amount: number
    quarters: Set<number>
  }

  /** What should be possible, reckoned quarter by quarter. */
  class Model {
    standing: Standing[] = []
    readonly capacity: number[]
    constructor(
      readonly usedUp: boolean,
      readonly needs: readonly number[],
      capacity: readonly number[],
    ) {
      this.capacity = [...capacity]
    }

    /** The first of these resources one at a time uses. */
    allows(match: Standing): boolean {
      const others = this.standing.filter(({ id }) => id !== match.id)
      const given = others
        .filter(({ need }) => need === match.need)
        .reduce((sum, { amount }) => sum + amount, 0)
      if (given + match.amount > (this.needs[match.need] ?? 0)) return false
      const beside = others.filter(({ resource }) => resource === match.resource)
      const meets = ({ quarters }: Standing) => [...quarters].some((each) => match.quarters.has(each))
      if (match.resource === 0 && beside.some(meets)) return false
      return this.most([...beside, match], match.quarters) <= (this.capacity[match.resource] ?? 0)
    }

    allowsCapacity(resource: number, amount: number): boolean {
      const used = this.standing.filter((match) => match.resource === resource)
      const all = new Set(used.flatMap(({ quarters }) => [...quarters]))
      return this.most(used, all) <= amount
    }

    private most(matches: readonly Standing[], quarters: ReadonlySet<number>): number {
      const sum = (some: readonly Standing[]) => some.reduce((total, { amount }) => total + amount, 0)
      if (this.usedUp) return sum(matches)
      return Math.max(
        0,
        ...[...quarters].map((quarter) => sum(matches.filter((each) => each.quarters.has(quarter)))),
      )
    }
  }

  const quarter = (count: number) => new Date(Date.parse(`${day}T08:00:00Z`) + count * 900_000).toISOString()

  async function play(model: Model, needIds: string[], resourceIds: string[], steps: readonly Step[]) {
    const made: string[] = []
    for (const each of steps) {
      if (each.kind === 'accept') {
        const quarters = new Set(
          each.spans.flatMap(([from, to]) => Array.from({ length: to - from }, (_, index) => from + index)),
        )
        const id = `match-${randomUUID()}`
        const match = { id, need: each.need, resource: each.resource, amount: each.amount, quarters }
        const expected = model.allows(match)
        const ranges = each.spans.map(([from, to]) => `[${quarter(from)},${quarter(to)})`)
        const got = await outcome(
          `insert into city.match (id, need_id, resource_id, amount, during, status, created_at, accepted_at)
           values ($1, $2, $3, $4, $5, 'ACCEPTED', now(), now())`,
          [id, needIds[each.need], resourceIds[each.resource], each.amount, `{${ranges.join(',')}}`],
        )
        expect(got === 'done').toBe(expected)
        if (expected) {
          model.standing.push(match)
          made.push(id)
        }
      } else if (each.kind === 'capacity') {
        const expected = model.allowsCapacity(each.resource, each.amount)
        const got = await outcome('update city.resource set amount = $1 where id = $2', [
          each.amount,
          resourceIds[each.resource],
        ])
        expect(got === 'done').toBe(expected)
        if (expected) model.capacity[each.resource] = each.amount
      } else {
        const id = made[each.match % Math.max(1, made.length)]
        const match = model.standing.find((standing) => standing.id === id)
        if (match === undefined) continue
        if (each.kind === 'release') {
          await client.query(`update city.match set status = 'RELEASED', end_reason = 'x' where id = $1`, [
            id,
          ])
          model.standing = model.standing.filter((standing) => standing !== match)
        } else if (each.kind === 'confirm') {
          await client.query(`update city.match set status = 'CONFIRMED' where id = $1`, [id])
        } else {
          const changed = { ...match, amount: each.amount }
          const expected = model.allows(changed)
          const got = await outcome('update city.match set amount = $1 where id = $2', [each.amount, id])
          expect(got === 'done').toBe(expected)
          if (expected)
            model.standing = model.standing.map((standing) => (standing === match ? changed : standing))
        }
      }
    }
    expect(await ledgerFaults(client, now)).toEqual([])
  }

  test.each([
    ['seats, which are held', 'SEATS', 'SPACE', false],
    ['hours, which are used up', 'HOURS', 'SPACE', true],
  ] as const)(
    'with %s, exactly what is possible is done, and the ledger is the sum of what stands',
    async (_, unit, kind, usedUp) => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
          const thing = { kind, unit, splittable: true }
          const needIds = await makeNeeds(
            service,
            ...[60, 60, 20].map((amount) => ({ ...thing, amount: String(amount) })),
          )
          const resourceIds = await makeResources(
            service,
            { ...thing, sharing: 'EXCLUSIVE', amount: '40' },
            { ...thing, sharing: 'POOLED', amount: '40' },
            { ...thing, sharing: 'POOLED', amount: '25' },
          )
          await play(new Model(usedUp, [60, 60, 20], [40, 40, 25]), needIds, resourceIds, steps)
          await client.query(
            `update city.match set status = 'RELEASED', end_reason = 'x' where need_id = any($1) and status <> 'RELEASED'`,
            [needIds],
          )
          const { rows } = await client.query(
            `select (select count(*)::int from city.booking where resource_id = any($1)) as bookings,
               (select count(*)::int from city.resource_slice where resource_id = any($1)) as slices`,
            [resourceIds],
          )
          expect(rows).toEqual([{ bookings: 0, slices: 0 }])
        }),
        { numRuns: 80 },
      )
    },
    120_000,
  )
})
