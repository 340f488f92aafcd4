import { readdir, readFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { GeneralizedAssignment } from '../../matching/generalized-assignment/problem.js'
import { type Answer, solve } from '../../matching/generalized-assignment/solve.js'
import { readInstance } from './instance-file.js'
import { type KnownValues, knownValues } from './known-values.js'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string', default: '28' } },
})
const [folder, ...more] = positionals
const seconds = Number(values.seconds)
if (folder === undefined || more.length > 0 || !(seconds > 0)) {
  process.stderr.write('usage: npm run bench:matching -- <folder of instances> [--seconds 28]\n')
  process.exit(2)
}

const known = await knownValues(folder)
const paths = (await readdir(folder, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && !/\.(csv|md)$/i.test(entry.name))
  .map((entry) => relative(resolve(folder), resolve(entry.parentPath, entry.name)).replaceAll('\\', '/'))
  .sort()
const lines: ReturnType<typeof measured>[] = []
for (const [index, path] of paths.entries()) {
  process.stderr.write(`${index + 1} of ${paths.length}: ${path}\n`)
  try {
    const line = measured(path, readInstance(await readFile(join(folder, path), 'utf8')), known.get(path))
    lines.push(line)
    process.stdout.write(`${JSON.stringify(line)}\n`)
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error
    process.stderr.write(`${path} ${error.message}\n`)
    process.exitCode = 1
  }
}
const proven = lines.filter(({ stopped_by }) => stopped_by === 'PROVEN').length
const worst = Math.max(0, ...lines.map(({ gap }) => gap ?? 0))
process.stderr.write(
  `${lines.length} of ${paths.length} read, ${proven} proven, largest gap ${(100 * worst).toFixed(3)} %\n`,
)

function measured(instance: string, problem: GeneralizedAssignment, { best, bound }: KnownValues = {}) {
  const begun = performance.now()
  const answer = solve(problem, {
    now: () => performance.now(),
    timeMs: seconds * 1000,
    work: Number.POSITIVE_INFINITY,
  })
  const took = performance.now() - begun
  const { objective, option } = answer
  return {
    instance,
    objective: finite(objective),
    bound: finite(answer.bound),
    gap: option === null ? null : share(objective - answer.bound, objective),
    feasible: isFeasible(problem, answer),
    seconds: Math.round(took / 10) / 100,
    stopped_by: answer.stoppedBy,
    best_known: best ?? null,
    best_bound: bound ?? null,
    gap_to_best_known: option === null || best === undefined ? null : share(objective - best, best),
  }
}

/** Adds up costs and weights anew, without trust in the search. */
function isFeasible(problem: GeneralizedAssignment, { option, objective }: Answer): boolean {
  if (option === null) return false
  const left = Float64Array.from(problem.capacities)
  let cost = 0
  for (const [job, chosen] of option.entries()) {
    if (chosen < (problem.jobStart[job] as number) || chosen >= (problem.jobStart[job + 1] as number))
      return false
    const agent = problem.optionAgent[chosen] as number
    left[agent] = (left[agent] as number) - (problem.optionWeight[chosen] as number)
    cost += problem.optionCost[chosen] as number
  }
  return cost === objective && left.every((rest) => rest >= 0)
}

function share(difference: number, of: number): number {
  return of === 0 ? 0 : Math.round((difference / Math.abs(of)) * 1e6) / 1e6
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
