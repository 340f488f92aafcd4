import { unitsOf } from '../resource-kind.js'
import type { Finding, GoodsTerms } from './finding.js'

/** Every kind has units it is counted in: hours are not euros. */
export function unitFitsKind({ kind, unit }: Pick<GoodsTerms, 'kind' | 'unit'>): Finding[] {
  const fitting = unitsOf[kind]
  if (fitting.includes(unit)) return []
  return [{ path: 'unit', code: 'UNIT_DOES_NOT_FIT', limit: fitting.join(', ') }]
}
