import { Random } from '../../matching/generalized-assignment/random.js'
import type { Transport } from '../../matching/transport/transport.js'

/** What a generated problem looks like. */
export interface Shape {
  sources: number
  sinks: number
  /** Arcs of each sink, to sources at random; of some of them, two arcs may lead to the same. */
  arcs: number
  amount: (random: Random) => number
  value: (random: Random) => number
  /** Limit of an arc. */
  most?: (random: Random) => number
  /** What all sinks lack over what all sources have; where it is not given, both are as drawn. */
  scarcity?: number
}

export function between(random: Random, least: number, most: number): number {
  return least + random.below(most - least + 1)
}

/** The same seed makes the same problem. */
export function transportOf(shape: Shape, seed: number): Transport {
  const { sources, sinks, arcs, amount, value, most, scarcity } = shape
  const random = new Random(Math.imul(seed, 0x9e3779b1))
  const drawn = (length: number, draw: (random: Random) => number) =>
    Float64Array.from({ length }, () => draw(random))
  const demand = drawn(sinks, amount)
  const supply = drawn(sources, amount)
  if (scarcity !== undefined) {
    const factor = sum(demand) / (scarcity * sum(supply))
    for (const [index, has] of supply.entries()) supply[index] = Math.max(1, Math.round(has * factor))
  }
  const length = sinks * arcs
  return {
    supply,
    demand,
    source: Int32Array.from({ length }, () => random.below(sources)),
    sink: Int32Array.from({ length }, (_, arc) => Math.floor(arc / arcs)),
    value: drawn(length, value),
    ...(most && { most: drawn(length, most) }),
  }
}

/** Amounts and values of all sizes alike, no two much the same. */
export function evenShape(size: number, arcs: number): Shape {
  return {
    sources: size,
    sinks: size,
    arcs,
    amount: (random) => between(random, 1, 1000),
    value: (random) => between(random, 1, 100_000),
    scarcity: 1,
  }
}

/** As in a hub: most amounts are small, a few sources are huge, and scores from 0 to 1000 in steps of 50, so that many are equal. */
export function hubShape(size: number, arcs: number, scarcity: number): Shape {
  const small = (random: Random) => Math.round(Math.exp(6 * random.fraction()))
  return {
    sources: size,
    sinks: size,
    arcs,
    amount: (random) => (random.below(500) === 0 ? 100_000 : small(random)),
    value: (random) => 50 * random.below(21),
    scarcity,
  }
}

function sum(amounts: Float64Array): number {
  return amounts.reduce((all, amount) => all + amount, 0)
}
