import type { Config } from '../../../../platform/config/config.js'
import type { Resolve } from '../../../../platform/outbound/guarded-connect.js'
import { openGuardedSender, type PostResult } from '../../../../platform/outbound/guarded-post.js'
import type { HostProblem } from '../../../../schema/checks/live-facts.js'
import { hostProofAddress } from '../../../../schema/checks/rules/host-not-proven.js'

export interface AskingParts {
  config: Pick<Config, 'partners'>
  signal?: AbortSignal | undefined
  /** The operating system's resolver unless a test brings its own. */
  resolve?: Resolve | undefined
}

export type HostProof = { proven: true } | { proven: false; problem: HostProblem }

const timeoutMs = 5_000
const limitBytes = 4 * 1024

/**
 * Whether who runs the host of a URL knows a subgraph's token: the host serves it as a line of
 * `/.well-known/bindeglied-subgraph`, a text of at most 4 KiB. Redirects are not followed, for they prove another host.
 *
 * @throws the signal's reason if it is aborted
 */
export async function proveHost(
  { config, signal, resolve }: AskingParts,
  { url, token }: { url: string; token: string },
): Promise<HostProof> {
  const sender = openGuardedSender({
    timeoutMs,
    answerLimitBytes: limitBytes,
    privateAddresses: config.partners.privateAddresses,
    signal: signal ?? new AbortController().signal,
    resolve,
  })
  try {
    const problem = problemOf(await sender.get(hostProofAddress(url)), token)
    return problem === null ? { proven: true } : { proven: false, problem }
  } finally {
    await sender.close()
  }
}

function problemOf(result: PostResult, token: string): HostProblem | null {
  if (!result.answered) return result.reason
  const { status, text, whole } = result
  if (status >= 300 && status < 400) return 'REDIRECT'
  if (status !== 200) return 'HTTP_ERROR'
  if (!whole) return Buffer.byteLength(text) < limitBytes ? 'TIMEOUT' : 'TOO_LARGE'
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim())
  return lines.includes(token) ? null : 'TOKEN_MISSING'
}
