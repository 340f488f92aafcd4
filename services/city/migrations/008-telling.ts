import { auditTrigger } from '../../../platform/audit/trigger.js'
import { Migration } from '../../../platform/database/migration.js'
import { oneOf } from './table-parts.js'

const states = ['WAITING', 'FAILED', 'DELIVERED', 'DEAD']
const failures = [
  ...['ADDRESS_REFUSED', 'UNKNOWN_HOST', 'UNREACHABLE', 'TIMEOUT'],
  ...['NO_HTTP', 'REDIRECT', 'GONE', 'STATUS'],
]

/** What has happened is told: by webhooks, by mails, by feeds. */
export class TellingMigration extends Migration {
  override name = '008-telling'

  override up(): void {
    this.addSql(`
      create index event_audience_at_seq_index on city.event (audience, at, seq);
      create index event_organization_id_at_index on city.event (organization_id, at);
      create index event_districts_index on city.event using gin (districts);`)
    this.addSql(webhookTables)
    this.addSql(mailTables)
    // A job that sleeps is woken when the transaction commits.
    this.addSql(`
      create function city.wake() returns trigger language plpgsql set search_path = '' as $$
      begin
        perform pg_notify(tg_argv[0], '');
        return null;
      end $$;
      ${['event', 'webhook_delivery', 'decision_mail'].map(wakeTrigger).join('\n')}`)
    this.addSql(
      auditTrigger({
        table: 'city.webhook',
        entity: 'Webhook',
        organization: 'organization_id',
        // Addresses may hold secrets of the receiver, too.
        personal: ['url', 'secret', 'previous_secret'],
        derived: ['failing_since'],
      }),
    )
    this.addSql(
      auditTrigger({ table: 'city.digest_preference', entity: 'DigestPreference', key: ['account_id'] }),
    )
  }
}

function wakeTrigger(table: string): string {
  return `create trigger wake after insert on city.${table}
    for each statement execute function city.wake('city_${table}');`
}

const webhookTables = `
  create table city.webhook (
    id text not null primary key,
    organization_id text not null,
    url text not null,
    types text[] not null,
    state text not null,
    secret text not null,
    previous_secret text null,
    previous_secret_until timestamptz null,
    failing_since timestamptz null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    version int not null default 1,
    constraint webhook_state_check check (${oneOf('state', ['ACTIVE', 'PAUSED', 'DISABLED'])}),
    constraint webhook_organization_id_foreign foreign key (organization_id) references city.organization (id)
  );
  comment on column city.webhook.types is 'of events; none for all';
  comment on column city.webhook.secret is 'signs messages, so it cannot be a hash; never given out but when it is made';
  comment on column city.webhook.previous_secret is 'signs beside the other one while receivers change over';
  comment on column city.webhook.failing_since is 'nothing has reached it since';
  create index webhook_organization_id_index on city.webhook (organization_id);
  create table city.webhook_delivery (
    id text not null primary key,
    webhook_id text not null,
    event_seq bigint not null,
    state text not null,
    attempts int not null,
    next_attempt_at timestamptz null,
    leased_until timestamptz null,
    last_status int null,
    last_failure text null,
    last_answer text null,
    delivered_at timestamptz null,
    created_at timestamptz not null,
    constraint webhook_delivery_state_check check (${oneOf('state', states)}),
    constraint webhook_delivery_last_failure_check check (${oneOf('last_failure', failures)}),
    constraint webhook_delivery_webhook_id_foreign foreign key (webhook_id)
      references city.webhook (id) on delete cascade,
    constraint webhook_delivery_event_seq_foreign foreign key (event_seq)
      references city.event (seq) on delete cascade
  );
  comment on column city.webhook_delivery.attempts is 'begun so far';
  comment on column city.webhook_delivery.next_attempt_at is 'null when there is none';
  comment on column city.webhook_delivery.leased_until is 'an attempt is under way; after this its process has died';
  comment on column city.webhook_delivery.last_status is 'HTTP status of the last answer';
  comment on column city.webhook_delivery.last_answer is 'beginning of the last answer, cleaned';
  alter table city.webhook_delivery add constraint webhook_delivery_webhook_id_event_seq_unique
    unique (webhook_id, event_seq);
  create index webhook_delivery_event_seq_index on city.webhook_delivery (event_seq);
  create index webhook_delivery_due_index on city.webhook_delivery (webhook_id, next_attempt_at)
    where next_attempt_at is not null;
  create index webhook_delivery_leased_index on city.webhook_delivery (webhook_id, leased_until)
    where leased_until is not null;
  create index webhook_delivery_newest_index on city.webhook_delivery (webhook_id, (- event_seq));
  create index webhook_delivery_state_index on city.webhook_delivery (webhook_id, state, (- event_seq));`

const mailTables = `
  create table city.decision_mail (
    id text not null primary key,
    event_seq bigint not null,
    account_id text not null,
    state text not null,
    attempts int not null,
    next_attempt_at timestamptz null,
    sent_at timestamptz null,
    created_at timestamptz not null,
    constraint decision_mail_state_check check (${oneOf('state', states)}),
    constraint decision_mail_event_seq_foreign foreign key (event_seq)
      references city.event (seq) on delete cascade
  );
  comment on column city.decision_mail.attempts is 'begun so far';
  comment on column city.decision_mail.next_attempt_at is 'null when there is none';
  alter table city.decision_mail add constraint decision_mail_event_seq_account_id_unique
    unique (event_seq, account_id);
  create index decision_mail_due_index on city.decision_mail (next_attempt_at) where next_attempt_at is not null;
  create table city.digest_preference (
    account_id text not null primary key,
    frequency text not null,
    language text null,
    constraint digest_preference_frequency_check check (${oneOf('frequency', ['DAILY', 'WEEKLY', 'NEVER'])}),
    constraint digest_preference_language_check check (${oneOf('language', ['DE', 'EN', 'DE_EASY'])})
  );
  comment on column city.digest_preference.language is 'null for German and English';
  create table city.digest (
    account_id text not null,
    audience text not null,
    until timestamptz not null,
    claimed_until timestamptz not null,
    sent_at timestamptz null,
    primary key (account_id, audience, until)
  );
  comment on column city.digest.audience is 'id of the organization it is about, or TOWN';
  comment on column city.digest.until is 'it tells what happened before';
  comment on column city.digest.claimed_until is 'after this its process has died';
  create index digest_until_index on city.digest (until);
  create table city.digest_round (
    until timestamptz not null primary key,
    finished_at timestamptz not null
  );`
