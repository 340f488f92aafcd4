import { defineEntity, p } from '@mikro-orm/core'
import type { LocalizedText } from '../../../platform/graph/language.js'
import { FeedEntity } from '../feed.entity.js'
import { searchIndexes, searchProperties } from '../search/search-columns.js'

const schema = 'education'

/** Material to learn or teach with (AMB). */
export const LearningResourceEntity = defineEntity({
  name: 'LearningResource',
  tableName: 'learning_resource',
  schema,
  properties: {
    id: p.text().primary(),
    feed: () => p.manyToOne(FeedEntity).index(),
    title: p.text(),
    description: p.text().nullable(),
    kinds: p.json<LocalizedText[]>(),
    subjects: p.json<LocalizedText[]>(),
    skills: p.json<LocalizedText[]>(),
    digitalSkills: p.array().columnType('text[]'),
    keywords: p.array().columnType('text[]'),
    languages: p.array().columnType('text[]'),
    creators: p.array().columnType('text[]'),
    license: p.text().nullable(),
    webAddress: p.text().nullable(),
    isAccessibleForFree: p.boolean().nullable(),
    ...searchProperties,
  },
  indexes: [
    { name: 'learning_resource_title_id_index', properties: ['title', 'id'] },
    ...searchIndexes('learning_resource'),
  ],
})
