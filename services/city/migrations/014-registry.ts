import { auditTrigger } from '../../../platform/audit/trigger.js'
import { Migration } from '../../../platform/database/migration.js'
import { oneOf } from './table-parts.js'

const currentStatuses = ['SANDBOX', 'AWAITING_APPROVAL', 'CANARY', 'LIVE']
const versionStatuses = ['REFUSED', ...currentStatuses, 'REPLACED', 'WITHDRAWN']

/** Partners' subgraphs join at run time: the registry, and the releases gateways follow. */
export class RegistryMigration extends Migration {
  override name = '014-registry'

  override up(): void {
    this.addSql(subgraphTables)
    this.addSql(releaseTables)
    this.addSql(triggers)
    this.addSql(auditTrigger({ table: 'city.subgraph', entity: 'Subgraph', organization: 'organization_id' }))
    // Its content is in the version itself, which never changes.
    this.addSql(
      auditTrigger({
        table: 'city.subgraph_version',
        entity: 'SubgraphVersion',
        derived: ['sdl', 'findings'],
      }),
    )
    this.addSql(
      auditTrigger({
        table: 'city.subgraph_approval',
        entity: 'SubgraphApproval',
        key: ['subgraph_id', 'hash'],
      }),
    )
  }
}

const subgraphTables = `
  create table city.subgraph (
    id text not null primary key,
    organization_id text not null,
    name text not null,
    host_token text not null,
    proven_address text null,
    proven_at timestamptz null,
    claims text[] not null,
    trusted boolean not null,
    may_extend text[] not null,
    key_generation int not null default 1,
    suspended_at timestamptz null,
    suspension_reason text null,
    retired_at timestamptz null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    version int not null default 1,
    constraint subgraph_suspension_check check ((suspended_at is null) = (suspension_reason is null)),
    constraint subgraph_key_generation_check check (key_generation >= 1),
    constraint subgraph_organization_id_foreign foreign key (organization_id) references city.organization (id)
  );
  comment on column city.subgraph.name is 'in the supergraph; never given to another one';
  comment on column city.subgraph.host_token is 'what its host has to show; no secret';
  comment on column city.subgraph.proven_address is 'origin it has shown to be its own';
  comment on column city.subgraph.claims is 'what it is told of who asks';
  comment on column city.subgraph.trusted is 'whether what breaks nothing goes live by itself';
  comment on column city.subgraph.may_extend is 'types of others it may add fields to';
  comment on column city.subgraph.key_generation is 'how many signing keys it has had';
  create index subgraph_organization_id_index on city.subgraph (organization_id);
  alter table city.subgraph add constraint subgraph_name_unique unique (name);

  create table city.subgraph_version (
    id text not null primary key,
    subgraph_id text not null,
    number int not null,
    url text not null,
    sdl text not null,
    hash text not null,
    status text not null,
    canary_percent int null,
    breaking boolean not null,
    findings jsonb not null,
    note text null,
    end_reason text null,
    published_by text not null,
    published_at timestamptz not null,
    approved_at timestamptz null,
    live_at timestamptz null,
    ended_at timestamptz null,
    constraint subgraph_version_status_check check (${oneOf('status', versionStatuses)}),
    constraint subgraph_version_canary_percent_check check
      ((status = 'CANARY') = (canary_percent is not null) and canary_percent >= 1 and canary_percent <= 99),
    constraint subgraph_version_subgraph_id_foreign foreign key (subgraph_id)
      references city.subgraph (id) on delete cascade
  );
  comment on column city.subgraph_version.number is 'from 1, of its subgraph';
  comment on column city.subgraph_version.hash is 'SHA-256 of name, address and normalized schema: what an approval belongs to';
  comment on column city.subgraph_version.canary_percent is 'share of requests while it is a canary';
  comment on column city.subgraph_version.breaking is 'whether it takes something from the graph as it was';
  comment on column city.subgraph_version.note is 'what its publisher says of it';
  comment on column city.subgraph_version.end_reason is 'why a coordinator refused it';
  comment on column city.subgraph_version.published_by is 'subject of the caller';
  comment on column city.subgraph_version.live_at is 'when it last went live; one without cannot be rolled back to';
  comment on column city.subgraph_version.ended_at is 'when it left the graph';
  alter table city.subgraph_version add constraint subgraph_version_subgraph_id_number_unique
    unique (subgraph_id, number);
  create unique index subgraph_version_current_unique on city.subgraph_version (subgraph_id, status)
    where ${oneOf('status', currentStatuses)};
  create index subgraph_version_ended_at_index on city.subgraph_version (ended_at) where ended_at is not null;

  create table city.subgraph_approval (
    subgraph_id text not null,
    hash text not null,
    approved_by text not null,
    approved_at timestamptz not null,
    reason text null,
    primary key (subgraph_id, hash),
    constraint subgraph_approval_subgraph_id_foreign foreign key (subgraph_id)
      references city.subgraph (id) on delete cascade
  );
  comment on column city.subgraph_approval.approved_by is 'subject of the caller';`

const releaseTables = `
  create table city.supergraph (
    hash text not null primary key,
    text text not null,
    created_at timestamptz not null
  );
  comment on column city.supergraph.hash is 'SHA-256 of the text';

  create table city.composition (
    made_of text not null primary key,
    supergraph text null,
    problems jsonb null,
    created_at timestamptz not null,
    constraint composition_outcome_check check ((supergraph is null) <> (problems is null)),
    constraint composition_supergraph_foreign foreign key (supergraph)
      references city.supergraph (hash) on delete cascade
  );
  comment on column city.composition.made_of is 'SHA-256 of the contracts';
  comment on column city.composition.problems is 'where they do not compose';
  create index composition_supergraph_index on city.composition (supergraph);

  create table city.release (
    number int not null primary key,
    shares jsonb not null,
    sandboxes jsonb not null,
    made_of text not null,
    left_out text[] not null,
    created_at timestamptz not null
  );
  comment on column city.release.number is 'from 1, without gaps';
  comment on column city.release.made_of is 'SHA-256 of the contracts that are live';
  comment on column city.release.left_out is 'versions that do not compose with the others';
  create index release_created_at_index on city.release (created_at);`

// Gateways hear of a release when it is committed. What is not changed through the registry but bears on it wakes the
// job that makes the next one.
const triggers = `
  create function city.tell_release() returns trigger language plpgsql set search_path = '' as $$
  begin
    perform pg_notify('city_registry', 'release:' || new.number);
    return null;
  end $$;
  create trigger tell after insert on city.release for each row execute function city.tell_release();
  create trigger wake_registry after update on city.organization for each row
    when ((old.suspended_at is null) <> (new.suspended_at is null))
    execute function city.wake('city_registry_stale');
  create trigger wake_registry after update on city.subgraph for each row
    when (old.organization_id <> new.organization_id) execute function city.wake('city_registry_stale');`
