/** SQL that makes what a service's changes are kept in (see `idempotentAnswerEntity`, `eventEntity`). */
export function createChangeTables(schema: string): string {
  return `
    create table ${schema}.idempotent_answer (
      subject text not null,
      key text not null,
      fingerprint text not null,
      answer json null,
      at timestamptz not null,
      primary key (subject, key)
    );
    comment on column ${schema}.idempotent_answer.subject is 'who made the change';
    comment on column ${schema}.idempotent_answer.fingerprint is 'SHA-256 of the change and its arguments';
    comment on column ${schema}.idempotent_answer.answer is 'as it was first written';
    create index idempotent_answer_at_index on ${schema}.idempotent_answer (at);
    create table ${schema}.event (
      seq bigserial primary key,
      id text not null,
      type text not null,
      entity text not null,
      entity_id text not null,
      organization_id text null,
      audience text not null,
      field text null,
      districts text[] not null,
      data jsonb not null,
      at timestamptz not null,
      handed_over_at timestamptz null,
      constraint event_audience_check check (audience in ('PUBLIC', 'ORGANIZATION', 'TOWN'))
    );
    comment on column ${schema}.event.id is 'under which receivers tell a repetition';
    comment on column ${schema}.event.type is 'such as initiative.published';
    comment on column ${schema}.event.organization_id is 'organization it is about';
    comment on column ${schema}.event.districts is 'ids';
    comment on column ${schema}.event.handed_over_at is 'when deliveries were made from it';
    alter table ${schema}.event add constraint event_id_unique unique (id);
    create index event_audience_field_seq_index on ${schema}.event (audience, field, seq);
    create index event_waiting_index on ${schema}.event (seq) where handed_over_at is null;`
}
