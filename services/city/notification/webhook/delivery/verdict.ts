import type { PostResult } from '../../../../../platform/outbound/guarded-post.js'
import { DeliveryFailure } from './delivery-failure.js'

/** What an attempt has shown. */
export interface Verdict {
  /** Null if the message was delivered. */
  failure: DeliveryFailure | null
  status: number | null
  /** The beginning of what the receiver said, for whoever looks after it. */
  answer: string | null
}

/** Longest text of a receiver that is kept, in UTF-16 units. */
const keptAnswer = 500

/** Reads what became of a message: any status 2xx confirms it, whatever the body holds. */
export function verdictOn(result: PostResult): Verdict {
  if (!result.answered) return { failure: DeliveryFailure[result.reason], status: null, answer: null }
  const { status, text } = result
  return { failure: failureOf(status), status, answer: cleaned(text) }
}

function failureOf(status: number): DeliveryFailure | null {
  if (status >= 200 && status < 300) return null
  if (status >= 300 && status < 400) return DeliveryFailure.REDIRECT
  return status === 410 ? DeliveryFailure.GONE : DeliveryFailure.STATUS
}

function cleaned(text: string): string | null {
  const line = text.replaceAll(/[\s\p{Cc}\u{FFFD}]+/gu, ' ').trim()
  return line === '' ? null : line.slice(0, keptAnswer).toWellFormed()
}
