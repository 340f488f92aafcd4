import type { UnitOfUse } from '../../../../matching/problem.js'
import { Unit, wholeUnits } from '../../goods/resource-kind.js'

const uses: Readonly<Record<Unit, UnitOfUse>> = {
  [Unit.HOURS]: { use: 'TIME', counts: 'HOURS' },
  [Unit.DAYS]: { use: 'TIME', counts: 'DAYS' },
  [Unit.EUROS]: { use: 'SPENT' },
  [Unit.PIECES]: { use: 'HELD' },
  [Unit.SEATS]: { use: 'HELD' },
  [Unit.SQUARE_METRES]: { use: 'HELD' },
}

/** What using an amount does to it, for each unit. */
export const unitsOfUse: Readonly<Record<string, UnitOfUse>> = Object.fromEntries(
  Object.values(Unit).map((unit) => [unit, { ...uses[unit], whole: wholeUnits.includes(unit) }]),
)
