import type { GeneralizedAssignment } from './problem.js'

/**
 * The problem in the form the search works on. Options are numbered agent by agent, so that an agent's knapsack reads
 * its numbers in a row. Staying out is an option with one more agent, of no weight and no capacity, and each job's costs
 * count from its cheapest option, which keeps numbers small and the arithmetic exact.
 */
export interface Instance {
  readonly jobs: number
  readonly agents: number
  readonly capacity: Float64Array
  /** The agent that staying out is an option with; -1 if there is none. */
  readonly out: number
  /** An agent's options are `agentStart[agent]` up to, not including, `agentStart[agent + 1]`. */
  readonly agentStart: Int32Array
  readonly agent: Int32Array
  readonly job: Int32Array
  readonly cost: Float64Array
  readonly weight: Float64Array
  /** The caller's number of each option; -1 for staying out. */
  readonly source: Int32Array
  /** A job's options are `jobOption` from `jobStart[job]` up to, not including, `jobStart[job + 1]`. */
  readonly jobStart: Int32Array
  readonly jobOption: Int32Array
  /** What the jobs' cheapest options cost together: to be added to every cost here. */
  readonly baseCost: number
  /** The most an assignment can cost here: a scale for tolerances. */
  readonly costRange: number
}

/** The instance of a checked problem, without the options that outweigh their agent. */
export function instanceOf(problem: GeneralizedAssignment): Instance {
  const given = usableOptions(problem)
  const jobs = problem.jobStart.length - 1
  const agents = problem.capacities.length + (problem.outCost ? 1 : 0)
  const options = given.length
  const agentStart = startsOf(agents, given, ({ agent }) => agent)
  const jobStart = startsOf(jobs, given, ({ job }) => job)
  const instance = {
    jobs,
    agents,
    capacity: Float64Array.from({ length: agents }, (_, agent) => problem.capacities[agent] ?? 0),
    out: problem.outCost ? problem.capacities.length : -1,
    agentStart,
    agent: new Int32Array(options),
    job: new Int32Array(options),
    cost: new Float64Array(options),
    weight: new Float64Array(options),
    source: new Int32Array(options),
    jobStart,
    jobOption: new Int32Array(options),
  }
  const nextOfAgent = agentStart.slice()
  const nextOfJob = jobStart.slice()
  for (const { agent, job, cost, weight, source } of given) {
    const option = nextOfAgent[agent] as number
    nextOfAgent[agent] = option + 1
    instance.agent[option] = agent
    instance.job[option] = job
    instance.cost[option] = cost
    instance.weight[option] = weight
    instance.source[option] = source
    const place = nextOfJob[job] as number
    nextOfJob[job] = place + 1
    instance.jobOption[place] = option
  }
  return { ...instance, ...countFromCheapest(instance) }
}

interface GivenOption {
  agent: number
  job: number
  cost: number
  weight: number
  source: number
}

function usableOptions(problem: GeneralizedAssignment): GivenOption[] {
  const { capacities, jobStart, optionAgent, optionCost, optionWeight, outCost } = problem
  const usable: GivenOption[] = []
  for (let job = 0; job + 1 < jobStart.length; job++) {
    for (let source = jobStart[job] as number; source < (jobStart[job + 1] as number); source++) {
      const agent = optionAgent[source] as number
      const weight = optionWeight[source] as number
      if (weight > (capacities[agent] as number)) continue
      usable.push({ agent, job, cost: optionCost[source] as number, weight, source })
    }
    const out = outCost?.[job] ?? Number.POSITIVE_INFINITY
    if (Number.isFinite(out)) {
      usable.push({ agent: capacities.length, job, cost: out, weight: 0, source: -1 })
    }
  }
  return usable
}

function startsOf(
  groups: number,
  options: GivenOption[],
  groupOf: (option: GivenOption) => number,
): Int32Array {
  const starts = new Int32Array(groups + 1)
  for (const option of options) {
    const next = groupOf(option) + 1
    starts[next] = (starts[next] as number) + 1
  }
  for (let group = 0; group < groups; group++) {
    starts[group + 1] = (starts[group + 1] as number) + (starts[group] as number)
  }
  return starts
}

/** Takes each job's least cost off its options. */
function countFromCheapest({
  jobs,
  jobStart,
  jobOption,
  cost,
}: Pick<Instance, 'jobs' | 'jobStart' | 'jobOption' | 'cost'>) {
  let baseCost = 0
  let costRange = 0
  for (let job = 0; job < jobs; job++) {
    const options = jobOption.subarray(jobStart[job], jobStart[job + 1])
    if (options.length === 0) continue
    let least = Number.POSITIVE_INFINITY
    let greatest = Number.NEGATIVE_INFINITY
    for (const option of options) {
      least = Math.min(least, cost[option] as number)
      greatest = Math.max(greatest, cost[option] as number)
    }
    for (const option of options) cost[option] = (cost[option] as number) - least
    baseCost += least
    costRange += greatest - least
  }
  return { baseCost, costRange }
}
