import { setTimeout as sleep } from 'node:timers/promises'
import { type Agent, request } from 'undici'

export interface Load {
  dispatcher: Agent
  /** Of the hub. */
  address: string
  query: string
  /** Requests a second. */
  rate: number
  seconds: number
  /** What is wrong with an answer, if anything. */
  problemOf: (text: string) => string | undefined
}

export interface Outcome {
  /** Of each answer, ms. */
  latencies: number[]
  /** What was wrong with answers. */
  problems: string[]
}

/** Asks at a constant rate: a request that comes late because others were slow counts from when it was due. */
export async function constantLoad(load: Load): Promise<Outcome> {
  const { rate, seconds } = load
  const outcome: Outcome = { latencies: [], problems: [] }
  const begun = performance.now()
  const running: Promise<void>[] = []
  for (let number = 0; number < rate * seconds; number++) {
    const due = begun + (number * 1000) / rate
    const early = due - performance.now()
    if (early > 1) await sleep(early)
    running.push(
      ask(load)
        .catch(String)
        .then((problem) => {
          outcome.latencies.push(performance.now() - due)
          if (problem !== undefined) outcome.problems.push(problem)
        }),
    )
  }
  await Promise.all(running)
  return outcome
}

/** Waits until the hub answers well. */
export async function untilWell(load: Pick<Load, 'dispatcher' | 'address' | 'query' | 'problemOf'>) {
  while ((await ask(load)) !== undefined) await sleep(10)
}

/** Of the latencies, ms. */
export function percentile({ latencies }: Outcome, share: number): number {
  return latencies.toSorted((one, other) => one - other)[Math.floor(latencies.length * share)] ?? Number.NaN
}

/** A line with percentiles of latencies, and lines with the first problems. */
export function report(what: string, outcome: Outcome): void {
  const { latencies, problems } = outcome
  const shares = { p50: 0.5, p99: 0.99, 'p99.9': 0.999 }
  const figures = Object.entries(shares).map(
    ([name, share]) => `${name} ${percentile(outcome, share).toFixed(1)} ms`,
  )
  process.stdout.write(
    `${what.padEnd(28)} ${figures.join('  ')}  wrong ${problems.length} of ${latencies.length}\n`,
  )
  for (const problem of [...new Set(problems)].slice(0, 3))
    process.stdout.write(`  ${problem.slice(0, 200)}\n`)
}

async function ask({ dispatcher, address, query, problemOf }: Omit<Load, 'rate' | 'seconds'>) {
  const { statusCode, body } = await request(`${address}/graphql`, {
    dispatcher,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  const text = await body.text()
  return statusCode === 200 ? problemOf(text) : `HTTP ${statusCode}: ${text}`
}
