import type { Instance } from './instance.js'

/** A part of an instance: some of its jobs among some of its agents. */
export interface Section {
  instance: Instance
  /** The number each option has in the whole. */
  option: Int32Array
}

/** Which part it is. */
export interface Cut {
  jobs: readonly number[]
  /** The agents, and what each of them can carry. */
  capacities: ReadonlyMap<number, number>
  /** The options of a job that may be used; those with other agents are left out. */
  optionsOf(job: number): Iterable<number>
}

/** Cuts a part out of a problem, as a problem of its own. */
export function sectionOf(whole: Instance, { jobs, capacities, optionsOf }: Cut): Section {
  const chosen: number[] = []
  for (const job of jobs) {
    for (const option of optionsOf(job)) {
      const capacity = capacities.get(whole.agent[option] as number)
      if (capacity !== undefined && (whole.weight[option] as number) <= capacity) chosen.push(option)
    }
  }
  // Options are numbered agent by agent: so are those of the section.
  const option = Int32Array.from(chosen).sort()
  const agents = Int32Array.from(capacities.keys()).sort()
  const agentPlace = new Map(Array.from(agents, (agent, at) => [agent, at]))
  const jobPlace = new Map(jobs.map((job, at) => [job, at]))
  const agent = option.map((one) => agentPlace.get(whole.agent[one] as number) as number)
  const job = option.map((one) => jobPlace.get(whole.job[one] as number) as number)
  const byJob = grouped(jobs.length, job)
  return {
    option,
    instance: {
      jobs: jobs.length,
      agents: agents.length,
      capacity: Float64Array.from(agents, (one) => capacities.get(one) as number),
      out: agents.indexOf(whole.out),
      agentStart: grouped(agents.length, agent).start,
      agent,
      job,
      cost: Float64Array.from(option, (one) => whole.cost[one] as number),
      weight: Float64Array.from(option, (one) => whole.weight[one] as number),
      source: option,
      jobStart: byJob.start,
      jobOption: byJob.members,
      baseCost: 0,
      costRange: whole.costRange,
    },
  }
}

/** The places of a list in the order of the groups they are of, and where each group starts. */
export function grouped(groups: number, groupOf: Int32Array): { start: Int32Array; members: Int32Array } {
  const start = new Int32Array(groups + 1)
  for (const group of groupOf) start[group + 1] = (start[group + 1] as number) + 1
  for (let at = 0; at < groups; at++) start[at + 1] = (start[at + 1] as number) + (start[at] as number)
  const next = start.slice()
  const members = new Int32Array(groupOf.length)
  for (const [member, group] of groupOf.entries()) {
    const at = next[group] as number
    members[at] = member
    next[group] = at + 1
  }
  return { start, members }
}
