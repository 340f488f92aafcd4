import { auditTrigger } from '../../../platform/audit/trigger.js'
import { Migration } from '../../../platform/database/migration.js'
import { oneOf } from './table-parts.js'

/** Suggestions are followed by mail. Who follows what is nobody's business: the trail does not even tell what. */
export class InterestsMigration extends Migration {
  override name = '009-interests'

  override up(): void {
    this.addSql(`
      create table city.interest (
        id text not null primary key,
        email text not null,
        question text not null,
        frequency text not null,
        language text not null,
        created_at timestamptz not null,
        confirmed_at timestamptz null,
        next_mail_at timestamptz null,
        claimed_until timestamptz null,
        failures int not null default 0,
        constraint interest_frequency_check check (${oneOf('frequency', ['DAILY', 'WEEKLY'])}),
        constraint interest_language_check check (${oneOf('language', ['DE', 'EN', 'DE_EASY'])})
      );
      comment on column city.interest.email is 'in small letters';
      comment on column city.interest.question is 'id of the suggestions that are followed';
      comment on column city.interest.confirmed_at is 'null: nothing is sent but the one mail';
      comment on column city.interest.next_mail_at is 'null while it waits to be confirmed';
      comment on column city.interest.claimed_until is 'a process is writing the mail; after this it has died';
      comment on column city.interest.failures is 'since the last mail that was sent';
      create index interest_email_created_at_index on city.interest (email, created_at);
      create index interest_next_mail_at_index on city.interest (next_mail_at);
      create index interest_unconfirmed_index on city.interest (created_at) where confirmed_at is null;
      create unique index interest_followed_once_index on city.interest (email, question)
        where confirmed_at is not null;`)
    this.addSql(`
      create table city.interest_token (
        hash text not null primary key,
        interest_id text not null,
        purpose text not null,
        made_at timestamptz not null,
        constraint interest_token_purpose_check check (${oneOf('purpose', ['CONFIRM', 'END'])}),
        constraint interest_token_interest_id_foreign foreign key (interest_id)
          references city.interest (id) on delete cascade
      );
      comment on column city.interest_token.hash is 'SHA-256';
      create index interest_token_interest_id_index on city.interest_token (interest_id);
      create table city.interest_told (
        interest_id text not null,
        entity text not null,
        entity_id text not null,
        told_at timestamptz not null,
        primary key (interest_id, entity, entity_id),
        constraint interest_told_interest_id_foreign foreign key (interest_id)
          references city.interest (id) on delete cascade
      );`)
    this.addSql(
      auditTrigger({
        table: 'city.interest',
        entity: 'Interest',
        personal: ['email', 'question'],
        derived: ['next_mail_at', 'claimed_until', 'failures'],
      }),
    )
  }
}
