import { auditTrigger } from '../../../platform/audit/trigger.js'
import { Migration } from '../../../platform/database/migration.js'
import { oneOf } from './table-parts.js'

const statuses = [
  ...['DRAFT', 'SUBMITTED', 'CHANGES_REQUESTED', 'SCHEDULED'],
  ...['PUBLISHED', 'REJECTED', 'PAUSED', 'ENDED'],
]
const unpublished = ['DRAFT', 'SUBMITTED', 'CHANGES_REQUESTED', 'REJECTED']
const proposalStatuses = ['PROPOSED', 'CHANGES_REQUESTED', 'WITHDRAWN', 'ACCEPTED', 'REJECTED']

/** Initiatives live: they are drafted, submitted, decided about, and changed while they are published. */
export class InitiativesMigration extends Migration {
  override name = '005-initiatives'

  override up(): void {
    this.addSql(`
      alter table city.initiative
        alter column summary drop not null,
        add column contact jsonb null,
        add column version int not null default 1,
        add column content_version int not null default 1,
        add column created_by text null,
        add column created_at timestamptz null,
        add column updated_at timestamptz null,
        add column submitted_at timestamptz null,
        add column publish_at timestamptz null,
        add column published_at timestamptz null,
        add column decision_reason text null,
        add column paused_by text null,
        drop constraint initiative_status_check,
        add constraint initiative_status_check check (${oneOf('status', statuses)}),
        add constraint initiative_summary_check check (${oneOf('status', unpublished)} or summary is not null),
        add constraint initiative_publish_at_check check (status <> 'SCHEDULED' or publish_at is not null),
        add constraint initiative_paused_by_check check (paused_by is null or status = 'PAUSED');
      update city.initiative set submitted_at = now() where status = 'SUBMITTED';
      set constraints all immediate;
      set constraints all deferred;
      alter table city.initiative
        add constraint initiative_submitted_at_check check (status <> 'SUBMITTED' or submitted_at is not null);
      comment on column city.initiative.contact is 'personal data: never public';
      comment on column city.initiative.content_version is 'raised when what is said changes, not with every step';
      comment on column city.initiative.created_by is 'subject of the caller';
      comment on column city.initiative.submitted_at is 'last time; null for what never was';
      comment on column city.initiative.publish_at is 'set time of publication';
      comment on column city.initiative.published_at is 'first time';
      comment on column city.initiative.decision_reason is 'of the last decision that has one';
      create index initiative_due_index on city.initiative (publish_at) where status = 'SCHEDULED';
      create index initiative_waiting_index on city.initiative (submitted_at) where status = 'SUBMITTED';`)
    this.addSql(`
      create table city.initiative_proposal (
        id text not null primary key,
        initiative_id text not null,
        status text not null,
        base_version int not null,
        content jsonb not null,
        contact jsonb null,
        reason text null,
        proposed_by text not null,
        proposed_at timestamptz not null,
        decided_at timestamptz null,
        version int not null default 1,
        constraint initiative_proposal_status_check check (${oneOf('status', proposalStatuses)}),
        constraint initiative_proposal_initiative_id_foreign foreign key (initiative_id)
          references city.initiative (id)
      );
      comment on column city.initiative_proposal.base_version is 'content_version of the initiative it was made from';
      comment on column city.initiative_proposal.content is 'all that would be said, not only what differs';
      comment on column city.initiative_proposal.contact is 'personal data: never public';
      comment on column city.initiative_proposal.reason is 'of the last decision that has one';
      comment on column city.initiative_proposal.proposed_by is 'subject of the caller';
      comment on column city.initiative_proposal.proposed_at is 'last time it was put forward';
      create index initiative_proposal_initiative_id_proposed_at_index
        on city.initiative_proposal (initiative_id, proposed_at);
      create unique index initiative_proposal_open_unique on city.initiative_proposal (initiative_id)
        where status in ('PROPOSED', 'CHANGES_REQUESTED');
      create index initiative_proposal_waiting_index on city.initiative_proposal (proposed_at)
        where status = 'PROPOSED';`)
    this.addSql(
      auditTrigger({
        table: 'city.initiative_proposal',
        entity: 'InitiativeProposal',
        personal: ['contact'],
      }),
    )
  }
}
