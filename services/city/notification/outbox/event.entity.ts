import { eventEntity } from '../../../../platform/changes/event.entity.js'
import { schema } from '../../schema.js'

/** City's outbox, which is also what feeds and digests are made of. */
export const EventEntity = eventEntity(schema, [
  { properties: ['audience', 'at', 'seq'] },
  { properties: ['organizationId', 'at'] },
  { properties: ['districts'], type: 'gin' },
])
