import { sql } from 'kysely'

/** SQL: what the initiative `i` says, as an `InitiativeContent`. */
export const contentOfRow = sql`jsonb_build_object('title', i.title, 'summary', i.summary,
  'description', i.description, 'field', i.field,
  'districts', (select coalesce(jsonb_agg(link.district_id order by link.district_id), '[]')
    from city.initiative_district link where link.initiative_id = i.id),
  'location', case when i.lat is not null then jsonb_build_object('lat', i.lat, 'lon', i.lon) end,
  'startsOn', i.starts_on, 'endsOn', i.ends_on, 'analogAccess', i.analog_access)`
