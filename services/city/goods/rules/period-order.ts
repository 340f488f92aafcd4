import type { Finding, GoodsTerms } from './finding.js'

/** The last day is not before the first one. */
export function periodIsInOrder({
  validFrom,
  validTo,
}: Pick<GoodsTerms, 'validFrom' | 'validTo'>): Finding[] {
  if (validFrom === null || validTo === null || validFrom <= validTo) return []
  return [{ path: 'validTo', code: 'PERIOD_REVERSED' }]
}
