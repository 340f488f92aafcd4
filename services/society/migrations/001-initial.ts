import { Migration } from '../../../platform/database/migration.js'
import { createFeedTable } from '../../../platform/feeds/feed.migration.js'

export class InitialMigration extends Migration {
  override name = '001-initial'

  override up(): void {
    this.addSql(createFeedTable('society'))
    this.addSql(`
      create table society.event (
        id text not null primary key,
        feed_id text not null,
        title text not null,
        description text null,
        all_day boolean not null,
        place text null,
        lat double precision null,
        lon double precision null,
        categories text[] not null,
        status text not null,
        organizer text null,
        web_address text null,
        recurs boolean not null,
        continues_after timestamptz null,
        last_ends_at timestamptz not null,
        district_id text null,
        constraint event_feed_id_foreign foreign key (feed_id) references society.feed (id)
      );
      comment on column society.event.continues_after is 'start of the last stored occurrence if there are more after it';
      comment on column society.event.last_ends_at is 'end of the last stored occurrence';
      create index event_feed_id_index on society.event (feed_id);
      create index event_district_id_last_ends_at_index on society.event (district_id, last_ends_at);
      create index event_last_ends_at_index on society.event (last_ends_at);`)
    this.addSql(`
      create table society.occurrence (
        event_id text not null,
        starts_at timestamptz not null,
        feed_id text not null,
        ends_at timestamptz not null,
        next_until timestamptz null,
        title text null,
        place text null,
        primary key (event_id, starts_at),
        constraint occurrence_event_id_foreign foreign key (event_id) references society.event (id),
        constraint occurrence_feed_id_foreign foreign key (feed_id) references society.feed (id)
      );
      comment on column society.occurrence.next_until is 'until when it is the next one of its event; infinity for the last, null if it never is';
      comment on column society.occurrence.title is 'where it differs from the event';
      comment on column society.occurrence.place is 'where it differs from the event';
      create index occurrence_feed_id_index on society.occurrence (feed_id);
      create index occurrence_event_id_next_until_index on society.occurrence (event_id, next_until);`)
    this.addSql(`
      create table society.volunteer_opportunity (
        id text not null primary key,
        feed_id text not null,
        title text not null,
        description text null,
        organization text not null,
        contact text null,
        place text null,
        lat double precision null,
        lon double precision null,
        hours_per_week double precision null,
        initiative_id text null,
        district_id text null,
        constraint volunteer_opportunity_feed_id_foreign foreign key (feed_id) references society.feed (id)
      );
      create index volunteer_opportunity_feed_id_index on society.volunteer_opportunity (feed_id);
      create index volunteer_opportunity_district_id_title_id_index
        on society.volunteer_opportunity (district_id, title, id);
      create index volunteer_opportunity_initiative_id_title_id_index
        on society.volunteer_opportunity (initiative_id, title, id);`)
  }
}
