import { openGuardedSender, type PostResult } from '../../../../platform/outbound/guarded-post.js'
import type { AddressProblem } from '../../../../schema/checks/live-facts.js'
import type { AskingParts } from '../host/prove-host.js'

/** What came back: `data` as it is, or why there is none. */
export type GraphAnswer =
  | { kind: 'ANSWERED'; data: Readonly<Record<string, unknown>>; ms: number }
  /** It answers signed requests only. */
  | { kind: 'PROTECTED' }
  | { kind: 'UNREACHABLE'; problem: AddressProblem; detail: string }

/** Asks a GraphQL service at an address somebody else chose. */
export interface GraphClient {
  /** @throws the signal's reason if it is aborted */
  ask(query: string, variables?: Readonly<Record<string, unknown>>): Promise<GraphAnswer>
  close(): Promise<void>
}

const headers = {
  'content-type': 'application/json',
  accept: 'application/graphql-response+json, application/json',
  'accept-encoding': 'identity',
}
const mostDetail = 300

/** @param timeoutMs for each question */
export function openGraphClient(
  { config, signal, resolve }: AskingParts,
  { url, timeoutMs }: { url: string; timeoutMs: number },
): GraphClient {
  const sender = openGuardedSender({
    timeoutMs,
    answerLimitBytes: config.partners.answerLimitBytes,
    privateAddresses: config.partners.privateAddresses,
    signal: signal ?? new AbortController().signal,
    resolve,
  })
  return {
    async ask(query, variables = {}) {
      const began = performance.now()
      const result = await sender.post(url, headers, JSON.stringify({ query, variables }))
      return answerOf(result, performance.now() - began, config.partners.answerLimitBytes)
    },
    close: () => sender.close(),
  }
}

function answerOf(result: PostResult, ms: number, limitBytes: number): GraphAnswer {
  if (!result.answered) return unreachable(result.reason)
  const { status, text, whole } = result
  if (status === 401 || status === 403) return { kind: 'PROTECTED' }
  if (status >= 300 && status < 400) return unreachable('REDIRECT', `HTTP ${status}`)
  if (!whole) return unreachable(Buffer.byteLength(text) >= limitBytes ? 'TOO_LARGE' : 'TIMEOUT')
  const answer = readable(text)
  const data = answer?.data
  if (isObject(data)) return { kind: 'ANSWERED', data, ms }
  if (status !== 200) return unreachable('HTTP_ERROR', `HTTP ${status} ${firstError(answer)}`.trim())
  return unreachable('NO_GRAPHQL', firstError(answer))
}

function unreachable(problem: AddressProblem, detail = ''): GraphAnswer {
  return { kind: 'UNREACHABLE', problem, detail: detail.slice(0, mostDetail) }
}

function readable(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

function firstError(answer: Readonly<Record<string, unknown>> | null): string {
  const [first] = Array.isArray(answer?.errors) ? (answer.errors as unknown[]) : []
  return isObject(first) && typeof first.message === 'string' ? first.message : ''
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
