import { z } from 'zod'
import type { Place } from './place-version.js'
import { SubgraphVersionStatus } from './version-status.js'

/** Share of requests, 1 to 100. */
export const percentInput = z.int().min(1).max(100)

/** Where a version is that gets such a share of requests. */
export function placeOf(percent: number): Place {
  return percent === 100
    ? { status: SubgraphVersionStatus.LIVE }
    : { status: SubgraphVersionStatus.CANARY, canaryPercent: percent }
}
