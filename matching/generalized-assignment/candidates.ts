import type { Domain } from './domain.js'

/** The options the local search looks at: each job's best ones, seen from the job and from the agent. */
export interface Candidates {
  /** Job `j`'s are `ofJob` from `jobStart[j]` up to `jobStart[j + 1]`, the best first; settled jobs have none. */
  readonly jobStart: Int32Array
  readonly ofJob: Int32Array
  /** Agent `a`'s are `ofAgent` from `agentStart[a]` up to `agentStart[a + 1]`. */
  readonly agentStart: Int32Array
  readonly ofAgent: Int32Array
}

/** At most `most` open options of each free job, by what they cost with their capacity paid for. */
export function candidatesOf(domain: Domain, charged: Float64Array, most: number): Candidates {
  const { instance, jobOption, jobCount } = domain
  const { jobs, agents, agent } = instance
  const jobStart = new Int32Array(jobs + 1)
  const agentStart = new Int32Array(agents + 1)
  const chosen: number[] = []
  for (let job = 0; job < jobs; job++) {
    const start = instance.jobStart[job] as number
    const open = jobOption.slice(start, start + (jobCount[job] as number))
    open.sort((a, b) => (charged[a] as number) - (charged[b] as number) || a - b)
    for (const option of open.subarray(0, most)) {
      chosen.push(option)
      const next = (agent[option] as number) + 1
      agentStart[next] = (agentStart[next] as number) + 1
    }
    jobStart[job + 1] = chosen.length
  }
  for (let at = 0; at < agents; at++) {
    agentStart[at + 1] = (agentStart[at + 1] as number) + (agentStart[at] as number)
  }
  const ofJob = Int32Array.from(chosen)
  // Options are numbered agent by agent.
  return { jobStart, ofJob, agentStart, ofAgent: ofJob.toSorted() }
}
