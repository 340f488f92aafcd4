import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { createKeptBusy } from '../../gateway/operations/kept-busy.js'
import { createUsageCounts, type UsageCounts } from '../../gateway/operations/usage-counts.js'
import { hasValues } from '../../gateway/operations/values-in.js'
import { keys, startGateway } from './kit/gateway.js'
import { hardToPlan, nested } from './kit/hard-to-plan.js'
import { loggerTo } from './kit/operations.js'
import { type RunningSubgraph, startSubgraph } from './kit/subgraph.js'
import { composeTown, town } from './kit/town.js'
import { until } from './kit/until.js'

const names = '{ districts { name } }'
const registeredText = '{ district(id: "05370004-01") { name } }'
const one = 'query One($id: ID!) { district(id: $id) { name } }'

let city: RunningSubgraph
let folder: string
let file: string

beforeAll(async () => {
  city = await startSubgraph('city', town.city, keys)
})
afterAll(() => city.close())
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bindeglied-test-'))
  file = join(folder, 'busy-operations.json')
})
afterEach(() => rm(folder, { recursive: true }))

const start = () =>
  startGateway({
    supergraph: composeTown({ city: town.city }),
    subgraphs: { city: city.url },
    keptIn: folder,
  })

const kept = async () => JSON.parse(await readFile(file, 'utf8')) as { operations: unknown[] }

describe('A gateway', () => {
  test('keeps what is asked most for its next start, the busiest first', async () => {
    const gateway = await start()
    await gateway.query(one, { variables: { id: '05370004-01' } })
    for (let time = 0; time < 3; time++) await gateway.query(names)
    await gateway.close()
    const operations = [
      { text: names, name: null },
      { text: one, name: 'One' },
    ]
    expect(await kept()).toEqual({ operations })
    // Nobody asks anything in the next run: it has the list from the one before.
    await (await start()).close()
    expect(await kept()).toEqual({ operations })
  })

  test('keeps nothing that people may have written into an operation', async () => {
    const gateway = await start()
    await gateway.query('{ district(id: "Anna Muster") { name } }')
    await gateway.query(`${names} # for Anna`)
    await gateway.close()
    expect(await kept()).toEqual({ operations: [] })
  })

  test('plans what was asked most before it serves', async () => {
    const hard = nested(4, ...'abcdefghijklmnop')
    await writeFile(file, JSON.stringify({ operations: [{ text: hard, name: null }] }))
    const settings = { HUB_PLANNING_TIME_MS: '1000', HUB_OPERATION_MAX_COST: '1000000' }
    const gateway = await startGateway({ supergraph: hardToPlan, settings, keptIn: folder })
    // It cannot; else nobody would see that it tries.
    expect(gateway.log).toContainEqual(
      expect.objectContaining({ msg: 'an operation has ended the thread of the planner' }),
    )
    await gateway.close()
  })

  test('starts with a damaged list, and says so', async () => {
    await writeFile(file, '{ "operations": [')
    const gateway = await start()
    expect(await gateway.query(names)).toMatchObject({ status: 200 })
    expect(gateway.log).toContainEqual(
      expect.objectContaining({ msg: 'the busiest operations of the last run cannot be read' }),
    )
    await gateway.close()
    expect(await kept()).toEqual({ operations: [{ text: names, name: null }] })
  })
})

describe('The list of busy operations', () => {
  let usage: UsageCounts
  beforeEach(() => {
    usage = createUsageCounts()
  })

  function keptBusy(everyMs: number, at: string) {
    const logger = loggerTo([])
    const registered = { has: (text: string) => text === registeredText }
    return createKeptBusy({ file: at, usage, registered, logger, everyMs })
  }

  test('is kept now and then', async () => {
    usage.recall([{ text: names, name: null }])
    const busy = keptBusy(5, file)
    busy.start()
    await until(async () => (await kept().catch(() => undefined)) !== undefined)
    await busy.close()
  })

  test('has registered operations with whatever is in them', async () => {
    usage.recall([{ text: registeredText, name: null }])
    await keptBusy(60_000, file).close()
    expect(await kept()).toEqual({ operations: [{ text: registeredText, name: null }] })
  })

  test('ends no gateway where it cannot be kept', async () => {
    await writeFile(file, '')
    await expect(keptBusy(60_000, join(file, 'list.json')).close()).resolves.toBeUndefined()
  })
})

test.each([
  ['{ a }', false],
  ['query A($b: Int = 20) { a(first: 100, b: $b, c: [RED, true, null], d: "") { b } }', false],
  ['{ a(b: "Anna") }', true],
  ['{ a(b: """Anna""") }', true],
  ['{ a(b: 41812) }', true],
  ['{ a(b: 51.07) }', true],
  ['{ a } # Anna', true],
  ['# Anna\n{ a }', true],
])('Whether there are values in %s', (text, expected) => {
  expect(hasValues(text)).toBe(expected)
})
