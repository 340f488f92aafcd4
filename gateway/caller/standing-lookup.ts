import { type Credential, type Standing, standingAnswer } from '../../platform/caller/standing.js'
import { HubError } from '../../platform/errors/hub-error.js'
import type { ServiceConnection } from '../service/connection.js'
import { identityUnavailable } from './refusals.js'

/** From the question's first byte to the answer's last, ms. Short of the 5 s in which a revocation has to work. */
const lookupTimeoutMs = 3_000

/**
 * Asks identity what a credential is worth now.
 *
 * @returns null if nothing
 * @throws HubError IDENTITY_UNAVAILABLE if it gives no answer that can be used
 */
export async function lookUpStanding(
  identity: ServiceConnection,
  credential: Credential,
): Promise<Standing | null> {
  try {
    const { statusCode, body } = await identity.request('/standings', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ credential }),
      signal: AbortSignal.timeout(lookupTimeoutMs),
    })
    if (statusCode !== 200) {
      await body.dump()
      throw identityUnavailable(`HTTP ${statusCode}`)
    }
    return standingAnswer.parse(await body.json()).standing
  } catch (error) {
    throw error instanceof HubError ? error : identityUnavailable(error)
  }
}
