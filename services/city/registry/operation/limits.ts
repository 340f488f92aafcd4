import type { OperationRoom } from '../../../../platform/registry/operation-room.js'

/** Apps one organization may have. */
export const mostApps = 20
/** Operations one call may register or remove. */
export const mostAtOnce = 200
/** Bytes one operation may have. */
export const longestOperation = 64 * 1024

/** What one app may register. */
export const roomOfApp: OperationRoom = { operations: 2_000, bytes: 8 * 1024 * 1024 }
