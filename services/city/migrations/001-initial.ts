import { Migration } from '../../../platform/database/migration.js'
import { germanTitle, searched } from '../text/search-columns.js'
import { goodsTable } from './goods-table.js'
import { oneOf, orderColumn, searchColumns, searchIndexes } from './table-parts.js'

const fields = ['EDUCATION', 'MOBILITY', 'HEALTH', 'SOCIETY', 'CLIMATE']
const organizationKinds = [
  ...['TOWN', 'PUBLIC_BODY', 'ASSOCIATION', 'COOPERATIVE', 'FOUNDATION', 'COMPANY'],
  ...['SCHOOL', 'RELIGIOUS_COMMUNITY', 'INFORMAL_GROUP'],
]
const statuses = ['DRAFT', 'SUBMITTED', 'CHANGES_REQUESTED', 'PUBLISHED', 'REJECTED', 'PAUSED', 'ENDED']

export class InitialMigration extends Migration {
  override name = '001-initial'

  override up(): void {
    this.addSql(`
      create table city.district (
        id text not null primary key,
        name text not null,
        residents int not null,
        residents_as_of text not null,
        residents_source text not null
      );
      comment on column city.district.id is 'official municipality key (AGS) and the number of the district';
      comment on column city.district.residents_as_of is 'ISO 8601, no more precise than the source';
      create table city.district_place (
        district_id text not null,
        name text not null,
        lat double precision null,
        lon double precision null,
        source text not null,
        primary key (district_id, name),
        constraint district_place_district_id_foreign foreign key (district_id) references city.district (id)
      );`)
    this.addSql(`
      create table city.vision_statement (
        number int not null primary key,
        text jsonb not null,
        source text not null
      );
      create table city.field_of_action (
        id text not null primary key,
        position int not null,
        title jsonb not null,
        description jsonb not null
      );
      comment on column city.field_of_action.position is 'place in the strategy, from 1';
      create table city.field_of_action_statement (
        field_of_action_id text not null,
        vision_statement_number int not null,
        primary key (field_of_action_id, vision_statement_number),
        constraint field_of_action_statement_field_of_action_id_foreign foreign key (field_of_action_id)
          references city.field_of_action (id) on update cascade on delete cascade,
        constraint field_of_action_statement_vision_statement_number_foreign foreign key (vision_statement_number)
          references city.vision_statement (number) on update cascade on delete cascade
      );`)
    this.addSql(`
      create table city.organization (
        id text not null primary key,
        name text not null,
        kind text not null,
        fields text[] not null,
        web_address text null,
        district_id text null,
        ${orderColumn('sort_name', 'name')},
        ${searchColumns(searched.organization)},
        constraint organization_kind_check check (${oneOf('kind', organizationKinds)}),
        constraint organization_district_id_foreign foreign key (district_id)
          references city.district (id) on delete set null
      );
      create index organization_district_id_index on city.organization (district_id);
      create index organization_sort_name_id_index on city.organization (sort_name, id);
      create index organization_fields_index on city.organization using gin (fields);
      ${searchIndexes('organization')}`)
    this.addSql(`
      create table city.initiative (
        id text not null primary key,
        title jsonb not null,
        summary jsonb not null,
        description jsonb null,
        field text not null,
        status text not null,
        organization_id text null,
        lat double precision null,
        lon double precision null,
        starts_on date null,
        ends_on date null,
        analog_access jsonb not null,
        ${orderColumn('sort_title', germanTitle)},
        ${searchColumns(searched.initiative)},
        constraint initiative_field_check check (${oneOf('field', fields)}),
        constraint initiative_status_check check (${oneOf('status', statuses)}),
        constraint initiative_position_check check ((lat is null) = (lon is null)),
        constraint initiative_period_check check (starts_on <= ends_on),
        constraint initiative_analog_access_check check (
          status in ('DRAFT', 'SUBMITTED', 'CHANGES_REQUESTED', 'REJECTED')
            or jsonb_array_length(analog_access) > 0),
        constraint initiative_organization_id_foreign foreign key (organization_id)
          references city.organization (id) on delete set null
      );
      comment on column city.initiative.starts_on is 'first day';
      comment on column city.initiative.ends_on is 'last day';
      create index initiative_sort_title_id_index on city.initiative (sort_title, id);
      create index initiative_status_sort_title_id_index on city.initiative (status, sort_title, id);
      create index initiative_status_field_sort_title_id_index on city.initiative (status, field, sort_title, id);
      create index initiative_organization_id_sort_title_id_index on city.initiative (organization_id, sort_title, id);
      create index initiative_lat_lon_index on city.initiative (lat, lon);
      ${searchIndexes('initiative')}`)
    this.addSql(`
      create table city.initiative_district (
        initiative_id text not null,
        district_id text not null,
        primary key (initiative_id, district_id),
        constraint initiative_district_initiative_id_foreign foreign key (initiative_id)
          references city.initiative (id) on update cascade on delete cascade,
        constraint initiative_district_district_id_foreign foreign key (district_id)
          references city.district (id) on update cascade on delete cascade
      );
      create index initiative_district_district_id_initiative_id_index
        on city.initiative_district (district_id, initiative_id);`)
    this.addSql(`
      create table city.roadmap_item (
        id text not null primary key,
        title jsonb not null,
        start_quarter text not null,
        end_quarter text not null,
        priority text not null,
        state text not null,
        field_of_action_id text not null,
        constraint roadmap_item_quarters_check check (start_quarter ~ '^[0-9]{4}-Q[1-4]$'
          and end_quarter ~ '^[0-9]{4}-Q[1-4]$' and start_quarter <= end_quarter),
        constraint roadmap_item_priority_check check (${oneOf('priority', ['HIGH', 'MEDIUM', 'LOW'])}),
        constraint roadmap_item_state_check check (${oneOf('state', ['PLANNED', 'RUNNING', 'DONE', 'DROPPED'])}),
        constraint roadmap_item_field_of_action_id_foreign foreign key (field_of_action_id)
          references city.field_of_action (id)
      );
      comment on column city.roadmap_item.start_quarter is 'such as 2027-Q1, which sorts by time';
      create index roadmap_item_field_of_action_id_index on city.roadmap_item (field_of_action_id);
      create index roadmap_item_start_quarter_end_quarter_id_index
        on city.roadmap_item (start_quarter, end_quarter, id);
      create table city.roadmap_item_initiative (
        roadmap_item_id text not null,
        initiative_id text not null,
        primary key (roadmap_item_id, initiative_id),
        constraint roadmap_item_initiative_roadmap_item_id_foreign foreign key (roadmap_item_id)
          references city.roadmap_item (id) on update cascade on delete cascade,
        constraint roadmap_item_initiative_initiative_id_foreign foreign key (initiative_id)
          references city.initiative (id) on update cascade on delete cascade
      );
      create index roadmap_item_initiative_initiative_id_roadmap_item_id_index
        on city.roadmap_item_initiative (initiative_id, roadmap_item_id);`)
    this.addSql(`
      create table city.municipal_service (
        id text not null primary key,
        title jsonb not null,
        description jsonb not null,
        digital_web_address text null,
        digital_how jsonb not null,
        analog_access jsonb not null,
        life_situations text[] not null,
        district_id text null,
        ${orderColumn('sort_title', germanTitle)},
        ${searchColumns(searched.municipalService)},
        constraint municipal_service_analog_access_check check (jsonb_array_length(analog_access) > 0),
        constraint municipal_service_district_id_foreign foreign key (district_id)
          references city.district (id) on delete set null
      );
      comment on column city.municipal_service.district_id is 'null: for the whole town';
      create index municipal_service_district_id_index on city.municipal_service (district_id);
      create index municipal_service_sort_title_id_index on city.municipal_service (sort_title, id);
      create index municipal_service_life_situations_index on city.municipal_service using gin (life_situations);
      ${searchIndexes('municipal_service')}`)
    this.addSql(goodsTable('resource'))
    this.addSql(
      goodsTable(
        'need',
        `initiative_id text not null,
        deadline date null,
        constraint need_initiative_id_foreign foreign key (initiative_id) references city.initiative (id),`,
      ),
    )
    this.addSql(`
      comment on column city.need.deadline is 'last day on which an answer is of use';
      create index need_initiative_id_sort_title_id_index on city.need (initiative_id, sort_title, id);`)
  }
}
