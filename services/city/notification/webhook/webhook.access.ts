import type { AccessRule } from '../../../../platform/graph/access.js'

const own = { for: ['MEMBER'], scope: 'webhooks:write' } as const satisfies AccessRule

/** Webhooks are the organization's own business; their addresses may hold secrets, so reading is like writing. */
export const webhookAccess = {
  read: own,
  register: own,
  update: own,
  rotateSecret: own,
  remove: own,
  test: own,
  redeliver: own,
  redeliverDead: own,
} as const satisfies Record<string, AccessRule>
