import type { Finding, GoodsTerms } from './finding.js'

/** A radius is one around a location. */
export function radiusHasCentre({ location, radius }: Pick<GoodsTerms, 'location' | 'radius'>): Finding[] {
  return radius !== null && location === null ? [{ path: 'location', code: 'NEEDS_LOCATION' }] : []
}
