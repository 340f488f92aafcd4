/**
 * Why something cannot be promised, although it was asked for as it should be: somebody was faster, or something has
 * changed.
 */
export type RefusalReason =
  | 'TAKEN'
  | 'NOT_ENOUGH_LEFT'
  | 'NEED_FILLED'
  | 'ENOUGH_SOURCES'
  | 'WITHDRAWN'
  | 'KIND_CHANGED'
  | 'PROMISED'

/** The reason for each constraint that refuses a booking, by its name in the database. */
const constraints: Readonly<Record<string, RefusalReason>> = {
  booking_no_overlap: 'TAKEN',
  resource_slice_free_check: 'NOT_ENOUGH_LEFT',
  need_balance_missing_check: 'NEED_FILLED',
  match_open_check: 'WITHDRAWN',
  match_unit_check: 'KIND_CHANGED',
  resource_promised_check: 'PROMISED',
  need_promised_check: 'PROMISED',
}

/** Why the database refused to book; undefined for any other failure. */
export function refusalReason(error: unknown): RefusalReason | undefined {
  const { constraint } = (error ?? {}) as { constraint?: unknown }
  return typeof constraint === 'string' ? constraints[constraint] : undefined
}
