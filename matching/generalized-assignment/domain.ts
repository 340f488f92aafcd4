import type { Instance } from './instance.js'

/**
 * Which options are still open while the search narrows them down: sets from which an option is taken in constant time
 * and to which everything comes back in reverse order.
 *
 * Briggs and Torczon, An efficient representation for sparse sets, ACM LOPLAS 2 (1993).
 */
export class Domain {
  readonly instance: Instance
  /** The open options of agent `a`: `agentOption` from `agentStart[a]`, `agentCount[a]` of them. */
  readonly agentOption: Int32Array
  readonly agentCount: Int32Array
  /** The open options of job `j`: `jobOption` from `jobStart[j]`, `jobCount[j]` of them; none once it is settled. */
  readonly jobOption: Int32Array
  readonly jobCount: Int32Array
  /** Jobs that are not settled: the first `freeCount`. */
  readonly freeJob: Int32Array
  freeCount: number
  /** The option of each settled job, else -1. */
  readonly settled: Int32Array
  /** What each agent can still carry beside its settled jobs. */
  readonly left: Float64Array
  /** Agents whose options or room have changed since somebody cleared this. */
  readonly touched: Uint8Array
  /** What the settled jobs cost. */
  settledCost = 0
  readonly #placeInAgent: Int32Array
  readonly #placeInJob: Int32Array
  readonly #placeInFree: Int32Array
  /** What happened, newest last: an option taken out, or (as -1 - job) a job settled. */
  readonly #trail: Int32Array
  #trailLength = 0

  constructor(instance: Instance) {
    const { jobs, agents, agentStart, jobStart, jobOption } = instance
    const options = jobOption.length
    this.instance = instance
    this.agentOption = Int32Array.from({ length: options }, (_, at) => at)
    this.agentCount = Int32Array.from({ length: agents }, (_, at) => span(agentStart, at))
    this.jobOption = jobOption.slice()
    this.jobCount = Int32Array.from({ length: jobs }, (_, at) => span(jobStart, at))
    this.freeJob = Int32Array.from({ length: jobs }, (_, at) => at)
    this.freeCount = jobs
    this.settled = new Int32Array(jobs).fill(-1)
    this.left = instance.capacity.slice()
    this.touched = new Uint8Array(agents).fill(1)
    this.#placeInAgent = this.agentOption.slice()
    this.#placeInJob = new Int32Array(options)
    for (let place = 0; place < options; place++) this.#placeInJob[jobOption[place] as number] = place
    this.#placeInFree = this.freeJob.slice()
    this.#trail = new Int32Array(options + jobs)
  }

  /** A point to come back to. */
  mark(): number {
    return this.#trailLength
  }

  /** Takes an open option of a job that is not settled out. */
  remove(option: number): void {
    const { instance, agentOption, agentCount, jobOption, jobCount } = this
    const agent = instance.agent[option] as number
    const job = instance.job[option] as number
    this.touched[agent] = 1
    const inAgent = (agentCount[agent] as number) - 1
    agentCount[agent] = inAgent
    swap(agentOption, this.#placeInAgent, option, (instance.agentStart[agent] as number) + inAgent)
    const inJob = (jobCount[job] as number) - 1
    jobCount[job] = inJob
    swap(jobOption, this.#placeInJob, option, (instance.jobStart[job] as number) + inJob)
    this.#trail[this.#trailLength++] = option
  }

  /** A job's open options, until something changes. */
  optionsOf(job: number): Int32Array {
    const start = this.instance.jobStart[job] as number
    return this.jobOption.subarray(start, start + (this.jobCount[job] as number))
  }

  /** How many options of free jobs are open. */
  openOptions(): number {
    let open = 0
    for (let at = 0; at < this.freeCount; at++) open += this.jobCount[this.freeJob[at] as number] as number
    return open
  }

  /** Whether the option's agent can carry it beside the settled jobs. */
  fits(option: number): boolean {
    const { agent, weight } = this.instance
    return (weight[option] as number) <= (this.left[agent[option] as number] as number)
  }

  /** Settles a job by one of its open options, which must fit; its other options go. */
  settle(option: number): void {
    const { instance, jobCount, jobOption, left } = this
    const job = instance.job[option] as number
    const agent = instance.agent[option] as number
    const start = instance.jobStart[job] as number
    for (let count = jobCount[job] as number; count > 0; count--) {
      this.remove(jobOption[start + count - 1] as number)
    }
    this.settled[job] = option
    this.settledCost += instance.cost[option] as number
    this.touched[agent] = 1
    left[agent] = (left[agent] as number) - (instance.weight[option] as number)
    swap(this.freeJob, this.#placeInFree, job, --this.freeCount)
    this.#trail[this.#trailLength++] = -1 - job
  }

  /** Brings back everything that went since the mark. */
  undo(mark: number): void {
    while (this.#trailLength > mark) {
      const entry = this.#trail[--this.#trailLength] as number
      if (entry < 0) this.#unsettle(-1 - entry)
      else this.#restore(entry)
    }
  }

  #unsettle(job: number): void {
    const { instance, settled, left } = this
    const option = settled[job] as number
    const agent = instance.agent[option] as number
    settled[job] = -1
    this.settledCost -= instance.cost[option] as number
    this.touched[agent] = 1
    left[agent] = (left[agent] as number) + (instance.weight[option] as number)
    this.freeCount++
  }

  #restore(option: number): void {
    const { instance, agentCount, jobCount } = this
    const agent = instance.agent[option] as number
    const job = instance.job[option] as number
    this.touched[agent] = 1
    agentCount[agent] = (agentCount[agent] as number) + 1
    jobCount[job] = (jobCount[job] as number) + 1
  }
}

function span(starts: Int32Array, at: number): number {
  return (starts[at + 1] as number) - (starts[at] as number)
}

/** Moves a member to a place in its set, and what was there to where the member was. */
function swap(members: Int32Array, places: Int32Array, member: number, to: number): void {
  const from = places[member] as number
  const other = members[to] as number
  members[from] = other
  members[to] = member
  places[other] = from
  places[member] = to
}
