import { hundredths } from '../amount.js'
import { wholeUnits } from '../resource-kind.js'
import type { Finding, GoodsTerms } from './finding.js'

/** There is no half a piece and no half a seat. */
export function wholeAmounts({
  unit,
  amount,
  smallestLot,
}: Pick<GoodsTerms, 'unit' | 'amount' | 'smallestLot'>): Finding[] {
  if (!wholeUnits.includes(unit)) return []
  return Object.entries({ amount, smallestLot })
    .filter(([, value]) => !isWhole(value))
    .map(([path]) => ({ path, code: 'NOT_WHOLE' }))
}

function isWhole(amount: string | null): boolean {
  const counted = amount === null ? null : hundredths(amount)
  return counted === null || counted % 100n === 0n
}
