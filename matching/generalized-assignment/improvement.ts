import type { Assignment } from './assignment.js'
import type { Candidates } from './candidates.js'
import type { Effort } from './effort.js'

/**
 * Improves an assignment by ejection chains: a job leaves its agent for another; or another job takes its place, and it
 * goes either to where that one came from (a swap) or to a third agent (a double shift).
 *
 * Yagiura, Ibaraki and Glover, An ejection chain approach for the generalized assignment problem, INFORMS Journal on
 * Computing 16 (2004).
 */
export class Improvement {
  readonly #effort: Effort
  /** A change must save this much, so that rounding cannot turn the search in circles. */
  readonly #leastSaving: number
  #steps = 0
  readonly #assignment: Assignment
  readonly #candidates: Candidates
  /** The job's candidate with each agent, valid where `#stamp` holds the present turn. */
  readonly #option: Int32Array
  readonly #stamp: Int32Array
  #turn = 0
  // The two cheapest agents the job can enter, and the best change found for it.
  #cheapest = -1
  #cheapestEntry = 0
  #second = -1
  #secondEntry = 0
  #saving = 0
  #target = -1
  #arrival = -1
  readonly #queue: Int32Array
  readonly #queued: Uint8Array
  #head = 0
  #length = 0

  constructor(assignment: Assignment, candidates: Candidates, effort: Effort, leastSaving: number) {
    const { jobs, agents } = assignment.instance
    this.#assignment = assignment
    this.#candidates = candidates
    this.#effort = effort
    this.#leastSaving = leastSaving
    this.#option = new Int32Array(agents)
    this.#stamp = new Int32Array(agents)
    this.#queue = new Int32Array(jobs)
    this.#queued = new Uint8Array(jobs)
  }

  /** Notes a job to be looked at. */
  enqueue(job: number): void {
    if (this.#queued[job]) return
    this.#queued[job] = 1
    this.#queue[(this.#head + this.#length++) % this.#queue.length] = job
  }

  /** Notes all jobs an agent has. */
  enqueueMembers(agent: number): void {
    const { first, next } = this.#assignment
    for (let job = first[agent] as number; job >= 0; job = next[job] as number) this.enqueue(job)
  }

  /** Looks at the jobs noted, and at those of every agent a change touches, while changes save anything. */
  run(): void {
    while (this.#length > 0 && this.#effort.stopped === undefined) {
      const job = this.#queue[this.#head] as number
      this.#head = (this.#head + 1) % this.#queue.length
      this.#length--
      this.#queued[job] = 0
      this.#steps = 0
      this.#improve(job)
      this.#effort.spend(this.#steps)
    }
  }

  #improve(job: number): void {
    const { choice, instance } = this.#assignment
    this.#saving = this.#leastSaving
    this.#target = -1
    this.#arrival = -1
    this.#lookAtShifts(job)
    this.#lookAtArrivals(job)
    if (this.#target < 0) return
    const left = instance.agent[choice[job] as number] as number
    const arrival = this.#arrival
    this.#moveTo(job, this.#target)
    if (arrival >= 0) {
      const other = instance.job[arrival] as number
      const from = instance.agent[choice[other] as number] as number
      this.#moveTo(other, arrival)
      this.enqueueMembers(from)
    }
    this.enqueueMembers(left)
  }

  #moveTo(job: number, option: number): void {
    this.#assignment.move(job, option)
    this.enqueueMembers(this.#assignment.instance.agent[option] as number)
  }

  /** Compares leaving for each other candidate, and notes what entering them costs. */
  #lookAtShifts(job: number): void {
    const assignment = this.#assignment
    const { choice, load, charged } = assignment
    const { agent, weight } = assignment.instance
    const { jobStart, ofJob } = this.#candidates
    const present = choice[job] as number
    const from = agent[present] as number
    const gain = (charged[present] as number) + this.#relief(present)
    const turn = ++this.#turn
    this.#cheapest = -1
    this.#second = -1
    const end = jobStart[job + 1] as number
    for (let at = jobStart[job] as number; at < end; at++) {
      const option = ofJob[at] as number
      const to = agent[option] as number
      if (to === from) continue
      this.#option[to] = option
      this.#stamp[to] = turn
      const filled = load[to] as number
      const entry =
        (charged[option] as number) +
        assignment.distance(to, filled + (weight[option] as number)) -
        assignment.distance(to, filled)
      if (this.#cheapest < 0 || entry < this.#cheapestEntry) {
        this.#second = this.#cheapest
        this.#secondEntry = this.#cheapestEntry
        this.#cheapest = option
        this.#cheapestEntry = entry
      } else if (this.#second < 0 || entry < this.#secondEntry) {
        this.#second = option
        this.#secondEntry = entry
      }
    }
    this.#steps += 4 * (end - (jobStart[job] as number)) + 10
    if (this.#cheapest >= 0 && gain - this.#cheapestEntry > this.#saving) {
      this.#saving = gain - this.#cheapestEntry
      this.#target = this.#cheapest
    }
  }

  /** How much nearer to its capacity an agent comes when the option's job leaves. */
  #relief(option: number): number {
    const assignment = this.#assignment
    const { agent, weight } = assignment.instance
    const at = agent[option] as number
    const filled = assignment.load[at] as number
    return assignment.distance(at, filled) - assignment.distance(at, filled - (weight[option] as number))
  }

  /** Compares every job that could take the place the job leaves, by a swap or a double shift. */
  #lookAtArrivals(job: number): void {
    const assignment = this.#assignment
    const { choice, load, charged } = assignment
    const { agent, job: jobOf, weight } = assignment.instance
    const { agentStart, ofAgent } = this.#candidates
    const present = choice[job] as number
    const place = agent[present] as number
    const gain = (charged[present] as number) + this.#relief(present)
    const vacated = (load[place] as number) - (weight[present] as number)
    const vacatedDistance = assignment.distance(place, vacated)
    const end = agentStart[place + 1] as number
    for (let at = agentStart[place] as number; at < end; at++) {
      const arrival = ofAgent[at] as number
      const other = choice[jobOf[arrival] as number] as number
      const from = agent[other] as number
      if (from === place) continue
      const base =
        gain +
        (charged[other] as number) -
        (charged[arrival] as number) -
        assignment.distance(place, vacated + (weight[arrival] as number)) +
        vacatedDistance
      const filled = load[from] as number
      const without = filled - (weight[other] as number)
      if (this.#stamp[from] === this.#turn) {
        const back = this.#option[from] as number
        const saving =
          base -
          (charged[back] as number) +
          assignment.distance(from, filled) -
          assignment.distance(from, without + (weight[back] as number))
        if (saving > this.#saving) this.#note(saving, back, arrival)
      }
      const third = this.#cheapest >= 0 && agent[this.#cheapest] !== from
      const target = third ? this.#cheapest : this.#second
      if (target < 0) continue
      const saving =
        base +
        assignment.distance(from, filled) -
        assignment.distance(from, without) -
        (third ? this.#cheapestEntry : this.#secondEntry)
      if (saving > this.#saving) this.#note(saving, target, arrival)
    }
    this.#steps += 6 * (end - (agentStart[place] as number))
  }

  #note(saving: number, target: number, arrival: number): void {
    this.#saving = saving
    this.#target = target
    this.#arrival = arrival
  }
}
