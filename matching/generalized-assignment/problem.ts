/**
 * A generalized assignment problem, sparse: every job takes exactly one of its options, or stays out where it may; what
 * an agent takes must not weigh more than its capacity; the sum of costs is to be least.
 *
 * Options are numbered job by job: those of job `j` are `jobStart[j]` up to, not including, `jobStart[j + 1]`. All
 * numbers are integers; weights and capacities are not negative; costs may be (a gain is a negative cost).
 */
export interface GeneralizedAssignment {
  /** The capacity of each agent. */
  readonly capacities: ArrayLike<number>
  /** One more entry than there are jobs: where each job's options begin, and where the last one's end. */
  readonly jobStart: ArrayLike<number>
  /** The agent of each option, from 0. A job may have several options with one agent. */
  readonly optionAgent: ArrayLike<number>
  readonly optionCost: ArrayLike<number>
  readonly optionWeight: ArrayLike<number>
  /** What it costs that a job stays out; `Infinity` for a job that may not. Absent: none may. */
  readonly outCost?: ArrayLike<number>
}

/** No sum of costs or weights may leave the integers a double holds exactly. */
const most = Number.MAX_SAFE_INTEGER

/** @throws TypeError naming what is wrong, for a problem that is malformed or too large for exact arithmetic. */
export function checkProblem(problem: GeneralizedAssignment): void {
  checkShape(problem)
  checkIntegers('capacities', problem.capacities, 0)
  checkIntegers('optionWeight', problem.optionWeight, 0)
  checkIntegers('optionCost', problem.optionCost, -most)
  checkIntegers('optionAgent', problem.optionAgent, 0, problem.capacities.length - 1)
  if (problem.outCost) checkOutCosts(problem.outCost)
  checkSums(problem)
}

function checkShape({
  jobStart,
  optionAgent,
  optionCost,
  optionWeight,
  outCost,
}: GeneralizedAssignment): void {
  const jobs = jobStart.length - 1
  if (jobs < 0 || jobStart[0] !== 0) throw new TypeError('jobStart must begin with 0')
  for (let job = 0; job < jobs; job++) {
    const [start, end] = [jobStart[job] as number, jobStart[job + 1] as number]
    if (!Number.isSafeInteger(end) || end < start) throw new TypeError(`jobStart falls after job ${job}`)
  }
  const lists = { optionAgent, optionCost, optionWeight }
  for (const [name, list] of Object.entries(lists)) {
    if (list.length !== jobStart[jobs]) {
      throw new TypeError(`${name} has ${list.length} entries, jobStart ends at ${jobStart[jobs]}`)
    }
  }
  if (outCost && outCost.length !== jobs) {
    throw new TypeError(`outCost has ${outCost.length} entries for ${jobs} jobs`)
  }
}

function checkIntegers(name: string, list: ArrayLike<number>, least: number, greatest = most): void {
  for (let at = 0; at < list.length; at++) {
    const value = list[at] as number
    if (!Number.isSafeInteger(value) || value < least || value > greatest) {
      throw new TypeError(`${name}[${at}] is ${value}, not an integer from ${least} to ${greatest}`)
    }
  }
}

function checkOutCosts(outCost: ArrayLike<number>): void {
  for (let job = 0; job < outCost.length; job++) {
    const cost = outCost[job] as number
    if (cost !== Number.POSITIVE_INFINITY && !Number.isSafeInteger(cost)) {
      throw new TypeError(`outCost[${job}] is ${cost}, neither an integer nor Infinity`)
    }
  }
}

function checkSums({ jobStart, optionCost, optionWeight, outCost }: GeneralizedAssignment): void {
  let cost = 0
  let weight = 0
  for (let job = 0; job + 1 < jobStart.length; job++) {
    const out = outCost?.[job] as number
    let dearest = Number.isFinite(out) ? Math.abs(out) : 0
    let heaviest = 0
    for (let option = jobStart[job] as number; option < (jobStart[job + 1] as number); option++) {
      dearest = Math.max(dearest, Math.abs(optionCost[option] as number))
      heaviest = Math.max(heaviest, optionWeight[option] as number)
    }
    cost += dearest
    weight += heaviest
  }
  if (cost > most) throw new TypeError(`the costs add up to ${cost}, beyond ${most}`)
  if (weight > most) throw new TypeError(`the weights add up to ${weight}, beyond ${most}`)
}
