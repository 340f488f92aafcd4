import { type AuditedTable, auditTrigger } from '../../../platform/audit/trigger.js'
import { createChangeTables } from '../../../platform/changes/change-tables.migration.js'
import { Migration } from '../../../platform/database/migration.js'
import { digestRecipients } from './digest-recipients.js'
import { ownWrites } from './own-writes.js'

/** Sessions are not among them: being signed in changes nothing that others see. */
const audited: readonly AuditedTable[] = [
  { table: 'account', entity: 'Account', personal: ['name', 'email', 'image'], derived: ['updated_at'] },
  {
    table: 'credential',
    entity: 'Account.credential',
    key: ['account_id'],
    personal: ['subject', 'password'],
    derived: [
      'access_token',
      'refresh_token',
      'id_token',
      'access_token_expires_at',
      'refresh_token_expires_at',
      'scope',
      'updated_at',
    ],
  },
  {
    table: 'two_factor',
    entity: 'Account.secondFactor',
    key: ['account_id'],
    derived: ['secret', 'backup_codes', 'failed_verification_count', 'locked_until'],
  },
  { table: 'town_role', entity: 'Account.townRole', key: ['account_id', 'role'] },
  {
    table: 'membership',
    entity: 'Membership',
    key: ['organization_id', 'account_id'],
    organization: 'organization_id',
  },
  {
    table: 'invitation',
    entity: 'Invitation',
    organization: 'organization_id',
    personal: ['email'],
    derived: ['token_hash', 'mail_due_at'],
  },
  {
    table: 'api_key',
    entity: 'ApiKey',
    organization: 'organization_id',
    derived: ['hash', 'last_used_at'],
  },
]

/** What is written from now on is recorded and answered once; invitations can be declined, and are mailed. */
export class ChangesMigration extends Migration {
  override name = '003-changes'

  override up(): void {
    this.addSql(createChangeTables('identity'))
    this.addSql(`
      alter table identity.invitation
        add column declined_at timestamptz null,
        add column mail_due_at timestamptz null;
      comment on column identity.invitation.mail_due_at is 'when to send the mail, again if need be; null when it was sent';
      create index invitation_mail_due_at_index on identity.invitation (mail_due_at);
      create function identity.invitation_made() returns trigger
      language plpgsql set search_path = '' as $$
      begin
        perform pg_notify('identity_invitation', '');
        return null;
      end $$;
      create trigger invitation_made after insert on identity.invitation
        for each statement execute function identity.invitation_made();`)
    for (const each of audited) this.addSql(auditTrigger({ ...each, table: `identity.${each.table}` }))
    this.addSql(ownWrites)
    this.addSql(digestRecipients)
  }
}
