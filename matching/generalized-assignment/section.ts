import type { Instance } from './instance.js'

/** A part of an instance: some of its jobs among some of its agents. */
export interface Section {
  instance: Instance
  /** The number each option has in the whole. */
  option: Int32Array
}

/** The section of these jobs and agents, whose capacities are given anew. */
export function sectionOf(
  whole: Instance,
  jobs: readonly number[],
  capacities: ReadonlyMap<number, number>,
): Section {
  const agents = [...capacities.keys()]
  const place = new Map(jobs.map((job, at) => [job, at]))
  const chosen: number[] = []
  const agentStart = new Int32Array(agents.length + 1)
  for (const [at, agent] of agents.entries()) {
    const capacity = capacities.get(agent) as number
    for (
      let option = whole.agentStart[agent] as number;
      option < (whole.agentStart[agent + 1] as number);
      option++
    ) {
      if ((whole.weight[option] as number) <= capacity && place.has(whole.job[option] as number))
        chosen.push(option)
    }
    agentStart[at + 1] = chosen.length
  }
  const option = Int32Array.from(chosen)
  const agentPlace = new Map(agents.map((agent, at) => [agent, at]))
  const job = option.map((one) => place.get(whole.job[one] as number) as number)
  return {
    option,
    instance: {
      jobs: jobs.length,
      agents: agents.length,
      capacity: Float64Array.from(capacities.values()),
      out: agents.indexOf(whole.out),
      agentStart,
      agent: option.map((one) => agentPlace.get(whole.agent[one] as number) as number),
      job,
      cost: Float64Array.from(option, (one) => whole.cost[one] as number),
      weight: Float64Array.from(option, (one) => whole.weight[one] as number),
      source: option,
      ...byJob(jobs.length, job),
      baseCost: 0,
      costRange: whole.costRange,
    },
  }
}

/** Lists options by their jobs. */
function byJob(jobs: number, job: Int32Array): Pick<Instance, 'jobStart' | 'jobOption'> {
  const jobStart = new Int32Array(jobs + 1)
  for (const one of job) jobStart[one + 1] = (jobStart[one + 1] as number) + 1
  for (let at = 0; at < jobs; at++) jobStart[at + 1] = (jobStart[at + 1] as number) + (jobStart[at] as number)
  const next = jobStart.slice()
  const jobOption = new Int32Array(job.length)
  for (const [option, one] of job.entries()) {
    const at = next[one] as number
    jobOption[at] = option
    next[one] = at + 1
  }
  return { jobStart, jobOption }
}
