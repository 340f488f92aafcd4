import type { FeedTable } from '../../../platform/feeds/format.js'

export const siteTable: FeedTable = {
  name: 'health.health_site',
  columns: ['id', 'name', 'address', 'lat', 'lon', 'phone', 'district_id'],
}

export const serviceTable: FeedTable = {
  name: 'health.health_service',
  columns: [
    'id',
    'site_id',
    'name',
    'specialties',
    'categories',
    'characteristics',
    'provider',
    'phone',
    'email',
    'web_address',
    'opening_hours',
    'availability_exceptions',
    'active',
    'appointment_required',
    'district_id',
    'search',
  ],
}
