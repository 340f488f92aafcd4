import { setTimeout as sleep } from 'node:timers/promises'
import { messageOf } from '../../platform/errors/hub-error.js'
import { checkedAnswer } from './check.js'
import type { Absent, Field } from './field.js'
import { type BenchQuery, queries } from './graph/queries.js'
import type { Options } from './options.js'
import type { Usage } from './probe.js'
import type { LoadAnswer, LoadQuestion } from './servers/load.js'
import type { RunningGateway } from './start-gateway.js'

/** What one turn of a gateway with a query gave. */
export interface Sample {
  /** CPU time of the gateway's process per request, ms. */
  cpuMs: number
  requestsPerSecond: number
  /** Latencies, ms. */
  p50: number
  p99: number
  /** Resident memory of the gateway's process after the turn, MiB. */
  memoryMib: number
  /** Requests to subgraphs per request. */
  subgraphRequests: number
}

/** A gateway with one sample for each query and round. */
export interface Measured {
  running: RunningGateway
  /** Resident memory after the first answers, before any load, MiB. */
  restMib: number
  samples: Record<BenchQuery['name'], Sample[]>
}

const settleMs = 500

/** A gateway's turn with a query, ready to be repeated. */
interface Turn {
  query: BenchQuery['name']
  load: LoadQuestion & { amount: number }
}

/**
 * Checks all answers, warms up, and then lets the gateways take turns, round by round: what the machine does meanwhile
 * meets all of them. One whose answers are wrong, or become so under load, is absent from then on.
 */
export async function measure(
  field: Field,
  options: Options,
): Promise<{ measured: Measured[]; absent: Absent[] }> {
  const absent: Absent[] = [...field.absent]
  let present: { measured: Measured; turns: Turn[] }[] = []
  for (const running of field.running) {
    try {
      present.push(await prepare(running, field, options))
    } catch (error) {
      absent.push({ gateway: running.gateway, reason: messageOf(error) })
    }
  }
  for (let round = 0; round < options.rounds; round++) {
    for (const one of present) {
      try {
        for (const turn of one.turns) {
          const sample = await take(turn, one.measured, field)
          one.measured.samples[turn.query].push(sample)
          tell(`round ${round + 1} of ${options.rounds}`, turn, one.measured, sample)
        }
      } catch (error) {
        absent.push({ gateway: one.measured.running.gateway, reason: messageOf(error) })
        present = present.filter((other) => other !== one)
      }
    }
  }
  return { measured: present.map(({ measured }) => measured), absent }
}

function tell(when: string, { query, load }: Turn, { running }: Measured, { cpuMs }: Sample): void {
  const what = `${running.gateway.title}, ${query}, ${load.amount} requests`
  process.stderr.write(`${when}: ${what}, ${cpuMs.toFixed(2)} ms CPU each\n`)
}

async function prepare(
  running: RunningGateway,
  { load }: Field,
  { connections, seconds, warmUpSeconds }: Options,
) {
  const answers = new Map<BenchQuery, string>()
  for (const query of queries) answers.set(query, await checkedAnswer(running, query))
  const { memoryMib } = await running.process.ask<Usage>('usage')
  const turns: Turn[] = []
  for (const [{ name, text }, expected] of answers) {
    const question = { url: running.url, body: JSON.stringify({ query: text }), expected, connections }
    const { requests } = await load.ask<LoadAnswer>({ ...question, seconds: warmUpSeconds })
    const amount = Math.max(connections, Math.round((requests * seconds) / warmUpSeconds))
    turns.push({ query: name, load: { ...question, amount } })
    // The warm-up ended with requests under way; they are not to count in somebody's turn.
    await sleep(settleMs)
  }
  const samples = { big: [], small: [] }
  return { measured: { running, restMib: memoryMib, samples }, turns }
}

async function take(turn: Turn, { running }: Measured, { subgraphs, load }: Field): Promise<Sample> {
  const usage = () => running.process.ask<Usage>('usage')
  const [before, answeredBefore] = await Promise.all([usage(), subgraphs.ask<number>('answered')])
  const { requests, seconds, p50, p99, failed } = await load.ask<LoadAnswer>(turn.load)
  const [after, answered] = await Promise.all([usage(), subgraphs.ask<number>('answered')])
  if (failed > 0) throw new Error(`under load ${failed} of ${requests} answers were wrong`)
  return {
    cpuMs: (after.cpuMs - before.cpuMs) / requests,
    requestsPerSecond: requests / seconds,
    p50,
    p99,
    memoryMib: after.memoryMib,
    subgraphRequests: (answered - answeredBefore) / requests,
  }
}
