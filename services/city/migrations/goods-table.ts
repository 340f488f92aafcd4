import { germanTitle, searched } from '../text/search-columns.js'
import { oneOf, orderColumn, searchColumns, searchIndexes } from './table-parts.js'

const unitsOfKinds = {
  SPACE: ['SQUARE_METRES', 'SEATS', 'HOURS', 'DAYS'],
  STAFF_HOURS: ['HOURS'],
  FUNDING: ['EUROS'],
  EQUIPMENT: ['PIECES', 'HOURS', 'DAYS'],
  DATA: ['PIECES'],
  EXPERTISE: ['HOURS', 'DAYS'],
  VEHICLE: ['PIECES', 'SEATS', 'HOURS', 'DAYS'],
}
const units = ['HOURS', 'DAYS', 'EUROS', 'PIECES', 'SEATS', 'SQUARE_METRES']

const unitFits = Object.entries(unitsOfKinds)
  .map(([kind, allowed]) => `kind = '${kind}' and ${oneOf('unit', allowed)}`)
  .join(' or ')

/**
 * SQL that makes the table of what is offered (`resource`) or needed (`need`).
 *
 * @param more further columns and constraints, with a comma at the end
 */
export function goodsTable(table: string, more = ''): string {
  return `
      create table city.${table} (
        id text not null primary key,
        title jsonb not null,
        kind text not null,
        amount numeric(16,2) not null,
        unit text not null,
        splittable boolean not null,
        valid_from date null,
        valid_to date null,
        organization_id text not null,
        district_id text null,
        lat double precision null,
        lon double precision null,
        radius_metres int null,
        ${more}
        ${orderColumn('sort_title', germanTitle)},
        ${searchColumns(searched.goods)},
        constraint ${table}_kind_check check (${oneOf('kind', Object.keys(unitsOfKinds))}),
        constraint ${table}_unit_check check (${oneOf('unit', units)}),
        constraint ${table}_unit_fits_check check (${unitFits}),
        constraint ${table}_amount_check check (amount > 0),
        constraint ${table}_period_check check (valid_from <= valid_to),
        constraint ${table}_position_check check ((lat is null) = (lon is null)),
        constraint ${table}_radius_check check (radius_metres > 0),
        constraint ${table}_organization_id_foreign foreign key (organization_id)
          references city.organization (id),
        constraint ${table}_district_id_foreign foreign key (district_id)
          references city.district (id) on delete set null
      );
      comment on column city.${table}.amount is 'exact; counted in the unit';
      comment on column city.${table}.splittable is 'whether a part of the amount is of use';
      comment on column city.${table}.valid_from is 'first day';
      comment on column city.${table}.valid_to is 'last day';
      comment on column city.${table}.radius_metres is 'how far from the position it may be used';
      create index ${table}_organization_id_index on city.${table} (organization_id);
      create index ${table}_district_id_index on city.${table} (district_id);
      create index ${table}_sort_title_id_index on city.${table} (sort_title, id);
      create index ${table}_kind_sort_title_id_index on city.${table} (kind, sort_title, id);
      create index ${table}_lat_lon_index on city.${table} (lat, lon);
      ${searchIndexes(table)}`
}
