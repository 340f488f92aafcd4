import type { Instance } from './instance.js'

/**
 * A complete choice of one option for each job, which may overload agents. It is judged by what its options cost with
 * the capacity they use paid for, and by how far each agent's load is from its capacity, on either side.
 * It remembers its moves so that they can be taken back.
 */
export class Assignment {
  readonly instance: Instance
  readonly choice: Int32Array
  readonly load: Float64Array
  /** What an option costs with its capacity paid for. */
  readonly charged: Float64Array
  /** What a unit of capacity counts that an agent leaves idle, and one that it lacks. */
  readonly idle: Float64Array
  readonly lacking: Float64Array
  /** The cost of the choices. */
  cost = 0
  /** Their cost with their capacity paid for. */
  chargedCost = 0
  /** How many agents are overloaded. */
  overloaded = 0
  /** The members of an agent: from `first[agent]` along `next` to -1. */
  readonly first: Int32Array
  readonly next: Int32Array
  readonly #previous: Int32Array
  readonly #moves: number[] = []

  constructor(instance: Instance, choice: Int32Array, charged: Float64Array) {
    const { jobs, agents } = instance
    this.instance = instance
    this.choice = new Int32Array(jobs)
    this.load = new Float64Array(agents)
    this.charged = charged
    this.idle = new Float64Array(agents)
    this.lacking = new Float64Array(agents)
    this.first = new Int32Array(agents).fill(-1)
    this.next = new Int32Array(jobs).fill(-1)
    this.#previous = new Int32Array(jobs).fill(-1)
    for (let job = 0; job < jobs; job++) this.#enter(job, choice[job] as number)
  }

  /** What an agent's load counts for its distance from the capacity. */
  distance(agent: number, load: number): number {
    const over = load - (this.instance.capacity[agent] as number)
    return over > 0 ? over * (this.lacking[agent] as number) : -over * (this.idle[agent] as number)
  }

  /** What the whole assignment counts. */
  value(): number {
    let sum = this.chargedCost
    for (let agent = 0; agent < this.load.length; agent++)
      sum += this.distance(agent, this.load[agent] as number)
    return sum
  }

  overloads(agent: number): boolean {
    return (this.load[agent] as number) > (this.instance.capacity[agent] as number)
  }

  move(job: number, option: number): void {
    this.#moves.push(job, this.choice[job] as number)
    this.#leave(job)
    this.#enter(job, option)
  }

  /** Forgets the moves made so far. */
  settleMoves(): void {
    this.#moves.length = 0
  }

  /** Takes back the moves made since they were last forgotten. */
  takeBack(): void {
    const moves = this.#moves
    for (let at = moves.length - 2; at >= 0; at -= 2) {
      const job = moves[at] as number
      this.#leave(job)
      this.#enter(job, moves[at + 1] as number)
    }
    moves.length = 0
  }

  #leave(job: number): void {
    const { instance, first, next } = this
    const option = this.choice[job] as number
    const agent = instance.agent[option] as number
    this.#weigh(agent, -(instance.weight[option] as number))
    this.cost -= instance.cost[option] as number
    this.chargedCost -= this.charged[option] as number
    const before = this.#previous[job] as number
    const after = next[job] as number
    if (before < 0) first[agent] = after
    else next[before] = after
    if (after >= 0) this.#previous[after] = before
  }

  #enter(job: number, option: number): void {
    const { instance, first, next } = this
    const agent = instance.agent[option] as number
    this.choice[job] = option
    this.#weigh(agent, instance.weight[option] as number)
    this.cost += instance.cost[option] as number
    this.chargedCost += this.charged[option] as number
    const head = first[agent] as number
    next[job] = head
    this.#previous[job] = -1
    if (head >= 0) this.#previous[head] = job
    first[agent] = job
  }

  #weigh(agent: number, weight: number): void {
    const { load } = this
    const capacity = this.instance.capacity[agent] as number
    const before = load[agent] as number
    load[agent] = before + weight
    if (before > capacity) this.overloaded--
    if (before + weight > capacity) this.overloaded++
  }
}
