import type { Miss } from '../rejection.js'
import type { HardRule } from './rule.js'

const miss: Miss = { by: 1, unit: 'SOURCES' }

/** A need that is met from as many resources as it wants, if only in part, gets nothing from another. */
export const sources: HardRule = (_, left) => (need) => (left.sourcesOf(need) === 0 ? () => miss : null)
