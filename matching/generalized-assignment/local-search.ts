import { Assignment } from './assignment.js'
import { type Candidates, candidatesOf } from './candidates.js'
import type { Domain } from './domain.js'
import type { Effort } from './effort.js'
import { Improvement } from './improvement.js'
import type { Incumbent } from './incumbent.js'
import type { Random } from './random.js'

/** Options of a job that are looked at: so many, but fewer where an agent would be one for too many jobs. */
const mostPerJob = 16
const leastPerJob = 4
const mostPerAgent = 600
/** The share of their price that distances from capacities count at first, and how it grows. */
const firstShare = 1 / 64
const growth = 1.4
/** How much more capacity that lacks counts than capacity that idles. */
const lackWeight = 1.5
/** The least price of lacking capacity: a share of what a job may cost, by its weight. */
const leastPrice = 0.05
/** Rounds of raising the price of lacking capacity where an agent stays overloaded, and by how much. */
const repairRounds = 40
const repairGrowth = 1.5
/** How warm a search starts and ends, as shares of what a job's second best option costs more than its best. */
const warmth = 0.6
const coolness = 0.1
/** Kicks between two adjustments of prices. */
const kicksPerAdjustment = 20

/** What local search works with. */
export interface LocalSearchGround {
  domain: Domain
  /** What a unit of each agent's capacity is worth. */
  capacityPrice: Float64Array
  /** What each option costs with its capacity paid for. */
  charged: Float64Array
  incumbent: Incumbent
  effort: Effort
  random: Random
}

/**
 * Looks for cheap assignments within a domain. It begins with a choice that loads agents unevenly, such as each job's
 * cheapest option with its capacity paid for, and lets distances from capacities count little at first, then more and
 * more: so loads even out by the changes that cost least. Kicks follow: a few jobs move, ejection chains repair what
 * that broke, and the result is kept if it is better or, with a chance that falls as the search cools down, a little
 * worse.
 */
export class LocalSearch {
  readonly #ground: LocalSearchGround
  readonly #assignment: Assignment
  readonly #improvement: Improvement
  readonly #candidates: Candidates
  /** What a unit of lacking capacity counts at least. */
  readonly #lackPrice: Float64Array
  readonly #movable: Int32Array

  constructor(ground: LocalSearchGround, choice = cheapest(ground)) {
    const { domain, charged, effort, incumbent } = ground
    this.#ground = ground
    this.#assignment = new Assignment(domain.instance, choice, charged)
    this.#candidates = candidatesOf(domain, charged, candidatesPerJob(domain))
    this.#improvement = new Improvement(this.#assignment, this.#candidates, effort, incumbent.tolerance)
    this.#lackPrice = lackPrices(ground)
    this.#movable = domain.freeJob.slice(0, domain.freeCount)
  }

  /** Evens out the loads, from a share of the price of distances on; offers what it finds to the incumbent. */
  balance(first = firstShare): void {
    for (let share = first; share < 1; share *= growth) this.#improveAll(share)
    this.#improveAll(1)
    this.#repair()
  }

  /** Kicks on for so many steps; offers what it finds to the incumbent. */
  run(steps: number): void {
    const { effort, random } = this.#ground
    if (this.#movable.length === 0) return
    const begun = effort.spent
    const assignment = this.#assignment
    const typical = this.#typicalRegret()
    let present = assignment.value()
    let overloads = 0
    for (let kick = 1; effort.stopped === undefined && effort.spent - begun < steps; kick++) {
      const heat = typical * warmth * (coolness / warmth) ** ((effort.spent - begun) / steps)
      this.#kick()
      this.#improvement.run()
      this.#offer()
      const value = assignment.value()
      if (value <= present - heat * Math.log(random.fraction())) {
        assignment.settleMoves()
        present = value
      } else assignment.takeBack()
      if (assignment.overloaded > 0) overloads++
      if (kick % kicksPerAdjustment === 0) {
        this.#adjustPrices(overloads)
        overloads = 0
        present = assignment.value()
      }
      effort.spend(assignment.load.length + 50)
    }
  }

  /** Improves every job's place with distances from capacities counting a share of their price. */
  #improveAll(share: number): void {
    const { idle, lacking } = this.#assignment
    for (let agent = 0; agent < idle.length; agent++) {
      idle[agent] = (this.#ground.capacityPrice[agent] as number) * share
      lacking[agent] = (this.#lackPrice[agent] as number) * share
    }
    for (const job of this.#movable) this.#improvement.enqueue(job)
    this.#improvement.run()
    this.#assignment.settleMoves()
    this.#offer()
  }

  /** Raises the price of what overloaded agents lack until none is overloaded, or it does not help. */
  #repair(): void {
    const assignment = this.#assignment
    const { lacking } = assignment
    for (let round = 0; round < repairRounds && assignment.overloaded > 0; round++) {
      for (let agent = 0; agent < lacking.length; agent++) {
        if (!assignment.overloads(agent)) continue
        lacking[agent] = (lacking[agent] as number) * repairGrowth
        this.#improvement.enqueueMembers(agent)
      }
      this.#improvement.run()
      this.#offer()
    }
    assignment.settleMoves()
  }

  /** Moves a job to another of its candidates, and some member of that agent elsewhere. */
  #kick(): void {
    const { instance, first, next, choice } = this.#assignment
    const { random } = this.#ground
    const job = this.#movable[random.below(this.#movable.length)] as number
    const from = instance.agent[choice[job] as number] as number
    const to = this.#moveAnywhere(job)
    if (to < 0) return
    let members = 0
    for (let member = first[to] as number; member >= 0; member = next[member] as number) members++
    let member = first[to] as number
    for (let skip = random.below(members); skip > 0; skip--) member = next[member] as number
    const last = member === job ? -1 : this.#moveAnywhere(member)
    this.#improvement.enqueueMembers(from)
    this.#improvement.enqueueMembers(to)
    if (last >= 0) this.#improvement.enqueueMembers(last)
  }

  /** Moves a job to a random candidate; its agent, or -1 if the job stays. */
  #moveAnywhere(job: number): number {
    const { jobStart, ofJob } = this.#candidates
    const { random } = this.#ground
    const start = jobStart[job] as number
    const count = (jobStart[job + 1] as number) - start
    if (count === 0) return -1
    // The lower of two draws: better candidates stand first.
    const option = ofJob[start + Math.min(random.below(count), random.below(count))] as number
    if (option === this.#assignment.choice[job]) return -1
    this.#assignment.move(job, option)
    return this.#assignment.instance.agent[option] as number
  }

  /** Raises what overloaded agents lack if most results were overloaded, and lowers it if few were. */
  #adjustPrices(overloads: number): void {
    const { lacking } = this.#assignment
    const share = overloads / kicksPerAdjustment
    for (let agent = 0; agent < lacking.length; agent++) {
      const least = this.#lackPrice[agent] as number
      const old = lacking[agent] as number
      if (share > 0.6 && this.#assignment.overloads(agent)) lacking[agent] = Math.min(old * 1.2, least * 1e3)
      else if (share < 0.4) lacking[agent] = Math.max(old * 0.97, least / 10)
    }
  }

  /** How much the second best candidate of a job costs more than its best, on average. */
  #typicalRegret(): number {
    const { jobStart, ofJob } = this.#candidates
    const { charged } = this.#ground
    let sum = 0
    for (const job of this.#movable) {
      const start = jobStart[job] as number
      if ((jobStart[job + 1] as number) - start < 2) continue
      sum += (charged[ofJob[start + 1] as number] as number) - (charged[ofJob[start] as number] as number)
    }
    return Math.max(sum / this.#movable.length, this.#ground.incumbent.tolerance)
  }

  #offer(): void {
    const { overloaded, cost, choice } = this.#assignment
    if (overloaded === 0) this.#ground.incumbent.offer(choice, cost)
  }
}

/** The settled option of each job, else the open one that costs least. */
export function cheapest({ domain, charged }: LocalSearchGround): Int32Array {
  const { jobOption, jobCount, instance } = domain
  return domain.settled.map((settled, job) => {
    if (settled >= 0) return settled
    const start = instance.jobStart[job] as number
    let best = jobOption[start] as number
    for (let place = start + 1; place < start + (jobCount[job] as number); place++) {
      const option = jobOption[place] as number
      if ((charged[option] as number) < (charged[best] as number)) best = option
    }
    return best
  })
}

function candidatesPerJob({ freeCount, instance }: Domain): number {
  const perJob = Math.floor((mostPerAgent * instance.agents) / Math.max(freeCount, 1))
  return Math.min(Math.max(perJob, leastPerJob), mostPerJob)
}

function lackPrices({ domain, capacityPrice }: LocalSearchGround): Float64Array {
  const { jobs, agentStart, weight, costRange } = domain.instance
  return capacityPrice.map((price, agent) => {
    const own = weight.subarray(agentStart[agent], agentStart[agent + 1])
    const typical = own.reduce((sum, one) => sum + one, 1) / Math.max(own.length, 1)
    return lackWeight * Math.max(price, (leastPrice * costRange) / jobs / typical)
  })
}
