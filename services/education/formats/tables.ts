import type { FeedTable } from '../../../platform/feeds/format.js'

export const courseTable: FeedTable = {
  name: 'education.course',
  columns: [
    'id',
    'title',
    'description',
    'skills',
    'subjects',
    'prerequisites',
    'digital_skills',
    'languages',
    'provider',
    'is_accessible_for_free',
    'price',
    'currency',
    'web_address',
    'mode',
    'district_id',
    'first_starts_at',
    'last_starts_at',
    'search_words',
  ],
}

export const courseDistrictTable: FeedTable = {
  name: 'education.course_district',
  columns: ['course_id', 'district_id'],
}

export const courseSessionTable: FeedTable = {
  name: 'education.course_session',
  columns: [
    'course_id',
    'position',
    'starts_at',
    'ends_at',
    'whole_days',
    'location',
    'district_id',
    'mode',
    'price',
    'currency',
  ],
}

export const learningResourceTable: FeedTable = {
  name: 'education.learning_resource',
  columns: [
    'id',
    'title',
    'description',
    'kinds',
    'subjects',
    'skills',
    'digital_skills',
    'keywords',
    'languages',
    'creators',
    'license',
    'web_address',
    'is_accessible_for_free',
    'search_words',
  ],
}

/** Every table of the service: all formats name all of them, so that a feed may change its format. */
export const educationTables = [courseTable, courseDistrictTable, courseSessionTable, learningResourceTable]
