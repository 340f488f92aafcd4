import { HubError } from '../../../platform/errors/hub-error.js'
import { type Language, localize } from '../../../platform/graph/language.js'
import type { Counted } from './count.js'

/** @throws HubError TOO_MANY_REQUESTS for what was tried too often */
export function demandWithinLimit({ allowed, retryAfter }: Counted, lang: Language): void {
  if (allowed) return
  const minutes = Math.ceil(retryAfter / 60)
  const message = {
    DE: `Das waren zu viele Versuche: Bitte in ${minutes} Minuten noch einmal versuchen.`,
    EN: `Too many attempts: try again in ${minutes} minutes.`,
  }
  throw new HubError('TOO_MANY_REQUESTS', localize(message, lang))
}
