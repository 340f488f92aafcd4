import { hundredths } from '../amount.js'
import type { Finding, GoodsTerms } from './finding.js'

/** Only what is splittable has a smallest part of use, and the part is not more than the whole. */
export function smallestLotIsPart({
  amount,
  splittable,
  smallestLot,
}: Pick<GoodsTerms, 'amount' | 'splittable' | 'smallestLot'>): Finding[] {
  if (smallestLot === null) return []
  if (!splittable) return [{ path: 'smallestLot', code: 'ONLY_SPLITTABLE' }]
  const [lot, whole] = [hundredths(smallestLot), hundredths(amount)]
  if (lot === null || whole === null || lot <= whole) return []
  return [{ path: 'smallestLot', code: 'MORE_THAN_THERE_IS' }]
}
