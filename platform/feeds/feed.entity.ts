import { defineEntity, type InferEntity, p } from '@mikro-orm/core'

/** A source of records as it was last imported. Every record of a field belongs to one. */
export function feedEntity(schema: string) {
  return defineEntity({
    name: 'Feed',
    tableName: 'feed',
    schema,
    properties: {
      id: p.text().primary(),
      format: p.text(),
      source: p.text().comment('file or address, as it was given'),
      organizationId: p.text().nullable().index().comment('organization (of city) that publishes the feed'),
      initiativeId: p.text().nullable().index().comment('initiative (of city) the feed belongs to'),
      importedAt: p.datetime().columnType('timestamptz'),
      written: p.integer().comment('rows written'),
      skipped: p.integer().comment('records refused'),
      problems: p.json<{ location: string; reason: string }[]>().comment('the first refused records'),
    },
  })
}

export type Feed = InferEntity<ReturnType<typeof feedEntity>>
