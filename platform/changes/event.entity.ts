import { defineEntity, p } from '@mikro-orm/core'

/** Who may be told of an event. */
export enum Audience {
  /** Everybody. */
  PUBLIC = 'PUBLIC',
  /** The organization it is about, and the town. */
  ORGANIZATION = 'ORGANIZATION',
  /** The town's coordinators. */
  TOWN = 'TOWN',
}

interface EventIndex {
  properties: ('audience' | 'organizationId' | 'field' | 'districts' | 'at' | 'seq')[]
  type?: string
}

/**
 * Something that has happened, to be told to those who want to know: the outbox. Written with the change itself.
 *
 * @param indexes that the service's own ways of telling need
 */
export function eventEntity(schema: string, indexes: readonly EventIndex[] = []) {
  return defineEntity({
    name: 'Event',
    tableName: 'event',
    schema,
    properties: {
      seq: p.bigint('string').primary().autoincrement(),
      id: p.text().unique().comment('under which receivers tell a repetition'),
      type: p.text().comment('such as initiative.published'),
      entity: p.text(),
      entityId: p.text(),
      organizationId: p.text().nullable().comment('organization it is about'),
      audience: p.enum(() => Audience),
      field: p.text().nullable(),
      districts: p.array<string>().comment('ids'),
      data: p.json<Record<string, unknown>>(),
      at: p.datetime().columnType('timestamptz'),
      handedOverAt: p
        .datetime()
        .columnType('timestamptz')
        .nullable()
        .comment('when deliveries were made from it'),
    },
    indexes: [
      { properties: ['audience', 'field', 'seq'] },
      {
        name: 'event_waiting_index',
        expression: `create index event_waiting_index on ${schema}.event (seq) where handed_over_at is null`,
      },
      ...indexes,
    ],
  })
}
