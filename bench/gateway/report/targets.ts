import type { BenchQuery } from '../graph/queries.js'

/** A figure by which gateways are compared. */
export type Compared = 'cpuMs' | 'memoryMib' | 'restMib'

/** What is to be reached: how many times as much the peer takes as ours at least, or ours as the peer at most. */
export interface Target {
  figure: Compared
  ours: string
  peer: string
  bound: 'at least' | 'at most'
  goals: Partial<Record<BenchQuery['name'], number>>
}

export const targets: readonly Target[] = [
  atLeast('ours', 'stock', { big: 6, small: 6 }),
  atLeast('ours', 'stock-undici', { big: 3, small: 2 }),
  atLeast('ours', 'hive-planner', { big: 3, small: 6 }),
  atMost('cpuMs', 'floor', { big: 1.3, small: 1.5 }),
  atLeast('ours-sharing', 'hive-sharing', { big: 1.5, small: 1.5 }),
  atLeast('ours-sharing', 'hive-planner-sharing', { big: 1.5, small: 1.5 }),
  // At rest no query runs: it is told once.
  atMost('restMib', 'stock', { big: 1 }),
  atMost('memoryMib', 'stock', { big: 1, small: 1 }),
]

function atLeast(ours: string, peer: string, goals: Target['goals']): Target {
  return { figure: 'cpuMs', ours, peer, bound: 'at least', goals }
}

function atMost(figure: Compared, peer: string, goals: Target['goals']): Target {
  return { figure, ours: 'ours', peer, bound: 'at most', goals }
}
