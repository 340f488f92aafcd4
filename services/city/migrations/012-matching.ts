import { auditTrigger } from '../../../platform/audit/trigger.js'
import { Migration } from '../../../platform/database/migration.js'
import { bookingTriggers } from './booking-triggers.js'
import { oneOf } from './table-parts.js'

const matchStatuses = [
  ...['PROPOSED', 'ACCEPTED', 'CONFIRMED', 'DECLINED', 'REFUSED'],
  ...['RELEASED', 'EXPIRED', 'SUPERSEDED', 'WHAT_IF'],
]
const neverAccepted = ['PROPOSED', 'DECLINED', 'EXPIRED', 'SUPERSEDED', 'WHAT_IF']
const withoutReason = ['PROPOSED', 'ACCEPTED', 'CONFIRMED', 'EXPIRED', 'SUPERSEDED', 'WHAT_IF']
const runStatuses = ['QUEUED', 'RUNNING', 'FINISHED', 'CANCELLED', 'FAILED']

/** How the terms count until coordinators say otherwise. */
const firstWeights = {
  SKILLS: 25,
  DISTANCE: 15,
  OVERLAP: 15,
  PRIORITY: 20,
  URGENCY: 10,
  FAIRNESS: 10,
  COST: 5,
}

/** Needs are matched with resources, and what is promised is booked. */
export class MatchingMigration extends Migration {
  override name = '012-matching'

  override up(): void {
    this.addSql(`
      alter table city.need
        add column most_sources int null,
        add constraint need_most_sources_check check (most_sources >= 1 and most_sources <= 10);
      comment on column city.need.most_sources is 'from how many resources it may be met at most; null: any number';`)
    this.addSql(runTables)
    this.addSql(matchTables)
    this.addSql(bookingTriggers)
    this.addSql(`
      create trigger wake after insert or update on city.matching_run for each row
        when (new.status = 'QUEUED' or new.cancel_asked_at is not null) execute function city.wake('city_matching_run');
      create function city.keep_policy() returns trigger language plpgsql set search_path = '' as $$
      begin
        raise exception 'a version of the matching policy never changes: add the next one';
      end $$;
      create trigger keep_policy before update or delete on city.matching_policy
        for each row execute function city.keep_policy();`)
    this.addSql(auditTrigger({ table: 'city.matching_policy', entity: 'MatchingPolicy', key: ['version'] }))
    // What people decide is recorded; what the hub proposes can be read in its run.
    this.addSql(
      auditTrigger({
        table: 'city.match',
        entity: 'Match',
        derived: ['alternatives', 'terms'],
        when: {
          inserted: `new.status not in ('PROPOSED', 'WHAT_IF')`,
          updated: `new.status not in ('PROPOSED', 'SUPERSEDED', 'WHAT_IF')
            and (old.status, new.status) <> ('PROPOSED', 'EXPIRED')`,
        },
      }),
    )
  }
}

const runTables = `
  create table city.matching_policy (
    version int not null primary key,
    weights jsonb not null,
    horizon_days int not null,
    confirmation_days int not null,
    proposal_days int not null,
    fairness_days int not null,
    reason text null,
    created_by text null,
    created_at timestamptz not null,
    constraint matching_policy_horizon_days_check check (horizon_days >= 7 and horizon_days <= 731),
    constraint matching_policy_confirmation_days_check check (confirmation_days >= 1 and confirmation_days <= 90),
    constraint matching_policy_proposal_days_check check (proposal_days >= 1 and proposal_days <= 365),
    constraint matching_policy_fairness_days_check check (fairness_days >= 30 and fairness_days <= 1461)
  );
  comment on column city.matching_policy.version is 'from 1; the last one is in force';
  comment on column city.matching_policy.horizon_days is 'how far ahead is matched';
  comment on column city.matching_policy.confirmation_days is 'how long a provider has to confirm';
  comment on column city.matching_policy.proposal_days is 'how long a proposal waits for a decision';
  comment on column city.matching_policy.fairness_days is 'how far back counts what an organization got';
  comment on column city.matching_policy.created_by is 'subject of the caller';
  insert into city.matching_policy
      (version, weights, horizon_days, confirmation_days, proposal_days, fairness_days, created_at)
    values (1, '${JSON.stringify(firstWeights)}', 366, 14, 30, 365, 'epoch');

  create table city.matching_run (
    id text not null primary key,
    status text not null,
    policy_version int not null,
    scope jsonb not null,
    variation jsonb null,
    time_limit_ms int not null,
    horizon_from timestamptz null,
    horizon_to timestamptz null,
    step text null,
    done int null,
    total int null,
    needs int null,
    resources int null,
    proposals int null,
    unmet int null,
    objective numeric(40,0) null,
    bound numeric(40,0) null,
    stopped_by text null,
    took_ms int null,
    failure text null,
    cancel_asked_at timestamptz null,
    leased_until timestamptz null,
    attempts int not null default 0,
    started_by text not null,
    request_id text not null,
    created_at timestamptz not null,
    started_at timestamptz null,
    ended_at timestamptz null,
    constraint matching_run_status_check check (${oneOf('status', runStatuses)}),
    constraint matching_run_policy_version_foreign foreign key (policy_version)
      references city.matching_policy (version)
  );
  comment on column city.matching_run.scope is 'which needs and resources';
  comment on column city.matching_run.variation is 'of one that only asks what would be: what is other than it is';
  comment on column city.matching_run.horizon_from is 'null until it has begun';
  comment on column city.matching_run.done is 'of total, in the step';
  comment on column city.matching_run.needs is 'how many there were';
  comment on column city.matching_run.resources is 'how many there were';
  comment on column city.matching_run.proposals is 'how many it made';
  comment on column city.matching_run.unmet is 'needs that still lack something';
  comment on column city.matching_run.objective is 'sum of amount in hundredths times score';
  comment on column city.matching_run.bound is 'no plan has more';
  comment on column city.matching_run.failure is 'code of what went wrong';
  comment on column city.matching_run.leased_until is 'a process works on it at least till then';
  comment on column city.matching_run.attempts is 'begun so far';
  comment on column city.matching_run.started_by is 'subject of the caller';
  create index matching_run_created_at_id_index on city.matching_run (created_at, id);
  create index matching_run_unfinished_index on city.matching_run (created_at) where status in ('QUEUED', 'RUNNING');

  create table city.unmet_need (
    run_id text not null,
    need_id text not null,
    missing numeric(16,2) not null,
    offered int not null,
    given_to_others text[] not null,
    obstacles jsonb not null,
    far_off int not null,
    primary key (run_id, need_id),
    constraint unmet_need_run_id_foreign foreign key (run_id) references city.matching_run (id)
      on update cascade on delete cascade,
    constraint unmet_need_need_id_foreign foreign key (need_id) references city.need (id)
      on update cascade on delete cascade
  );
  comment on column city.unmet_need.missing is 'in the unit of the need';
  comment on column city.unmet_need.offered is 'resources of its kind and unit';
  comment on column city.unmet_need.given_to_others is 'ids of resources';
  comment on column city.unmet_need.far_off is 'resources more than one rule stood in the way of';
  create index unmet_need_need_id_run_id_index on city.unmet_need (need_id, run_id);`

const matchTables = `
  create table city.match (
    id text not null primary key,
    need_id text not null,
    resource_id text not null,
    run_id text null,
    amount numeric(16,2) not null,
    during tstzmultirange not null,
    status text not null,
    score int null,
    terms jsonb null,
    alternatives jsonb not null default '[]',
    confirm_by timestamptz null,
    end_reason text null,
    version int not null default 1,
    created_by text null,
    created_at timestamptz not null,
    accepted_at timestamptz null,
    confirmed_at timestamptz null,
    ended_at timestamptz null,
    constraint match_status_check check (${oneOf('status', matchStatuses)}),
    constraint match_amount_check check (amount > 0),
    constraint match_during_check check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
    constraint match_score_check check (score is not null or run_id is null and status <> 'PROPOSED' and status <> 'WHAT_IF'),
    constraint match_accepted_check check (accepted_at is not null or ${oneOf('status', neverAccepted)}),
    constraint match_end_reason_check check (end_reason is not null or ${oneOf('status', withoutReason)}),
    constraint match_need_id_foreign foreign key (need_id) references city.need (id),
    constraint match_resource_id_foreign foreign key (resource_id) references city.resource (id),
    constraint match_run_id_foreign foreign key (run_id) references city.matching_run (id) on delete set null
  );
  comment on column city.match.run_id is 'null for one made by hand';
  comment on column city.match.amount is 'in the unit of both';
  comment on column city.match.during is 'when it is used; half-open';
  comment on column city.match.score is '1 to 1000; null for one made by hand';
  comment on column city.match.terms is 'what the score is made of';
  comment on column city.match.confirm_by is 'until when the provider may answer';
  comment on column city.match.end_reason is 'why it was declined, refused or released';
  comment on column city.match.created_by is 'subject of the caller';
  create index match_need_id_status_id_index on city.match (need_id, status, id);
  create index match_resource_id_status_id_index on city.match (resource_id, status, id);
  create index match_run_id_score_id_index on city.match (run_id, score, id);
  create index match_status_created_at_id_index on city.match (status, created_at, id);
  create index match_confirm_by_index on city.match (confirm_by) where status = 'ACCEPTED';
  create index match_proposed_score_index on city.match (score, id) where status = 'PROPOSED';
  create unique index match_proposed_unique on city.match (need_id, resource_id) where status = 'PROPOSED';

  create table city.booking (
    match_id text not null,
    during tstzrange not null,
    resource_id text not null,
    exclusive boolean not null,
    primary key (match_id, during),
    constraint booking_match_id_foreign foreign key (match_id) references city.match (id),
    constraint booking_resource_id_foreign foreign key (resource_id) references city.resource (id),
    constraint booking_no_overlap exclude using gist
      (resource_id public.gist_text_ops with =, during with &&) where (exclusive)
  );
  comment on column city.booking.during is 'half-open';
  comment on column city.booking.exclusive is 'whether nothing else may be booked meanwhile';
  create index booking_resource_id_during_index on city.booking using gist (resource_id public.gist_text_ops, during);

  create table city.resource_slice (
    resource_id text not null,
    during tstzrange not null,
    free numeric(16,2) not null,
    primary key (resource_id, during),
    constraint resource_slice_free_check check (free >= 0),
    constraint resource_slice_resource_id_foreign foreign key (resource_id) references city.resource (id),
    constraint resource_slice_no_overlap exclude using gist
      (resource_id public.gist_text_ops with =, during with &&)
  );
  comment on column city.resource_slice.during is 'half-open';
  comment on column city.resource_slice.free is 'in the unit of the resource';

  create table city.need_balance (
    need_id text not null primary key,
    missing numeric(16,2) not null,
    constraint need_balance_missing_check check (missing >= 0),
    constraint need_balance_need_id_foreign foreign key (need_id) references city.need (id)
      on update cascade on delete cascade
  );
  comment on column city.need_balance.missing is 'in the unit of the need';`
