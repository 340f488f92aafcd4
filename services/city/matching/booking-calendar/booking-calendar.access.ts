import type { AccessRule } from '../../../../platform/graph/access.js'

const provider = { for: ['MEMBER'], scope: 'goods:write' } as const

/** Who may do and read what of booking calendars. */
export const bookingCalendarAccess = {
  create: provider,
  remove: provider,
  list: { for: ['MEMBER', 'COORDINATOR'], scope: 'read' },
} as const satisfies Record<string, AccessRule>
