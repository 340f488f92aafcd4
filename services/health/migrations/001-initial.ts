import { Migration } from '../../../platform/database/migration.js'
import { createFeedTable } from '../../../platform/feeds/feed.migration.js'
import { searchTextColumn, searchVectorColumn } from '../health-service/search-columns.js'

export class InitialMigration extends Migration {
  override name = '001-initial'

  override up(): void {
    this.addSql(createFeedTable('health'))
    this.addSql(`
      create table health.health_site (
        id text not null primary key,
        feed_id text not null,
        name text null,
        address text null,
        lat double precision null,
        lon double precision null,
        phone text null,
        district_id text null,
        constraint health_site_feed_id_foreign foreign key (feed_id) references health.feed (id)
      );
      create index health_site_feed_id_index on health.health_site (feed_id);
      create index health_site_lat_lon_index on health.health_site (lat, lon);`)
    this.addSql(`
      create table health.health_service (
        id text not null primary key,
        feed_id text not null,
        site_id text null,
        name text not null,
        specialties text[] not null,
        categories text[] not null,
        characteristics text[] not null,
        provider text null,
        phone text null,
        email text null,
        web_address text null,
        opening_hours jsonb not null,
        availability_exceptions text null,
        active boolean not null,
        appointment_required boolean null,
        district_id text null,
        search text not null,
        search_vector tsvector not null generated always as ${searchVectorColumn},
        search_text text not null generated always as ${searchTextColumn},
        constraint health_service_feed_id_foreign foreign key (feed_id) references health.feed (id),
        constraint health_service_site_id_foreign foreign key (site_id) references health.health_site (id)
      );
      comment on column health.health_service.opening_hours is 'weekly, by day and time: [{ day, opens, closes, allDay }]';
      comment on column health.health_service.search is 'every text the service may be found by';
      create index health_service_feed_id_index on health.health_service (feed_id);
      create index health_service_name_id_index on health.health_service (name, id);
      create index health_service_district_id_name_id_index on health.health_service (district_id, name, id);
      create index health_service_site_id_name_id_index on health.health_service (site_id, name, id);
      create index health_service_search_vector_index on health.health_service using gin (search_vector);
      create index health_service_search_text_index on health.health_service using gin (search_text public.gin_trgm_ops);`)
  }
}
