import type { FeedTable } from '../../../platform/feeds/format.js'

export const stationTable: FeedTable = {
  name: 'climate.station',
  columns: ['id', 'name', 'description', 'exposure', 'lat', 'lon', 'district_id'],
}

export const datastreamTable: FeedTable = {
  name: 'climate.datastream',
  columns: ['id', 'station_id', 'name', 'observed_property', 'unit'],
}

export const observationTable: FeedTable = {
  name: 'climate.observation',
  columns: ['datastream_id', 'at', 'value'],
}

export const measureTable: FeedTable = {
  name: 'climate.climate_measure',
  columns: ['id', 'title', 'kind', 'initiative_id', 'saves_co2_kg_per_year'],
}
