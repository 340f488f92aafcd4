import type { OperationRoom } from '../../../../../platform/registry/operation-room.js'
import type { OperationReport } from '../../../../../platform/registry/report.js'

/** What of operations never seen before is kept on a day: clients can make up as many operations as they like, and must not fill the database with them. */
export const dailyRoom: OperationRoom = { operations: 5_000, bytes: 16 * 1024 * 1024 }

/**
 * Which operations are counted: all that are known or registered, and of the others as many as there is room for.
 *
 * @param known hashes
 */
export function withinRoom(
  operations: readonly OperationReport[],
  known: ReadonlySet<string>,
  room: OperationRoom,
): OperationReport[] {
  let { operations: places, bytes } = room
  return operations.filter(({ hash, app, text }) => {
    if (known.has(hash) || app !== null) return true
    const size = Buffer.byteLength(text)
    if (places < 1 || bytes < size) return false
    places -= 1
    bytes -= size
    return true
  })
}
