import { setTimeout as pause } from 'node:timers/promises'
import { PartnerFailure } from '../failure.js'
import type { PolicySettings } from './settings.js'

export interface Retry {
  /** A request is made; a part of a retry is earned by it. */
  earn(): void
  /**
   * Does the work, and once more after a short pause if it failed in a way that may pass and there is a retry left.
   *
   * @param signal ends the pause
   * @throws what the work throws, the second time if there is one
   */
  execute<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>
}

/** What a proxy in front of a partner's subgraph says while that restarts. */
const passingStatuses: unknown[] = [502, 503, 504]

/** @param onRetry called before a request is sent again */
export function createRetry(
  { share, most, delayMs }: PolicySettings['retry'],
  random: () => number,
  onRetry: () => void,
): Retry {
  let left = 1
  return {
    earn: () => {
      left = Math.min(most, left + share)
    },
    execute: async (work, signal) => {
      try {
        return await work()
      } catch (error) {
        if (!mayPass(error) || left < 1) throw error
        left -= 1
        try {
          await pause(random() * delayMs, undefined, { signal })
        } catch {
          throw error
        }
        onRetry()
        return work()
      }
    },
  }
}

function mayPass(error: unknown): boolean {
  if (!(error instanceof PartnerFailure)) return false
  return error.kind === 'UNREACHABLE' || passingStatuses.includes(error.details.status)
}
