import { Migration } from '../../../platform/database/migration.js'
import { createFeedTable } from '../../../platform/feeds/feed.migration.js'

export class InitialMigration extends Migration {
  override name = '001-initial'

  override up(): void {
    this.addSql(createFeedTable('climate'))
    this.addSql(`
      create table climate.station (
        id text not null primary key,
        feed_id text not null,
        name text not null,
        description text null,
        exposure text null,
        lat double precision null,
        lon double precision null,
        district_id text null,
        constraint station_feed_id_foreign foreign key (feed_id) references climate.feed (id)
      );
      create index station_feed_id_index on climate.station (feed_id);
      create index station_district_id_name_id_index on climate.station (district_id, name, id);
      create index station_lat_lon_index on climate.station (lat, lon);`)
    this.addSql(`
      create table climate.datastream (
        id text not null primary key,
        feed_id text not null,
        station_id text not null,
        name text not null,
        observed_property text not null,
        unit text null,
        constraint datastream_feed_id_foreign foreign key (feed_id) references climate.feed (id),
        constraint datastream_station_id_foreign foreign key (station_id) references climate.station (id)
      );
      create index datastream_feed_id_index on climate.datastream (feed_id);
      create index datastream_station_id_index on climate.datastream (station_id);`)
    this.addSql(`
      create table climate.observation (
        datastream_id text not null,
        at timestamptz not null,
        feed_id text not null,
        value double precision not null,
        primary key (datastream_id, at),
        constraint observation_feed_id_foreign foreign key (feed_id) references climate.feed (id),
        constraint observation_datastream_id_foreign foreign key (datastream_id) references climate.datastream (id)
      );
      create index observation_feed_id_index on climate.observation (feed_id);`)
    this.addSql(`
      create table climate.climate_measure (
        id text not null primary key,
        feed_id text not null,
        title text not null,
        kind text not null,
        initiative_id text null,
        saves_co2_kg_per_year double precision null,
        constraint climate_measure_feed_id_foreign foreign key (feed_id) references climate.feed (id)
      );
      create index climate_measure_feed_id_index on climate.climate_measure (feed_id);
      create index climate_measure_initiative_id_title_id_index on climate.climate_measure (initiative_id, title, id);`)
  }
}
