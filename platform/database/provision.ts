import pg from 'pg'
import type { Config } from '../config/config.js'
import { subgraphVariable } from '../config/config.js'
import { HubError, messageOf } from '../errors/hub-error.js'
import type { ServiceDefinition } from '../service/definition.js'
import type { SubgraphName } from '../subgraphs.js'
import { roleOf } from './roles.js'

/** SQLSTATE insufficient_privilege. */
const insufficientPrivilege = '42501'

/**
 * Makes a service's schema and role, and lets the role read and write that schema only.
 * Repeating it changes nothing but the role's password.
 *
 * @param owner connection of the database's owner
 * @throws HubError CONFIG_INVALID if the password is missing, DATABASE_UNAVAILABLE if the owner may not make roles
 */
export async function provisionService(owner: pg.ClientBase, service: SubgraphName, config: Config) {
  const password = config.subgraphs[service].databasePassword
  if (password === undefined) {
    const variable = subgraphVariable(service, 'DATABASE_PASSWORD')
    throw new HubError(
      'CONFIG_INVALID',
      `Settings to correct: ${variable} is needed to make ${service}'s role.`,
    )
  }
  await ensureRole(owner, roleOf(service, config), password)
  const role = pg.escapeIdentifier(roleOf(service, config))
  const schema = pg.escapeIdentifier(service)
  await owner.query(`create schema if not exists ${schema}`)
  await owner.query(`grant usage on schema ${schema}, public to ${role}`)
  await owner.query(`grant select, insert, update, delete on all tables in schema ${schema} to ${role}`)
  await owner.query(
    `alter default privileges in schema ${schema} grant select, insert, update, delete on tables to ${role}`,
  )
  await owner.query(`grant usage on all sequences in schema ${schema} to ${role}`)
  await owner.query(`alter default privileges in schema ${schema} grant usage on sequences to ${role}`)
}

/** The service that shows the audit trail. No service may write it. */
const auditReader: SubgraphName = 'city'

/** Lets city read the audit trail, and services call the functions others lend them; those that are not among the migrated ones get nothing. */
export async function grantAcrossSchemas(
  owner: pg.ClientBase,
  services: readonly ServiceDefinition[],
  config: Config,
): Promise<void> {
  if (services.some(({ name }) => name === auditReader)) {
    const role = pg.escapeIdentifier(roleOf(auditReader, config))
    await owner.query(`grant usage on schema audit to ${role}`)
    await owner.query(`grant select on audit.entry to ${role}`)
  }
  for (const { name, loans = [] } of services) {
    for (const { to, privilege } of loans.filter((loan) =>
      services.some((other) => other.name === loan.to),
    )) {
      const role = pg.escapeIdentifier(roleOf(to, config))
      await owner.query(`grant usage on schema ${pg.escapeIdentifier(name)} to ${role}`)
      await owner.query(`grant ${privilege} to ${role}`)
    }
  }
}

/** Makes what every service's tables rely on: trigram search, exclusion by an id and a time, the audit trail's schema, nobody's tables in `public`. */
export async function provisionDatabase(owner: pg.ClientBase): Promise<void> {
  await owner.query('revoke create on schema public from public')
  await owner.query('create extension if not exists pg_trgm with schema public')
  await owner.query('create extension if not exists btree_gist with schema public')
  await owner.query('create schema if not exists audit')
}

async function ensureRole(owner: pg.ClientBase, role: string, password: string): Promise<void> {
  const { rowCount } = await owner.query('select from pg_roles where rolname = $1', [role])
  const verb = rowCount ? 'alter' : 'create'
  try {
    await owner.query(
      `${verb} role ${pg.escapeIdentifier(role)} login password ${pg.escapeLiteral(password)}`,
    )
  } catch (error) {
    // A managed server may make roles by other means; then the password is right already or connecting says so.
    if (verb === 'alter' && (error as pg.DatabaseError).code === insufficientPrivilege) return
    throw new HubError(
      'DATABASE_UNAVAILABLE',
      `The role ${role} cannot be made (${messageOf(error)}): give DATABASE_URL a user with CREATEROLE, or make the role by hand.`,
      { cause: error },
    )
  }
}
