import autocannon from 'autocannon'
import { answerParent } from '../parent.js'

export interface LoadQuestion {
  url: string
  /** Of each request: GraphQL over HTTP as JSON text. */
  body: string
  /** What each answer is. */
  expected: string
  connections: number
  /** How many requests, all of which are waited for: what a gateway has begun and not ended would count for nothing. */
  amount?: number
  /** How long, where no amount is given. */
  seconds?: number
}

export interface LoadAnswer {
  requests: number
  /** From the first request to the last answer. */
  seconds: number
  /** Of answers, ms. */
  p50: number
  p99: number
  /** Answers that were late, of another status than 2xx, or other than expected; and connections that broke. */
  failed: number
}

/** No run takes longer; the requests that it has not come to then are failures, s. */
const longest = 60
/** How often the run looks whether it is at its end, ms. */
const sampleInt = 100

function load({ url, body, expected, connections, amount, seconds }: LoadQuestion): Promise<LoadAnswer> {
  return new Promise((resolve, reject) => {
    const latencies: number[] = []
    const begun = performance.now()
    let last = begun
    const extent = amount === undefined ? { duration: seconds ?? longest } : { amount }
    const headers = { 'content-type': 'application/json' }
    const request = { url, method: 'POST', headers, body, expectBody: expected } as const
    const run = autocannon({ ...request, ...extent, connections, sampleInt }, (error, result) => {
      clearTimeout(end)
      if (error) return reject(error)
      const missing = Math.max(0, (amount ?? 0) - latencies.length)
      latencies.sort((one, other) => one - other)
      resolve({
        requests: latencies.length,
        seconds: (last - begun) / 1000,
        p50: quantile(latencies, 0.5),
        p99: quantile(latencies, 0.99),
        failed: result.errors + result.non2xx + result.mismatches + missing,
      })
    })
    const end = setTimeout(() => run.stop(), longest * 1000)
    run.on('response', (_client, _status, _bytes, milliseconds) => {
      latencies.push(milliseconds)
      last = performance.now()
    })
  })
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.floor(sorted.length * share)] ?? Number.NaN
}

answerParent(load)
