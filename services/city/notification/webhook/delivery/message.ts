import { signatures } from '../secret.js'
import type { ClaimedDelivery } from './claim.js'

/** What is sent: the body, and headers that let the receiver tell that it is from here, whole, and how old. */
export function messageOf({ event, secrets }: ClaimedDelivery, now: Date) {
  const { id, type, at, entity, entityId, organizationId, field, districts, data } = event
  const body = JSON.stringify({ id, type, at, entity, entityId, organizationId, field, districts, data })
  const timestamp = Math.floor(now.getTime() / 1_000)
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'bindeglied',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures(secrets, { id, timestamp, body }),
  }
  return { headers, body }
}
