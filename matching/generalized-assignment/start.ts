import type { Instance } from './instance.js'

/**
 * A first assignment: jobs choose in the order of what it costs them not to get their best option, and take the best one
 * that still fits its agent. Null if one finds none.
 *
 * After Martello and Toth, An algorithm for the generalized assignment problem, Operational Research '81 (1981).
 *
 * @param charged what each option costs with the capacity it uses paid for
 */
export function firstAssignment(instance: Instance, charged: Float64Array): Int32Array | null {
  const { jobs, jobStart, jobOption, agent, weight } = instance
  const left = instance.capacity.slice()
  const choice = new Int32Array(jobs)
  const options = Array.from({ length: jobs }, (_, job) =>
    jobOption
      .slice(jobStart[job], jobStart[job + 1])
      .sort((a, b) => (charged[a] as number) - (charged[b] as number) || a - b),
  )
  const regret = options.map((own) => chargeOf(own[1]) - chargeOf(own[0]))
  const order = [...options.keys()].sort((a, b) => (regret[b] as number) - (regret[a] as number) || a - b)
  for (const job of order) {
    const fitting = options[job]?.find(
      (option) => (weight[option] as number) <= (left[agent[option] as number] as number),
    )
    if (fitting === undefined) return null
    const at = agent[fitting] as number
    left[at] = (left[at] as number) - (weight[fitting] as number)
    choice[job] = fitting
  }
  return choice

  function chargeOf(option: number | undefined): number {
    // Finite, so that two jobs without a second option can be compared.
    return option === undefined ? Number.MAX_VALUE : (charged[option] as number)
  }
}

/** What an assignment costs. */
export function costOf({ cost }: Instance, choice: Int32Array): number {
  return choice.reduce((sum, option) => sum + (cost[option] as number), 0)
}
