import type { FeedTable } from '../../../platform/feeds/format.js'

export const eventTable: FeedTable = {
  name: 'society.event',
  columns: [
    'id',
    'title',
    'description',
    'all_day',
    'place',
    'lat',
    'lon',
    'categories',
    'status',
    'organizer',
    'web_address',
    'recurs',
    'continues_after',
    'last_ends_at',
    'district_id',
  ],
}

export const occurrenceTable: FeedTable = {
  name: 'society.occurrence',
  columns: ['event_id', 'starts_at', 'ends_at', 'next_until', 'title', 'place'],
}

export const opportunityTable: FeedTable = {
  name: 'society.volunteer_opportunity',
  columns: [
    'id',
    'title',
    'description',
    'organization',
    'contact',
    'place',
    'lat',
    'lon',
    'hours_per_week',
    'initiative_id',
    'district_id',
  ],
}
