import { match } from '../../matching/match.js'
import { gapOf } from '../../matching/plan.js'
import type { Progress, Step } from '../../matching/problem.js'
import { townProblem } from './town-problem.js'

const sizes = [100, 1_000, 10_000]
const limitMs = 120_000

/**
 * `npm run bench:matching-whole -- [sizes…] [--one-kind]`: whole plans for made-up towns with so many needs and as many
 * resources, a JSON line for each. With `--one-kind` each need could be met by each resource. `peak_mb` is of the process
 * so far.
 */
const given = process.argv.slice(2)
const ofOneKind = given.includes('--one-kind')
const asked = given.map(Number).filter((size) => size > 0)

for (const size of asked.length > 0 ? asked : sizes) {
  const problem = townProblem(size, 1, ofOneKind)
  const ends = new Map<Step, number>()
  const start = performance.now()
  const { objective, bound, ...plan } = match(problem, {
    now: () => performance.now(),
    timeMs: limitMs,
    onProgress: ({ step }: Progress) => ends.set(step, performance.now()),
  })
  const seconds = (from: number, to = performance.now()) => Number(((to - from) / 1000).toFixed(3))
  const line = {
    needs: size,
    resources: size,
    one_kind: ofOneKind,
    proposals: plan.proposals.length,
    unmet: plan.unmet.length,
    candidates_cut: plan.candidatesCut,
    objective: String(objective),
    gap: Number(gapOf({ objective, bound }).toFixed(5)),
    stopped_by: plan.stoppedBy,
    filter_seconds: seconds(start, ends.get('FILTER')),
    score_seconds: seconds(ends.get('FILTER') ?? start, ends.get('SCORE')),
    assign_seconds: seconds(ends.get('SCORE') ?? start, ends.get('ASSIGN')),
    seconds: seconds(start),
    peak_mb: Math.round(process.resourceUsage().maxRSS / 1024),
  }
  process.stdout.write(`${JSON.stringify(line)}\n`)
}
