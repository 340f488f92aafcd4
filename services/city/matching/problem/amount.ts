import { type Amount, mostAmount } from '../../../../matching/problem.js'
import { hundredths } from '../../goods/amount.js'

/**
 * An amount as the engine counts it; more than it can count is as much as it can.
 *
 * @param amount a decimal number, as amounts are written in the graph and read from the database
 * @throws TypeError for what is no amount
 */
export function engineAmount(amount: string): Amount {
  const counted = hundredths(amount)
  if (counted === null) throw new TypeError(`"${amount}" is no amount`)
  return Number(counted > mostAmount ? BigInt(mostAmount) : counted)
}

/** An amount of the engine as a decimal number with two digits after the point. */
export function writtenAmount(amount: Amount): string {
  return `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`
}
