import { afterEach, describe, expect, test } from '@jest/globals'
import { GraphQLError, parse } from 'graphql'
import { openSupergraph } from '../../gateway/planning/open-supergraph.js'
import { createPlanner, type PlannedSupergraph, type Planner } from '../../gateway/planning/planner.js'
import { createLogger } from '../../platform/telemetry/logger.js'
import { hardToPlan, nested } from './kit/hard-to-plan.js'
import { composeTown } from './kit/town.js'

/** Enough for anything, and enough for everything but what is hard, with a margin for slow machines and for fast ones. */
const generous = { timeMs: 60_000, memoryMegabytes: 1_024 }
const hurried = { timeMs: 1_500, memoryMegabytes: 1_024 }

let planner: Planner
/** What the planner has logged. */
let log: Record<string, unknown>[]

async function open(bounds = generous, text = hardToPlan): Promise<PlannedSupergraph> {
  log = []
  const destination = { write: (line: string) => void log.push(JSON.parse(line)) }
  const logger = createLogger({ level: 'warn', format: 'json' }, 'gateway', destination)
  planner = createPlanner({ bounds, logger })
  return planner.open('graph', text)
}

afterEach(() => planner.close())

const plan = (supergraph: PlannedSupergraph, operation: string) =>
  supergraph.plan(parse(operation), undefined)
const easy = (number: number) => `{ easy${number}: easy }`
/** Takes some five seconds. */
const hard = nested(4, ...'abcdefghijklmnop')
const tooComplex = { extensions: { code: 'OPERATION_TOO_COMPLEX', http: { status: 400 } } }

describe('The planner', () => {
  test('plans in its thread as Apollo’s planner does', async () => {
    const town = composeTown()
    const query = '{ districts { name stops { name } clinic } }'
    const supergraph = await open(generous, town)
    expect(await plan(supergraph, query)).toStrictEqual(openSupergraph(town).plan(query, undefined))
  })

  test('plans the operation that is meant', async () => {
    const supergraph = await open()
    const document = parse('query One { one: easy } query Other { other: easy }')
    expect(JSON.stringify(await supergraph.plan(document, 'Other'))).toMatch(/other: ?easy/)
    expect(JSON.stringify(await supergraph.plan(document, 'One'))).toMatch(/one: ?easy/)
  })

  test('says what is wrong with an operation as Apollo’s planner does', async () => {
    const refused = plan(await open(), '{ unknown }')
    await expect(refused).rejects.toBeInstanceOf(GraphQLError)
    await expect(refused).rejects.toMatchObject({
      message: 'Cannot query field "unknown" on type "Query".',
      extensions: { code: 'INVALID_GRAPHQL' },
    })
  })

  test('says what is wrong with a supergraph, and goes on', async () => {
    const supergraph = await open()
    await expect(planner.open('broken', 'type Query { a: Unknown }')).rejects.toThrow(/Unknown|core|link/)
    expect(await plan(supergraph, easy(1))).toMatchObject({ kind: 'QueryPlan' })
  })

  test('plans equal operations that are asked for at the same time once', async () => {
    const supergraph = await open()
    const [one, same, other] = await Promise.all([
      plan(supergraph, easy(1)),
      plan(supergraph, `query { easy1:easy }`),
      plan(supergraph, easy(2)),
    ])
    expect(same).toBe(one)
    expect(other).not.toBe(one)
    expect(await plan(supergraph, easy(1))).not.toBe(one)
  })

  test('refuses an operation that can be planned in too many ways', async () => {
    await expect(plan(await open(), nested(5, 'a'))).rejects.toMatchObject(tooComplex)
    expect(log).toEqual([])
  })

  test('refuses an operation that takes too long, and plans those that wait', async () => {
    const supergraph = await open(hurried)
    const slow = plan(supergraph, hard)
    const waiting = Promise.all([plan(supergraph, easy(1)), plan(supergraph, easy(2))])
    await expect(slow).rejects.toMatchObject(tooComplex)
    expect(await waiting).toMatchObject([{ kind: 'QueryPlan' }, { kind: 'QueryPlan' }])
    expect(log).toMatchObject([{ code: 'OVERDUE' }])
  })

  test('does not try what has ended its thread twice', async () => {
    const supergraph = await open(hurried)
    for (let time = 0; time < 3; time++) {
      await expect(plan(supergraph, hard)).rejects.toMatchObject(tooComplex)
    }
    expect(log).toHaveLength(2)
    expect(await plan(supergraph, easy(1))).toMatchObject({ kind: 'QueryPlan' })
  })

  test('outlives what needs more memory than there is, and does not try it a third time', async () => {
    const supergraph = await open({ ...generous, memoryMegabytes: 36 })
    const [greedy, waiting] = await Promise.allSettled([
      plan(supergraph, nested(4, 'a', 'b', 'c', 'd')),
      plan(supergraph, easy(1)),
    ])
    expect(greedy).toMatchObject({ status: 'rejected', reason: tooComplex })
    expect(waiting).toMatchObject({ status: 'fulfilled', value: { kind: 'QueryPlan' } })
    expect(log).toMatchObject([{ code: 'OUT_OF_MEMORY' }, { code: 'OUT_OF_MEMORY' }])
  })

  test('reads again every supergraph that is in use, once its thread is another', async () => {
    const one = await open(hurried)
    const other = await planner.open('town', composeTown())
    await expect(plan(one, hard)).rejects.toMatchObject(tooComplex)
    expect(await plan(other, '{ districts { name } }')).toMatchObject({ kind: 'QueryPlan' })
    expect(await other.subgraphSchema('mobility')).toMatch(/type Stop/)
    expect(await plan(one, easy(1))).toMatchObject({ kind: 'QueryPlan' })
  })

  test('lets no more than 200 operations wait', async () => {
    const supergraph = await open()
    const asked = Array.from({ length: 202 }, (_, number) => plan(supergraph, easy(number)))
    const last = await asked.at(-1)?.catch((error: unknown) => error)
    expect(last).toMatchObject({ extensions: { code: 'TOO_MANY_REQUESTS', http: { status: 503 } } })
    const outcomes = await Promise.allSettled(asked)
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(201)
  })

  test('lets a supergraph be read between operations that wait', async () => {
    const supergraph = await open()
    let planned = 0
    const waiting = Array.from({ length: 100 }, async (_, number) => {
      await plan(supergraph, easy(number))
      planned += 1
    })
    await planner.open('town', composeTown())
    expect(planned).toBeLessThan(50)
    await Promise.all(waiting)
  })

  test('forgets a supergraph that is not used any more', async () => {
    const supergraph = await open()
    await supergraph.close()
    await expect(plan(supergraph, easy(1))).rejects.toThrow(/closed/)
    const again = await planner.open('graph', hardToPlan)
    expect(await plan(again, easy(1))).toMatchObject({ kind: 'QueryPlan' })
  })

  test('fails what waits when it is closed', async () => {
    const supergraph = await open()
    const waiting = Promise.allSettled([plan(supergraph, hard), plan(supergraph, easy(1))])
    await planner.close()
    expect(await waiting).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }])
    expect(log).toEqual([])
  })
})
