import { Migration } from '../../../platform/database/migration.js'
import { createFeedTable } from '../../../platform/feeds/feed.migration.js'

export class InitialMigration extends Migration {
  override name = '001-initial'

  override up(): void {
    this.addSql(createFeedTable('mobility'))
    this.addSql(timetables)
    this.addSql(stopTimes)
    this.addSql(stopsAndRoutes)
    this.addSql(sharingStations)
  }
}

const timetables = `
  create table mobility.timetable (
    key smallint not null primary key,
    feed_id text not null,
    time_zone text not null,
    first_day date null,
    last_day date null,
    latest_departure_s int not null,
    constraint timetable_feed_id_foreign foreign key (feed_id) references mobility.feed (id)
  );
  comment on column mobility.timetable.time_zone is
    'the agencies'' time zone (IANA), by which service days are counted';
  comment on column mobility.timetable.first_day is 'first day on which anything runs';
  comment on column mobility.timetable.latest_departure_s is
    'latest departure of any service day, in seconds after its start';
  create index timetable_feed_id_index on mobility.timetable (feed_id);

  create table mobility.service (
    timetable_key smallint not null,
    number int not null,
    first_day date not null,
    days bytea not null,
    primary key (timetable_key, number)
  );
  comment on column mobility.service.days is
    'a bit for each day from the first one on, the lowest bit of each byte first';

  create table mobility.headsign (
    timetable_key smallint not null,
    number int not null,
    text text not null,
    primary key (timetable_key, number)
  );

  create table mobility.trip (
    timetable_key smallint not null,
    number int not null,
    route_number int not null,
    service_number int not null,
    headsign_number int null,
    wheelchair boolean null,
    first_departure_s int not null,
    last_line int not null,
    last_stop_number int null,
    primary key (timetable_key, number)
  );
  comment on column mobility.trip.first_departure_s is
    'departure from the first stop, from which repeated trips are counted';
  comment on column mobility.trip.last_line is 'line of the last stop, where nobody boards';`

/** Columns of a row stand by width, which leaves no gaps between them: 48 bytes a departure. */
const stopTimes = `
  create table mobility.stop_time (
    stop_number int not null,
    departure_s int not null,
    line int not null,
    trip_number int not null,
    headsign_number int null,
    timetable_key smallint not null,
    on_request boolean not null,
    primary key (timetable_key, stop_number, departure_s, line)
  );
  comment on column mobility.stop_time.departure_s is 'seconds after the start of the service day';
  comment on column mobility.stop_time.headsign_number is 'where it differs from the trip''s';

  create table mobility.frequent_stop_time (
    timetable_key smallint not null,
    stop_number int not null,
    line int not null,
    departure_s int not null,
    trip_number int not null,
    headsign_number int null,
    on_request boolean not null,
    primary key (timetable_key, stop_number, line)
  );

  create table mobility.frequency (
    timetable_key smallint not null,
    trip_number int not null,
    line int not null,
    start_s int not null,
    end_s int not null,
    headway_s int not null,
    primary key (timetable_key, trip_number, line)
  );
  comment on column mobility.frequency.end_s is 'exclusive';`

const stopsAndRoutes = `
  create table mobility.stop (
    id text not null primary key,
    feed_id text not null,
    timetable_key smallint not null,
    number int not null,
    station_number int null,
    name text not null,
    description text null,
    platform_code text null,
    wheelchair boolean null,
    lat double precision null,
    lon double precision null,
    district_id text null,
    constraint stop_timetable_key_number_unique unique (timetable_key, number),
    constraint stop_feed_id_foreign foreign key (feed_id) references mobility.feed (id)
  );
  comment on column mobility.stop.station_number is
    'the station a platform belongs to; such a stop is in no list';
  create index stop_feed_id_index on mobility.stop (feed_id);
  create index stop_timetable_key_station_number_index on mobility.stop (timetable_key, station_number);
  create index stop_district_id_name_id_index on mobility.stop (district_id, name, id);
  create index stop_name_id_index on mobility.stop (name, id);
  create index stop_lat_lon_index on mobility.stop (lat, lon);
  create index stop_name_trigram_index on mobility.stop using gin (name public.gin_trgm_ops);

  create table mobility.route (
    id text not null primary key,
    feed_id text not null,
    timetable_key smallint not null,
    number int not null,
    line text not null,
    short_name text null,
    long_name text null,
    kind text not null,
    agency text null,
    color text null,
    constraint route_timetable_key_number_unique unique (timetable_key, number),
    constraint route_feed_id_foreign foreign key (feed_id) references mobility.feed (id)
  );
  comment on column mobility.route.line is 'what people call it: the short name, else the long one';
  create index route_feed_id_index on mobility.route (feed_id);
  create index route_line_id_index on mobility.route (line, id);`

const sharingStations = `
  create table mobility.sharing_station (
    id text not null primary key,
    feed_id text not null,
    name text not null,
    name_en text null,
    capacity int null,
    vehicles_available int null,
    docks_available int null,
    is_renting boolean null,
    reported_at timestamptz null,
    lat double precision null,
    lon double precision null,
    district_id text null,
    constraint sharing_station_feed_id_foreign foreign key (feed_id) references mobility.feed (id)
  );
  comment on column mobility.sharing_station.name is 'German, else the feed''s own language';
  create index sharing_station_feed_id_index on mobility.sharing_station (feed_id);
  create index sharing_station_district_id_name_id_index on mobility.sharing_station (district_id, name, id);
  create index sharing_station_name_id_index on mobility.sharing_station (name, id);
  create index sharing_station_lat_lon_index on mobility.sharing_station (lat, lon);`
