import type { FeedTable } from '../../../../platform/feeds/format.js'

export const sharingStationTable: FeedTable = {
  name: 'mobility.sharing_station',
  columns: [
    'id',
    'name',
    'name_en',
    'capacity',
    'vehicles_available',
    'docks_available',
    'is_renting',
    'reported_at',
    'lat',
    'lon',
    'district_id',
  ],
}
