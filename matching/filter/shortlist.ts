import type { Candidate } from '../candidate.js'

/** Of this part of the places, the best are taken; the others are drawn by lot. */
const bestShare = 0.75

interface Ranked {
  candidate: Candidate
  rank: number
  lot: number
}

/**
 * Keeps some of a need's candidates where there are too many. Most places are for the best. The others are drawn by lot
 * from the rest, for if all needs want the same few resources, something else must be left to each. The lot depends
 * only on the places of the two in the problem, so that the same problem has the same outcome.
 */
export class Shortlist {
  /** How many were left out. */
  cut = 0
  /** The highest rank of those left out; 0 if none was. */
  bestCut = 0
  #kept: Ranked[] = []

  constructor(private readonly places: number) {}

  add(candidate: Candidate, rank: number): void {
    this.#kept.push({ candidate, rank, lot: lotOf(candidate) })
    if (this.#kept.length >= 4 * this.places) this.#trim()
  }

  /** By the place of the resource. */
  toList(): Candidate[] {
    this.#trim()
    return this.#kept
      .map(({ candidate }) => candidate)
      .toSorted((one, other) => one.resource - other.resource)
  }

  #trim(): void {
    if (this.#kept.length <= this.places) return
    const best = Math.ceil(bestShare * this.places)
    const ranked = this.#kept.toSorted((one, other) => other.rank - one.rank || one.lot - other.lot)
    const rest = ranked.splice(best).toSorted((one, other) => one.lot - other.lot)
    const cut = rest.splice(this.places - best)
    this.cut += cut.length
    for (const { rank } of cut) this.bestCut = Math.max(this.bestCut, rank)
    this.#kept = [...ranked, ...rest]
  }
}

/** Mixes two numbers to one that looks like chance (the last step of MurmurHash3, Appleby 2008). */
function lotOf({ need, resource }: Candidate): number {
  let lot = Math.imul(need, 0x9e3779b1) ^ Math.imul(resource + 1, 0x85ebca6b)
  lot = Math.imul(lot ^ (lot >>> 16), 0x85ebca6b)
  lot = Math.imul(lot ^ (lot >>> 13), 0xc2b2ae35)
  return (lot ^ (lot >>> 16)) >>> 0
}
