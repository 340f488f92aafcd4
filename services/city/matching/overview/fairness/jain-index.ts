/** Shares of several, as the sums it takes to tell how alike they are. */
export interface Shares {
  count: number
  sum: number
  sumOfSquares: number
}

/**
 * How evenly something is shared: 1 where all have the same share, and 1/n where one of n has all of it (R. Jain,
 * D. Chiu, W. Hawe: A Quantitative Measure of Fairness and Discrimination for Resource Allocation in Shared Computer
 * Systems, DEC-TR-301, 1984).
 *
 * @returns null where there is nobody, or nobody has anything
 */
export function jainIndex({ count, sum, sumOfSquares }: Shares): number | null {
  if (count === 0 || sum === 0) return null
  return Math.min(1, (sum * sum) / (count * sumOfSquares))
}
