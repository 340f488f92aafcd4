import type { GeneralizedAssignment } from '../../matching/generalized-assignment/problem.js'

/**
 * Reads a generalized assignment problem of the OR-Library: numbers of agents and jobs, costs and then weights (agent
 * by agent), capacities, in numbers that may stand on any lines.
 *
 * Beasley, OR-Library: distributing test problems by electronic mail, Journal of the Operational Research Society 41 (1990).
 *
 * @throws SyntaxError naming the line of what is no number, or how many numbers there are instead of the right ones
 */
export function readInstance(text: string): GeneralizedAssignment {
  const numbers = numbersOf(text)
  const [agents = 0, jobs = 0] = numbers
  if (!Number.isInteger(agents) || !Number.isInteger(jobs) || agents < 1 || jobs < 1) {
    throw new SyntaxError(`begins with ${agents} agents and ${jobs} jobs`)
  }
  const expected = 2 + 2 * agents * jobs + agents
  if (numbers.length !== expected) {
    throw new SyntaxError(
      `holds ${numbers.length} numbers; ${agents} agents and ${jobs} jobs make ${expected}`,
    )
  }
  const [costs, weights] = [2, 2 + agents * jobs]
  const places = Array.from({ length: agents * jobs }, (_, place) => {
    const [job, agent] = [Math.floor(place / agents), place % agents]
    return { agent, at: agent * jobs + job }
  })
  return {
    capacities: numbers.slice(weights + agents * jobs),
    jobStart: Int32Array.from({ length: jobs + 1 }, (_, job) => job * agents),
    optionAgent: Int32Array.from(places, ({ agent }) => agent),
    optionCost: Float64Array.from(places, ({ at }) => numbers[costs + at] as number),
    optionWeight: Float64Array.from(places, ({ at }) => numbers[weights + at] as number),
  }
}

function numbersOf(text: string): number[] {
  return text.split(/\r?\n/).flatMap((line, index) =>
    line
      .split(/\s+/)
      .filter((word) => word !== '')
      .map((word) => {
        const number = Number(word)
        if (Number.isNaN(number)) throw new SyntaxError(`line ${index + 1}: "${word}" is no number`)
        return number
      }),
  )
}
