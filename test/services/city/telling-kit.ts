import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { sql } from 'kysely'
import pg from 'pg'
import { systemCaller } from '../../../platform/caller/caller.js'
import { change } from '../../../platform/changes/change.js'
import { Audience } from '../../../platform/changes/event.entity.js'
import type { NewEvent } from '../../../platform/changes/event.js'
import { roleOf } from '../../../platform/database/roles.js'
import type { JobContext } from '../../../platform/service/job.js'
import { createLogger } from '../../../platform/telemetry/logger.js'
import type { RunningService } from '../../kit/service.js'
import { now } from './kit.js'

/** Two partners, both verified, and the town. */
export async function addOrganizations({ database }: RunningService): Promise<void> {
  await database.rows(sql`insert into city.organization (id, name, kind, fields, verified_until) values
    ('garden', 'Gemeinschaftsgarten e. V. (Beispiel)', 'ASSOCIATION', '{CLIMATE}', '2030-12-31'),
    ('school', 'Abendschule (Beispiel)', 'SCHOOL', '{EDUCATION}', '2030-12-31'),
    ('town', 'Stadt (Beispiel)', 'TOWN', '{SOCIETY}', null)`)
}

/** Something happens, as a change tells it. */
export async function happens(
  { database }: RunningService,
  event: Partial<NewEvent> = {},
  at = now,
): Promise<void> {
  const caller = systemCaller('test')
  await change(
    { caller, database, requestId: 'test', now: at },
    { action: 'test', input: null },
    async ({ emit }) =>
      emit({
        type: 'initiative.published',
        entity: 'Initiative',
        entityId: 'initiative-1',
        organizationId: 'garden',
        audience: Audience.PUBLIC,
        data: { title: { DE: 'Beete für alle', EN: 'Beds for all' } },
        ...event,
      }),
  )
}

/** What a job gets, at a time the test drives. */
export function jobAt(
  { config, database }: RunningService,
  at = now,
  signal = new AbortController().signal,
): JobContext {
  return { config, database, logger: createLogger(config.log, 'test'), now: at, clock: () => at, signal }
}

export interface Received {
  headers: IncomingHttpHeaders
  body: string
}

/** A program of a partner that is told. */
export interface Receiver {
  url: string
  received: Received[]
  /** How it answers; 204 unless said. */
  answer: RequestListener
  stop(): Promise<void>
  /** Is there again, at the same address. */
  start(): Promise<void>
}

export async function startReceiver(): Promise<Receiver> {
  const server = createServer(async (request, response) => {
    receiver.received.push({ headers: request.headers, body: await text(request) })
    receiver.answer(request, response)
  })
  const start = (port = 0) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  await start()
  const { port } = server.address() as AddressInfo
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}/hook`,
    received: [],
    answer: (_request, response) => response.writeHead(204).end(),
    start: () => start(port),
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return receiver
}

/** Somebody identity would know. */
export interface Person {
  account: string
  email: string
  role: 'COORDINATOR' | 'OWNER' | 'MEMBER'
  /** Null for the town. */
  organization: string | null
  language?: 'DE' | 'EN'
}

/** Lends city the function of identity, over people of the test's own. */
export async function lendRecipients({ config }: RunningService, people: readonly Person[]): Promise<void> {
  const owner = new pg.Client({ connectionString: config.database.url })
  await owner.connect()
  const role = pg.escapeIdentifier(roleOf('city', config))
  try {
    await owner.query(`
      create schema if not exists identity;
      create table if not exists identity.test_person
        (account_id text, email text, role text, organization_id text, language text);
      truncate identity.test_person;
      drop function if exists identity.digest_recipients(text);
      create function identity.digest_recipients(organization_id text)
      returns table (account_id text, email text, language text, role text)
      language sql stable security definer set search_path = '' as $$
        select p.account_id, p.email, p.language, p.role from identity.test_person p
        where p.organization_id is not distinct from $1
      $$;
      grant usage on schema identity to ${role};
      grant execute on function identity.digest_recipients(text) to ${role};`)
    for (const { account, email, role, organization, language = null } of people) {
      await owner.query('insert into identity.test_person values ($1, $2, $3, $4, $5)', [
        ...[account, email, role, organization, language],
      ])
    }
  } finally {
    await owner.end()
  }
}
