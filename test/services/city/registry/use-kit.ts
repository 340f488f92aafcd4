import { randomUUID } from 'node:crypto'
import { parse } from 'graphql'
import { sql } from 'kysely'
import { type Caller, systemCaller } from '../../../../platform/caller/caller.js'
import { createCallerSigner } from '../../../../platform/caller/token.js'
import { plainOperation } from '../../../../platform/registry/plain-operation.js'
import {
  type GatewayReport,
  latencyBoundsMs,
  type OperationReport,
  type PartnerReport,
} from '../../../../platform/registry/report.js'
import type { RunningService } from '../../../kit/service.js'
import { now } from '../kit.js'

export const gateway = systemCaller('gateway')

/** Asks one of the endpoints for gateways. */
export async function asGateway(
  { address, config }: RunningService,
  path: string,
  { body, caller = gateway, at = now }: { body?: unknown; caller?: Caller | null; at?: Date } = {},
): Promise<Response> {
  const sign = await createCallerSigner(config.caller.privateKey)
  return fetch(address + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      'content-type': 'application/json',
      ...(caller && { authorization: `Bearer ${await sign(caller, 'city', at)}` }),
    },
    body: body === undefined ? null : JSON.stringify(body),
  })
}

/** A gateway's report; what is not said is that there was nothing. */
export function report(more: Partial<GatewayReport> = {}): GatewayReport {
  return {
    gateway: randomUUID(),
    sequence: 1,
    from: new Date(now.getTime() - 5_000).toISOString(),
    to: now.toISOString(),
    partners: [],
    operations: [],
    fields: [],
    ...more,
  }
}

/** How a partner's subgraph did; what is not said is that there was nothing. */
export function partner(name: string, more: Partial<PartnerReport> = {}): PartnerReport {
  return {
    name,
    requests: 0,
    failures: {},
    retries: 0,
    latencies: latencies({}),
    breaker: 'CLOSED',
    lastFailure: null,
    lastAnswerAt: null,
    violations: [],
    ...more,
  }
}

/** Counts by the upper end of their bucket, ms. */
export function latencies(
  counts: Partial<Record<(typeof latencyBoundsMs)[number] | 'beyond', number>>,
): number[] {
  return [...latencyBoundsMs.map((bound) => counts[bound] ?? 0), counts.beyond ?? 0]
}

/** How often an operation was executed. */
export function operation(text: string, count = 1, app: string | null = null): OperationReport {
  const document = parse(text)
  const name = /^query (\w+)/.exec(text)?.[1] ?? null
  const plain = plainOperation(document, name)
  if (plain === undefined) throw new TypeError(`No operation: ${text}`)
  return { ...plain, app, count }
}

/** Writes a partner's subgraph of an organization, live with an SDL. */
export async function addSubgraph(
  { database: { rows } }: RunningService,
  { id, organizationId, sdl }: { id: string; organizationId: string; sdl: string },
): Promise<void> {
  await rows(sql`insert into city.subgraph (id, organization_id, name, host_token, claims, trusted, may_extend,
      created_at, updated_at)
    values (${id}, ${organizationId}, ${id}, 't', '{}', false, '{}', ${now}, ${now})`)
  await rows(sql`insert into city.subgraph_version (id, subgraph_id, number, url, sdl, hash, status, breaking, findings,
      published_by, published_at, live_at)
    values (${id}, ${id}, 1, 'https://partner.example/graphql', ${sdl}, ${'0'.repeat(64)}, 'LIVE', false, '[]', 'p',
      ${now}, ${now})`)
}
