import { daysAsWindow, type Openness, openWindows } from '../../../../matching/availability/open-windows.js'
import { dayMs } from '../../../../matching/availability/wall-clock.js'
import { badInput } from '../../../../platform/graph/connection.js'
import { townZone } from '../../../../platform/town/zone.js'
import { GoodsStatus } from '../goods-status.js'
import type { TimeWindow } from './availability.type.js'

/** Most days one question is answered for. */
export const maxDays = 92

/**
 * When something that has not been withdrawn may be used, from a day to another, both included.
 *
 * @param from `YYYY-MM-DD`, as `to`
 * @throws GraphQLError BAD_USER_INPUT if the days are not in order or more than 92
 */
export function availableWindows(
  { status, ...openness }: Openness & { status: GoodsStatus },
  from: string,
  to: string,
): TimeWindow[] {
  const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1
  if (days < 1 || days > maxDays) {
    throw badInput(`"from" and "to" span ${days} days: ask for 1 to ${maxDays}, in order.`)
  }
  if (status !== GoodsStatus.OPEN) return []
  const range = daysAsWindow(from, to, openness.availability?.timeZone ?? townZone)
  return openWindows(openness, range, townZone).map(([opens, closes]) => ({
    from: new Date(opens),
    to: new Date(closes),
  }))
}
