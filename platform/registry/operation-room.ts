/** What operations may take. */
export interface OperationRoom {
  operations: number
  /** Bytes of their texts. */
  bytes: number
}

/** All that may be registered: every gateway holds it in memory. */
export const roomOfHub: OperationRoom = { operations: 20_000, bytes: 64 * 1024 * 1024 }
