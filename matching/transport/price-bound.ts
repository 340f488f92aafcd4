import { roomOf, type Transport } from './transport.js'

/**
 * What no flow can be worth more than: all that the sources have, at these prices for a unit, and for each sink the most it
 * could gain if it could buy as much as fits along each arc at them. Valid for any prices that are integers from 0 up
 * (Lagrangian relaxation of what the sources have: A. M. Geoffrion, Mathematical Programming Study 2 (1974)); with the
 * prices of an optimum it is the optimum. Exact.
 */
export function priceBound(problem: Transport, prices: Float64Array): bigint {
  const { supply, demand, source, sink, value } = problem
  let bound = 0n
  for (const [index, price] of prices.entries()) {
    if (price > 0) bound += BigInt(price) * BigInt(supply[index] as number)
  }
  const gain = value.map((unit, arc) => unit - (prices[source[arc] as number] as number))
  const lacking = demand.slice()
  const bestFirst = Int32Array.from(value.keys())
    .filter((arc) => (gain[arc] as number) > 0)
    .sort((one, other) => (gain[other] as number) - (gain[one] as number))
  for (const arc of bestFirst) {
    const to = sink[arc] as number
    const amount = Math.min(lacking[to] as number, roomOf(problem, arc))
    if (amount === 0) continue
    lacking[to] = (lacking[to] as number) - amount
    bound += BigInt(gain[arc] as number) * BigInt(amount)
  }
  return bound
}
