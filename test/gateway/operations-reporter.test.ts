import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, test } from '@jest/globals'
import { createReporter, type Reporter } from '../../gateway/operations/reporter.js'
import { inReports } from '../../gateway/operations/reports.js'
import type { Usage } from '../../gateway/operations/usage-counts.js'
import { HubError } from '../../platform/errors/hub-error.js'
import { type GatewayReport, gatewayReport, type PartnerReport } from '../../platform/registry/report.js'
import { operation, partner } from '../services/city/registry/use-kit.js'
import { loggerTo } from './kit/operations.js'
import { until } from './kit/until.js'

const nothing: Usage = { operations: [], fields: [], dropped: 0 }
const field = (coordinate: string): Usage => ({ ...nothing, fields: [{ coordinate, count: 1 }] })

let reporter: Reporter | undefined
afterEach(() => reporter?.close())

/** A reporter with what there is to report, in turn, and how each attempt to send it ends. */
function reporting(usages: Usage[], { partners = [] as PartnerReport[][], everyMs = 5 } = {}) {
  const sent: GatewayReport[] = []
  const log: Record<string, unknown>[] = []
  let now = new Date('2026-11-23T07:00:00Z').getTime()
  let fail: ((report: GatewayReport) => Error | Promise<never> | undefined) | undefined
  reporter = createReporter({
    send: async (report) => {
      const failure = await fail?.(report)
      if (failure) throw failure
      sent.push(structuredClone(report))
    },
    usage: { take: () => usages.shift() ?? nothing },
    partners: { takeReports: () => partners.shift() ?? [] },
    clock: () => new Date(now),
    logger: loggerTo(log),
    everyMs,
  })
  return {
    reporter,
    sent,
    log,
    pass: (ms: number) => {
      now += ms
    },
    failWith: (how: typeof fail) => {
      fail = how
    },
  }
}

describe('a reporter', () => {
  test('says what has been counted, each report once and with a number of its own', async () => {
    const { reporter, sent, pass } = reporting([field('A.a'), field('A.b')], {
      partners: [[], [partner('beds', { requests: 2 })]],
    })
    reporter.start()
    await until(() => sent.length === 1)
    pass(5_000)
    await until(() => sent.length === 2)
    expect(sent.every((report) => gatewayReport.safeParse(report).success)).toBe(true)
    const [first, second] = sent
    expect(first).toMatchObject({ sequence: 1, fields: [{ coordinate: 'A.a' }], partners: [] })
    expect(second).toMatchObject({
      gateway: first?.gateway,
      sequence: 2,
      fields: [{ coordinate: 'A.b' }],
      partners: [{ name: 'beds', requests: 2 }],
    })
    expect(second?.from).toBe(first?.to)
  })

  test('says that it is there now and then, and nothing in between', async () => {
    const { reporter, sent, pass } = reporting([])
    reporter.start()
    await until(() => sent.length === 1)
    await pause(50)
    expect(sent).toHaveLength(1)
    pass(30_000)
    await until(() => sent.length === 2)
    expect(sent[1]).toMatchObject({ sequence: 2, operations: [], fields: [], partners: [] })
  })

  test('says the same again until it is taken, and only then what is new', async () => {
    const usages = [field('A.a'), field('A.b')]
    const { reporter, sent, log, failWith } = reporting(usages)
    const tried: number[] = []
    failWith(({ sequence }) => {
      tried.push(sequence)
      return new Error('city is away')
    })
    reporter.start()
    await until(() => tried.length === 5)
    expect(new Set(tried)).toEqual(new Set([1]))
    // What is new waits where it is counted.
    expect(usages).toHaveLength(1)
    expect(log.filter(({ level }) => level === 'warn')).toMatchObject([
      { msg: 'reports do not reach city; counting goes on', cause: 'city is away' },
    ])
    failWith(undefined)
    await until(() => sent.length === 2)
    expect(sent).toMatchObject([
      { sequence: 1, fields: [{ coordinate: 'A.a' }] },
      { sequence: 2, fields: [{ coordinate: 'A.b' }] },
    ])
    expect(log.some(({ msg }) => msg === 'reports reach city again')).toBe(true)
  })

  test('gives up a report that will never be taken', async () => {
    const { reporter, sent, log, failWith } = reporting([field('A.a'), field('A.b')])
    failWith(({ sequence }) => (sequence === 1 ? new HubError('BAD_REQUEST', 'no report') : undefined))
    reporter.start()
    await until(() => sent.length === 1)
    expect(sent).toMatchObject([{ sequence: 2, fields: [{ coordinate: 'A.b' }] }])
    expect(log.filter(({ level }) => level === 'error')).toHaveLength(1)
  })

  test('says once that there is too much to be told apart', async () => {
    const many = { ...field('A.a'), dropped: 3 }
    const { reporter, sent, log } = reporting([many, many, field('A.b'), many])
    reporter.start()
    await until(() => sent.length === 4)
    expect(log.filter(({ level }) => level === 'warn')).toMatchObject([{ dropped: 3 }, { dropped: 3 }])
  })

  test('tries a last report when it closes', async () => {
    const { reporter, sent } = reporting([field('A.a')], { everyMs: 60_000 })
    reporter.start()
    await reporter.close()
    expect(sent).toMatchObject([{ fields: [{ coordinate: 'A.a' }] }])
  })

  test('does not wait for long for the last report', async () => {
    const { reporter, failWith } = reporting([field('A.a')], { everyMs: 60_000 })
    failWith(() => new Promise<never>(() => {}))
    reporter.start()
    const begun = performance.now()
    await reporter.close()
    expect(performance.now() - begun).toBeLessThan(10_000)
  })
})

describe('what there is to report', () => {
  test('goes into as few reports as it needs', () => {
    const operations = Array.from({ length: 450 }, (_, index) => operation(`{ a${index} }`))
    const fields = Array.from({ length: 5_001 }, (_, index) => ({ coordinate: `A.f${index}`, count: 1 }))
    const partners = Array.from({ length: 501 }, (_, index) => partner(`p${index}`))
    const reports = inReports({ operations, fields, partners })
    expect(reports.map((each) => [each.partners.length, each.operations.length, each.fields.length])).toEqual(
      [
        [500, 0, 0],
        [1, 200, 0],
        [0, 200, 0],
        [0, 50, 5_000],
        [0, 0, 1],
      ],
    )
    expect(inReports({ operations: [], fields: [], partners: [] })).toEqual([
      { operations: [], fields: [], partners: [] },
    ])
  })

  test('goes into none that is too large', () => {
    const operations = Array.from({ length: 100 }, (_, index) => ({
      ...operation(`{ a${index} }`),
      text: 'x'.repeat(60_000),
    }))
    const reports = inReports({ operations, fields: [], partners: [] })
    expect(reports.map((each) => each.operations.length)).toEqual([34, 34, 32])
    expect(Math.max(...reports.map((each) => JSON.stringify(each).length))).toBeLessThan(2.1 * 1024 * 1024)
  })
})
