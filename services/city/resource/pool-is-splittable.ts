import type { Finding, GoodsTerms } from '../goods/rules/finding.js'
import { Sharing } from './sharing.js'

/** Several can share only what has parts. */
export function poolIsSplittable({
  sharing,
  splittable,
}: Pick<GoodsTerms, 'splittable'> & { sharing: Sharing }): Finding[] {
  return sharing === Sharing.POOLED && !splittable ? [{ path: 'sharing', code: 'ONLY_SPLITTABLE' }] : []
}
