import loadHighs from 'highs'
import type { Packing } from '../../../matching/assign/packing.js'

// Its types are those of the CommonJS module, while an import gets the other one.
const highs = await (loadHighs as unknown as typeof loadHighs.default)()

/** What the best amounts are worth, as a mixed-integer problem solved by HiGHS. */
export function optimumOf({ items, rows }: Packing): number {
  const limits: string[] = []
  const packs: string[] = []
  for (const [item, { least, most }] of items.entries()) {
    limits.push(`x${item} - ${most} used${item} <= 0`, `x${item} - ${least} used${item} >= 0`)
  }
  for (const [index, { items: members, per, capacity }] of rows.entries()) {
    const counted = members.map((item) => {
      if (per === 1) return `+ x${item}`
      if (per >= (items[item]?.most ?? 0)) return `+ used${item}`
      const pack = `packs${index}x${item}`
      packs.push(pack)
      limits.push(`x${item} - ${per} ${pack} <= 0`)
      return `+ ${pack}`
    })
    limits.push(`${counted.join('\n')} <= ${capacity}`)
  }
  const { Status, ObjectiveValue } = highs.solve(
    [
      'Maximize',
      `worth: ${items.map(({ score }, item) => `+ ${score} x${item}`).join('\n')}`,
      'Subject To',
      ...limits.map((limit, index) => `limit${index}: ${limit}`),
      'General',
      ...items.map((_, item) => `x${item}`),
      ...packs,
      'Binary',
      ...items.map((_, item) => `used${item}`),
      'End',
      '',
    ].join('\n'),
    { output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0 },
  )
  if (Status !== 'Optimal') throw new Error(`HiGHS says ${Status}`)
  return ObjectiveValue
}

/** What is wrong with some amounts; nothing, if they keep all limits. */
export function faultsOf({ items, rows }: Packing, amounts: Float64Array): string[] {
  const wrong = items.flatMap(({ least, most }, item) => {
    const amount = amounts[item] ?? Number.NaN
    const isFit = Number.isInteger(amount) && (amount === 0 || (amount >= least && amount <= most))
    return isFit ? [] : [`item ${item} has ${amount}, not from ${least} to ${most}`]
  })
  const broken = rows.flatMap(({ items: members, per, capacity }, row) => {
    const load = members.reduce((sum, item) => sum + Math.ceil((amounts[item] ?? 0) / per), 0)
    return load <= capacity ? [] : [`row ${row} counts ${load}, and has ${capacity}`]
  })
  return [...wrong, ...broken]
}
