import type { Candidate } from '../candidate.js'
import type { Obstacle } from '../plan.js'
import type { Limits, Problem } from '../problem.js'
import { mostPoints } from '../score/terms.js'
import { watch } from '../transport/limits.js'
import { judgementOf, type Verdict } from './judgement.js'
import type { Left } from './left.js'
import { Obstacles } from './obstacles.js'
import { Shortlist } from './shortlist.js'

/** Most candidates a need keeps. */
export const mostCandidates = 200

/** Most candidates all needs keep, as long as each keeps `fewestCandidates`: what the next steps do in seconds. */
const mostInAll = 200_000
const fewestCandidates = 20

/** What was found for a need that lacks something. */
export interface Finding {
  /** Resources of its kind and unit. Each is a candidate, met an obstacle, or is far off. */
  offered: number
  candidates: readonly Candidate[]
  obstacles: readonly Obstacle[]
  /** Resources more than one rule stood in the way of. */
  farOff: number
  /** Candidates left out, since there were too many, and resources there was no time to judge. */
  cut: number
  /** The highest rank these can have; 0 if there are none. */
  bestCut: number
}

export interface Filtered {
  /** By the needs' places; null for a need that lacks nothing. */
  findings: readonly (Finding | null)[]
  /** Why not all pairs were judged. */
  stoppedBy: 'TIME' | 'CANCELLED' | null
}

/** How many pairs are judged between two looks at the clock. */
const pairsAtOnce = 4_096

/**
 * Finds the resources that would do for each need by the hard rules, and what stood in the way of the others. A resource
 * of another kind or unit is not looked at. What it remembers grows with needs and candidates, not with pairs.
 *
 * @param rank what to prefer where there are too many candidates for a need: an integer from 1 to `mostPoints`
 */
export function filter(
  problem: Problem,
  left: Left,
  limits: Limits,
  rank: (candidate: Candidate) => number,
): Filtered {
  const { needs, resources } = problem
  const groups = Map.groupBy(resources.keys(), (index) => groupOf(resources[index]))
  const offeredTo = (need: number) => groups.get(groupOf(needs[need])) ?? []
  const judgement = judgementOf(problem, left)
  const order = judgement.order.filter((need) => left.ofNeed(need) > 0)
  const places = Math.min(mostCandidates, Math.max(fewestCandidates, Math.floor(mostInAll / order.length)))
  const findings = needs.map((_, need) => (left.ofNeed(need) > 0 ? unjudged(offeredTo(need).length) : null))
  const why = watch(limits)
  let pairs = 0
  for (const [done, need] of order.entries()) {
    const offered = offeredTo(need)
    const gathering = new Gathering(places, rank)
    const judge = judgement.of(need)
    for (const resource of offered) {
      if (++pairs % pairsAtOnce === 0) {
        const stoppedBy = why()
        if (stoppedBy !== null) return { findings, stoppedBy }
        limits.onProgress?.({ step: 'FILTER', done, total: order.length })
      }
      gathering.add(resource, judge(resource))
    }
    findings[need] = gathering.finding(resources, offered.length)
  }
  limits.onProgress?.({ step: 'FILTER', done: order.length, total: order.length })
  return { findings, stoppedBy: null }
}

function unjudged(offered: number): Finding {
  return {
    offered,
    candidates: [],
    obstacles: [],
    farOff: 0,
    cut: offered,
    bestCut: offered > 0 ? mostPoints : 0,
  }
}

function groupOf(goods: { kind: string; unit: string } | undefined): string {
  return JSON.stringify([goods?.kind, goods?.unit])
}

/** Gathers what was found for one need. */
class Gathering {
  readonly #shortlist: Shortlist
  readonly #obstacles = new Obstacles()
  #farOff = 0

  constructor(
    places: number,
    private readonly rank: (candidate: Candidate) => number,
  ) {
    this.#shortlist = new Shortlist(places)
  }

  add(resource: number, verdict: Verdict): void {
    if (verdict === null) this.#farOff++
    else if ('rule' in verdict) this.#obstacles.add(verdict.rule, resource, verdict.miss)
    else this.#shortlist.add(verdict, this.rank(verdict))
  }

  finding(resources: Problem['resources'], offered: number): Finding {
    const candidates = this.#shortlist.toList()
    const { cut, bestCut } = this.#shortlist
    return {
      offered,
      candidates,
      obstacles: this.#obstacles.toList(resources),
      farOff: this.#farOff,
      cut,
      bestCut,
    }
  }
}
