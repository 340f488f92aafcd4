import { HubError, messageOf } from '../../platform/errors/hub-error.js'

/** Time a process may take to answer, ms. */
const patienceMs = 4_000

/**
 * `hub ready`: asks a process's `/readyz`, as a container's health check.
 *
 * @throws HubError PROCESS_FAILED with the reason the process gives
 */
export async function ready(address: string): Promise<void> {
  const answer = await ask(new URL('/readyz', address))
  if (!answer.ok) throw new HubError('PROCESS_FAILED', `${address} is not ready: ${await answer.text()}`)
  process.stdout.write('ready\n')
}

async function ask(address: URL): Promise<Response> {
  try {
    return await fetch(address, { signal: AbortSignal.timeout(patienceMs) })
  } catch (error) {
    throw new HubError('PROCESS_FAILED', `${address.origin} does not answer (${messageOf(error)}).`)
  }
}
