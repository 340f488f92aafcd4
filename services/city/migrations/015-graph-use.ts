import { auditTrigger } from '../../../platform/audit/trigger.js'
import { Migration } from '../../../platform/database/migration.js'
import { breakerStates, partnerFailures } from '../../../platform/registry/report.js'
import { oneOf } from './table-parts.js'

/** How the graph is used, how partners' subgraphs do, and what frontends have registered to ask. */
export class GraphUseMigration extends Migration {
  override name = '015-graph-use'

  override up(): void {
    this.addSql(healthTables)
    this.addSql(useTables)
    this.addSql(registrationTables)
    this.addSql(
      auditTrigger({
        table: 'city.frontend_app',
        entity: 'FrontendApp',
        organization: 'organization_id',
      }),
    )
  }
}

const healthTables = `
  create table city.reporting_gateway (
    id text not null primary key,
    sequence int not null,
    reported_at timestamptz not null
  );
  comment on column city.reporting_gateway.sequence is 'of its last report that was counted';
  create index reporting_gateway_reported_at_index on city.reporting_gateway (reported_at);
  create table city.subgraph_health (
    subgraph text not null,
    gateway text not null,
    minute timestamptz not null,
    requests bigint not null,
    failures jsonb not null,
    retries bigint not null,
    latencies bigint[] not null,
    primary key (subgraph, gateway, minute)
  );
  comment on column city.subgraph_health.subgraph is 'its name';
  comment on column city.subgraph_health.failures is 'how many, by kind';
  comment on column city.subgraph_health.latencies is 'answers in each bucket of latencyBoundsMs';
  create index subgraph_health_subgraph_minute_index on city.subgraph_health (subgraph, minute);
  create index subgraph_health_minute_index on city.subgraph_health (minute);
  create table city.subgraph_health_day (
    subgraph text not null,
    day date not null,
    requests bigint not null,
    failures jsonb not null,
    retries bigint not null,
    latencies bigint[] not null,
    primary key (subgraph, day)
  );
  comment on column city.subgraph_health_day.subgraph is 'its name';
  comment on column city.subgraph_health_day.day is 'UTC';
  comment on column city.subgraph_health_day.failures is 'how many, by kind';
  comment on column city.subgraph_health_day.latencies is 'answers in each bucket of latencyBoundsMs';
  create index subgraph_health_day_day_index on city.subgraph_health_day (day);
  create table city.subgraph_state (
    subgraph text not null,
    gateway text not null,
    breaker text not null,
    last_failure_at timestamptz null,
    last_failure_kind text null,
    last_failure_message text null,
    last_answer_at timestamptz null,
    reported_at timestamptz not null,
    primary key (subgraph, gateway),
    constraint subgraph_state_breaker_check check (${oneOf('breaker', [...breakerStates])}),
    constraint subgraph_state_last_failure_kind_check
      check (${oneOf('last_failure_kind', [...partnerFailures])})
  );
  comment on column city.subgraph_state.subgraph is 'its name';
  comment on column city.subgraph_state.last_answer_at is 'when it last answered as it should';
  create index subgraph_state_reported_at_index on city.subgraph_state (reported_at);
  create table city.subgraph_violation (
    subgraph text not null,
    day date not null,
    coordinate text not null,
    problem text not null,
    count bigint not null,
    last_at timestamptz not null,
    primary key (subgraph, day, coordinate, problem)
  );
  comment on column city.subgraph_violation.subgraph is 'its name';
  comment on column city.subgraph_violation.day is 'UTC';
  create index subgraph_violation_day_index on city.subgraph_violation (day);`

const useTables = `
  create table city.used_operation (
    hash text not null primary key,
    text text not null,
    name text null,
    app_id text null,
    first_day date not null,
    last_day date not null
  );
  comment on column city.used_operation.hash is 'SHA-256 of the text';
  comment on column city.used_operation.text is 'without any value its clients sent';
  comment on column city.used_operation.app_id is 'the app that had registered it when it was last used';
  create index used_operation_first_day_index on city.used_operation (first_day);
  create index used_operation_last_day_index on city.used_operation (last_day);
  create table city.operation_use (
    hash text not null,
    day date not null,
    count bigint not null,
    primary key (hash, day),
    constraint operation_use_hash_foreign foreign key (hash)
      references city.used_operation (hash) on delete cascade
  );
  comment on column city.operation_use.day is 'UTC';
  create index operation_use_day_index on city.operation_use (day);
  create table city.field_use (
    coordinate text not null,
    day date not null,
    count bigint not null,
    primary key (coordinate, day)
  );
  comment on column city.field_use.coordinate is 'type and field, such as District.name';
  comment on column city.field_use.day is 'UTC';
  create index field_use_day_index on city.field_use (day);`

const registrationTables = `
  create table city.frontend_app (
    id text not null primary key,
    organization_id text not null,
    name text not null,
    operations int not null default 0,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    version int not null default 1,
    constraint frontend_app_organization_id_foreign foreign key (organization_id)
      references city.organization (id)
  );
  comment on column city.frontend_app.operations is 'how many it has registered';
  create index frontend_app_organization_id_index on city.frontend_app (organization_id);
  create sequence city.registered_operation_revision;
  create table city.registered_operation (
    app_id text not null,
    hash text not null,
    revision bigint not null,
    name text null,
    text text null,
    plain_hash text null,
    plain_text text null,
    changed_at timestamptz not null,
    primary key (app_id, hash)
  );
  comment on column city.registered_operation.app_id is 'no foreign key: what was removed with its app is kept for a while';
  comment on column city.registered_operation.hash is 'SHA-256 of the text as it was sent';
  comment on column city.registered_operation.revision is 'grows with each change of any; gateways ask what comes after';
  comment on column city.registered_operation.text is 'null: removed; kept so that gateways are told';
  comment on column city.registered_operation.plain_text is 'without any value, as it is counted when it is used';
  comment on column city.registered_operation.plain_hash is 'SHA-256 of plain_text';
  alter table city.registered_operation add constraint registered_operation_revision_unique unique (revision);
  create index registered_operation_plain_hash_index on city.registered_operation (plain_hash);
  create index registered_operation_removed_index on city.registered_operation (changed_at) where text is null;`
