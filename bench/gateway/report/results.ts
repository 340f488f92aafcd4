import { cpus } from 'node:os'
import type { Absent } from '../field.js'
import type { BenchGateway } from '../gateways.js'
import { type BenchQuery, queries } from '../graph/queries.js'
import type { Measured, Sample } from '../measure.js'
import type { Options } from '../options.js'
import { type Spread, spreadOf } from './spread.js'
import { type Compared, type Target, targets } from './targets.js'

export type Figures = Record<keyof Sample, Spread>

/** A gateway's figures with one query. */
export interface Row {
  gateway: BenchGateway
  restMib: number
  figures: Figures
}

/** How two gateways compare, round by round. */
export interface Ratio {
  target: Target
  ours: BenchGateway
  peer: BenchGateway
  /** What is to be reached. */
  goal: number
  reached: boolean
  spread: Spread
}

export interface QueryResults {
  query: BenchQuery['name']
  rows: readonly Row[]
  ratios: readonly Ratio[]
}

/** What a run found. */
export interface Results {
  /** Node, processor, and how it was run. */
  circumstances: { node: string; processor: string; cores: number } & Pick<
    Options,
    'rounds' | 'seconds' | 'connections' | 'loadBefore'
  >
  queries: readonly QueryResults[]
  absent: readonly Absent[]
}

export function resultsOf(
  measured: readonly Measured[],
  absent: readonly Absent[],
  options: Options,
): Results {
  const { rounds, seconds, connections, loadBefore } = options
  const processors = cpus()
  return {
    circumstances: {
      node: process.version,
      processor: processors[0]?.model.trim() ?? 'unknown',
      cores: processors.length,
      rounds,
      seconds,
      connections,
      loadBefore,
    },
    queries: queries.map(({ name }) => ({
      query: name,
      rows: measured.map((one) => rowOf(one, name)),
      ratios: targets.flatMap((target) => ratioOf(target, measured, name)),
    })),
    absent,
  }
}

function rowOf({ running, restMib, samples }: Measured, query: BenchQuery['name']): Row {
  const spread = (name: keyof Sample) => spreadOf(samples[query].map((sample) => sample[name]))
  return {
    gateway: running.gateway,
    restMib,
    figures: {
      cpuMs: spread('cpuMs'),
      requestsPerSecond: spread('requestsPerSecond'),
      p50: spread('p50'),
      p99: spread('p99'),
      memoryMib: spread('memoryMib'),
      subgraphRequests: spread('subgraphRequests'),
    },
  }
}

/** @returns nothing where one of the two has no figures, or nothing is to be reached with this query */
function ratioOf(target: Target, measured: readonly Measured[], query: BenchQuery['name']): Ratio[] {
  const find = (name: string) => measured.find(({ running }) => running.gateway.name === name)
  const [ours, peer, goal] = [find(target.ours), find(target.peer), target.goals[query]]
  if (ours === undefined || peer === undefined || goal === undefined) return []
  const isMost = target.bound === 'at most'
  const peerValues = compared(target.figure, peer, query)
  const spread = spreadOf(
    compared(target.figure, ours, query).map((own, round) => {
      const other = peerValues[round] ?? Number.NaN
      return isMost ? own / other : other / own
    }),
  )
  const reached = isMost ? spread.median <= goal : spread.median >= goal
  return [{ target, ours: ours.running.gateway, peer: peer.running.gateway, goal, reached, spread }]
}

/** A gateway's figure in each round. */
function compared(figure: Compared, { restMib, samples }: Measured, query: BenchQuery['name']): number[] {
  return figure === 'restMib' ? [restMib] : samples[query].map((sample) => sample[figure])
}
