import { auditTrigger } from '../../../platform/audit/trigger.js'
import { Migration } from '../../../platform/database/migration.js'
import { oneOf } from './table-parts.js'

/** What a resource is booked for can be followed in a calendar program, under a secret address. */
export class BookingCalendarsMigration extends Migration {
  override name = '013-booking-calendars'

  override up(): void {
    this.addSql(`
      create table city.booking_calendar (
        id text not null primary key,
        resource_id text not null,
        token_hash text not null,
        language text not null,
        created_by text not null,
        created_at timestamptz not null,
        constraint booking_calendar_language_check check (${oneOf('language', ['DE', 'EN', 'DE_EASY'])}),
        constraint booking_calendar_resource_id_foreign foreign key (resource_id)
          references city.resource (id) on delete cascade
      );
      comment on column city.booking_calendar.token_hash is 'SHA-256 of the secret part of its address';
      comment on column city.booking_calendar.language is 'of what stands in it';
      comment on column city.booking_calendar.created_by is 'subject of the caller';
      create index booking_calendar_resource_id_index on city.booking_calendar (resource_id);
      alter table city.booking_calendar add constraint booking_calendar_token_hash_unique unique (token_hash);`)
    this.addSql(
      auditTrigger({ table: 'city.booking_calendar', entity: 'BookingCalendar', personal: ['token_hash'] }),
    )
  }
}
