import { HubError } from '../../platform/errors/hub-error.js'
import { type RegisteredOperations, registeredOperations } from '../../platform/registry/release.js'
import type { GatewayReport } from '../../platform/registry/report.js'
import type { ServiceConnection } from '../service/connection.js'

/** From a request's first byte to its answer's last, ms. */
const timeoutMs = 10_000

/** Asks city which operations were registered and removed since a revision. @throws Error if it gives no usable answer */
export function operationsFrom(city: ServiceConnection) {
  return async (revision: number): Promise<RegisteredOperations> => {
    const { statusCode, body } = await city.request(`/registry/operations?after=${revision}`, {
      method: 'GET',
      signal: AbortSignal.timeout(timeoutMs),
    })
    if (statusCode === 200) return registeredOperations.parse(await body.json())
    await body.dump()
    throw new Error(`City answers with HTTP ${statusCode}`)
  }
}

/** Gives city a report. @throws HubError BAD_REQUEST if it will never take it; Error if it may later */
export function reportTo(city: ServiceConnection) {
  return async (report: GatewayReport): Promise<void> => {
    const { statusCode, body } = await city.request('/registry/reports', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(report),
      signal: AbortSignal.timeout(timeoutMs),
    })
    await body.dump()
    if (statusCode === 204) return
    if (statusCode === 400 || statusCode === 413) {
      throw new HubError('BAD_REQUEST', `City does not take the report (HTTP ${statusCode}).`)
    }
    throw new Error(`City answers with HTTP ${statusCode}`)
  }
}
