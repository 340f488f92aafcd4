import { Migration } from '../../../platform/database/migration.js'
import { foundOrganization } from './found-organization.js'
import { standingTriggers } from './standing-triggers.js'

export class AccountsMigration extends Migration {
  override name = '001-accounts'

  override up(): void {
    this.addSql(`
      create table identity.account (
        id text not null primary key,
        name text not null,
        email text not null,
        email_verified boolean not null default false,
        image text null,
        two_factor_enabled boolean null default false,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        constraint account_email_unique unique (email)
      );
      comment on column identity.account.email is 'in small letters';`)
    this.addSql(`
      create table identity.credential (
        id text not null primary key,
        account_id text not null,
        provider_id text not null,
        subject text not null,
        password text null,
        access_token text null,
        refresh_token text null,
        id_token text null,
        access_token_expires_at timestamptz null,
        refresh_token_expires_at timestamptz null,
        scope text null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        constraint credential_provider_id_subject_unique unique (provider_id, subject),
        constraint credential_account_id_foreign foreign key (account_id)
          references identity.account (id) on delete cascade
      );
      comment on column identity.credential.provider_id is '"credential" for a password';
      comment on column identity.credential.subject is 'who the person is to the provider';
      comment on column identity.credential.password is 'scrypt, with its salt';
      create index credential_account_id_index on identity.credential (account_id);`)
    this.addSql(`
      create table identity.two_factor (
        id text not null primary key,
        account_id text not null,
        secret text not null,
        backup_codes text not null,
        verified boolean null default true,
        failed_verification_count int null default 0,
        locked_until timestamptz null,
        constraint two_factor_account_id_foreign foreign key (account_id)
          references identity.account (id) on delete cascade
      );
      create index two_factor_account_id_index on identity.two_factor (account_id);`)
    this.addSql(`
      create table identity.town_role (
        account_id text not null,
        role text not null,
        granted_at timestamptz not null,
        granted_by text null,
        primary key (account_id, role),
        constraint town_role_role_check check (role in ('coordinator', 'administrator')),
        constraint town_role_account_id_foreign foreign key (account_id)
          references identity.account (id) on delete cascade
      );
      comment on column identity.town_role.granted_by is 'account that gave it; null for the first coordinator';`)
    this.addSql(`
      create table identity.session (
        id text not null primary key,
        account_id text not null,
        token text not null,
        expires_at timestamptz not null,
        ip_address text null,
        user_agent text null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        constraint session_token_unique unique (token),
        constraint session_account_id_foreign foreign key (account_id)
          references identity.account (id) on delete cascade
      );
      create index session_account_id_index on identity.session (account_id);
      create index session_expires_at_index on identity.session (expires_at);`)
    this.addSql(`
      create table identity.verification (
        id text not null primary key,
        identifier text not null,
        value text not null,
        expires_at timestamptz not null,
        created_at timestamptz not null,
        updated_at timestamptz not null
      );
      comment on column identity.verification.identifier is 'SHA-256 of what is shown';
      create index verification_identifier_index on identity.verification (identifier);
      create index verification_expires_at_index on identity.verification (expires_at);`)
    this.addSql(`
      create table identity.jwks (
        id text not null primary key,
        public_key text not null,
        private_key text not null,
        alg text null,
        crv text null,
        created_at timestamptz not null,
        expires_at timestamptz null
      );`)
    this.addSql(`
      create table identity.rate_limit (
        key text not null primary key,
        count int not null,
        ends_at timestamptz not null
      );
      comment on column identity.rate_limit.key is 'what is counted; accounts and addresses as SHA-256';
      comment on column identity.rate_limit.ends_at is 'end of the window';
      create index rate_limit_ends_at_index on identity.rate_limit (ends_at);`)
    this.addSql(`
      create table identity.membership (
        organization_id text not null,
        account_id text not null,
        role text not null,
        since timestamptz not null,
        primary key (organization_id, account_id),
        constraint membership_role_check check (role in ('OWNER', 'MEMBER')),
        constraint membership_account_id_foreign foreign key (account_id)
          references identity.account (id) on delete cascade
      );
      create index membership_account_id_index on identity.membership (account_id);`)
    this.addSql(`
      create table identity.invitation (
        id text not null primary key,
        organization_id text not null,
        email text not null,
        role text not null,
        token_hash bytea not null,
        invited_by text not null,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        accepted_at timestamptz null,
        withdrawn_at timestamptz null,
        constraint invitation_token_hash_unique unique (token_hash),
        constraint invitation_role_check check (role in ('OWNER', 'MEMBER'))
      );
      comment on column identity.invitation.token_hash is 'SHA-256 of the token of the link';
      create index invitation_organization_id_index on identity.invitation (organization_id);
      create index invitation_email_index on identity.invitation (email);`)
    this.addSql(`
      create table identity.api_key (
        id text not null primary key,
        organization_id text not null,
        name text not null,
        prefix text not null,
        hash bytea not null,
        scopes text[] not null,
        created_by text not null,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        revoked_at timestamptz null,
        last_used_at timestamptz null,
        constraint api_key_hash_unique unique (hash)
      );
      comment on column identity.api_key.prefix is 'the part of the key that may be shown again';
      comment on column identity.api_key.hash is 'SHA-256 of the whole key';
      create index api_key_organization_id_index on identity.api_key (organization_id);`)
    this.addSql(standingTriggers)
    this.addSql(foundOrganization)
  }
}
