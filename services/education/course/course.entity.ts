import { defineEntity, p } from '@mikro-orm/core'
import type { LocalizedText } from '../../../platform/graph/language.js'
import { FeedEntity } from '../feed.entity.js'
import { searchIndexes, searchProperties } from '../search/search-columns.js'

const schema = 'education'

/** Something a person can take to learn (schema.org Course, AMB Course). */
export const CourseEntity = defineEntity({
  name: 'Course',
  tableName: 'course',
  schema,
  properties: {
    id: p.text().primary(),
    feed: () => p.manyToOne(FeedEntity).index(),
    title: p.text(),
    description: p.text().nullable(),
    skills: p.json<LocalizedText[]>(),
    subjects: p.json<LocalizedText[]>(),
    prerequisites: p.json<LocalizedText[]>(),
    digitalSkills: p.array().columnType('text[]'),
    languages: p.array().columnType('text[]'),
    provider: p.text().nullable(),
    isAccessibleForFree: p.boolean().nullable(),
    price: p.decimal().columnType('numeric').nullable(),
    currency: p.text().nullable(),
    webAddress: p.text().nullable(),
    mode: p.text().nullable(),
    districtId: p.text().nullable().comment('district of the first session that has one'),
    firstStartsAt: p.datetime().columnType('timestamptz').nullable(),
    lastStartsAt: p.datetime().columnType('timestamptz').nullable(),
    ...searchProperties,
  },
  indexes: [{ properties: ['lastStartsAt'] }, ...searchIndexes('course')],
})

/** A district that a course is held in. */
export const CourseDistrictEntity = defineEntity({
  name: 'CourseDistrict',
  tableName: 'course_district',
  schema,
  properties: {
    course: () => p.manyToOne(CourseEntity).primary(),
    districtId: p.text().primary().index(),
    feed: () => p.manyToOne(FeedEntity).index(),
  },
})

/** One time a course is held; without a time where it can begin whenever the learner likes. */
export const CourseSessionEntity = defineEntity({
  name: 'CourseSession',
  tableName: 'course_session',
  schema,
  properties: {
    course: () => p.manyToOne(CourseEntity).primary(),
    position: p.integer().primary(),
    feed: () => p.manyToOne(FeedEntity).index(),
    startsAt: p.datetime().columnType('timestamptz').nullable(),
    endsAt: p.datetime().columnType('timestamptz').nullable(),
    wholeDays: p.boolean(),
    location: p.text().nullable(),
    districtId: p.text().nullable(),
    mode: p.text().nullable(),
    price: p.decimal().columnType('numeric').nullable(),
    currency: p.text().nullable(),
  },
  indexes: [{ properties: ['course', 'startsAt', 'position'] }],
})
