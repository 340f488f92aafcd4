import { HubError } from '../../../platform/errors/hub-error.js'
import { GoodsStatus } from './goods-status.js'

/** @throws HubError STATE_REFUSED for what has been withdrawn */
export function demandOpen({ status }: { status: GoodsStatus }): void {
  if (status === GoodsStatus.OPEN) return
  throw new HubError(
    'STATE_REFUSED',
    'It has been withdrawn; only what is OPEN can be changed. Make a new one.',
    {
      details: { status, fits: [GoodsStatus.OPEN] },
    },
  )
}
