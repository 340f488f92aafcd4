import { solveTransport } from '../../matching/transport/solve.js'
import { evenShape, hubShape, type Shape, transportOf } from './transport-instances.js'

const sizes = [1000, 2000, 5000, 10_000]
const arcsOfASink = 20
const limitMs = 60_000

const shapes: Record<string, (size: number) => Shape> = {
  even: (size) => evenShape(size, arcsOfASink),
  'hub, half as much needed as there is': (size) => hubShape(size, arcsOfASink, 0.5),
  'hub, as much needed as there is': (size) => hubShape(size, arcsOfASink, 1),
  'hub, twice as much needed as there is': (size) => hubShape(size, arcsOfASink, 2),
}

/**
 * `npm run bench:matching-flow`: transport problems of growing size, a JSON line for each; `growth` is the exponent of the
 * arcs with which the processor's time has grown since the first size of its shape. `peak_mb` is of the process so far.
 */
for (const [name, shapeOf] of Object.entries(shapes)) {
  let first: { arcs: number; cpuSeconds: number } | null = null
  for (const size of sizes) {
    const problem = transportOf(shapeOf(size), 1)
    const start = performance.now()
    const before = process.cpuUsage()
    const { objective, stoppedBy } = solveTransport(problem, {
      now: () => performance.now(),
      timeMs: limitMs,
    })
    const seconds = (performance.now() - start) / 1000
    const { user, system } = process.cpuUsage(before)
    const arcs = problem.value.length
    const cpuSeconds = (user + system) / 1e6
    const growth = first && Math.log(cpuSeconds / first.cpuSeconds) / Math.log(arcs / first.arcs)
    first ??= { arcs, cpuSeconds }
    const line = {
      shape: name,
      sources: size,
      sinks: size,
      arcs,
      objective: String(objective),
      stopped_by: stoppedBy,
      seconds: Number(seconds.toFixed(3)),
      cpu_seconds: Number(cpuSeconds.toFixed(3)),
      growth: growth && Number(growth.toFixed(2)),
      peak_mb: Math.round(process.resourceUsage().maxRSS / 1024),
    }
    process.stdout.write(`${JSON.stringify(line)}\n`)
  }
}
