/** A decimal number more than 0, as it is written in the graph: at most 14 digits before the point and 2 after it. */
const written = /^\d{1,14}(?:\.(\d{1,2}))?$/

/**
 * Hundredths of an amount, exact: sums and comparisons of amounts are made on these, never on floating-point numbers.
 *
 * @returns null for what is no amount
 */
export function hundredths(amount: string): bigint | null {
  const match = written.exec(amount)
  if (match === null) return null
  const [whole, fraction = ''] = amount.split('.')
  const counted = BigInt(`${whole}${fraction.padEnd(2, '0')}`)
  return counted > 0n ? counted : null
}
