import { randomUUID } from 'node:crypto'
import { expect } from '@jest/globals'
import { sql } from 'kysely'
import { anonymous, type Caller, systemCaller } from '../../../../platform/caller/caller.js'
import { createCallerSigner } from '../../../../platform/caller/token.js'
import { type Edition, type Release, release } from '../../../../platform/registry/release.js'
import { city } from '../../../../services/city/service.js'
import { coordinator, keyOf } from '../../../kit/callers.js'
import { type GraphqlAnswer, type RunningService, startService } from '../../../kit/service.js'
import { now } from '../kit.js'
import { type PartnerHost, startPartnerHost } from './partner-host.js'

export interface Subgraph {
  id: string
  name: string
  status: string
  version: number
}

export interface Version {
  id: string
  number: number
  status: string
  hash: string
  breaking: boolean
  canaryPercent: number | null
  findings: { code: string; severity: string; coordinate: string | null; message: string }[]
}

const versionFields =
  'id number status hash breaking canaryPercent findings { code severity coordinate message }'

/** City with a registry, a host that serves partners' subgraphs, and three organizations. */
export interface RegistryKit {
  service: RunningService
  host: PartnerHost
  /** Asks and expects no error. */
  done<T>(field: string, args: string, caller: Caller, selection?: string): Promise<T>
  /** Asks and gives the code of the refusal; undefined if there is none. */
  refused(field: string, args: string, caller: Caller, selection?: string): Promise<unknown>
  /** Registers a subgraph whose host shows its token. */
  registered(name: string, organization?: string): Promise<Subgraph>
  /** Serves a schema and publishes it. */
  publish(name: string, sdl: string, options?: PublishOptions): Promise<Version>
  /** Serves, publishes and approves a schema. */
  live(name: string, sdl: string): Promise<Version>
  approve(id: string, percent?: number): Promise<Version>
  subgraph(id: string, caller?: Caller): Promise<Record<string, never>>
  /** Statuses of the versions of a subgraph by number, the newest first. */
  statuses(id: string): Promise<string[]>
  /** Asks an endpoint as the gateway does. */
  asGateway(path: string, caller?: Caller): Promise<Response>
  release(): Promise<Release>
  /** The text of the supergraph of an edition. */
  textOf(edition: Edition | undefined): Promise<string>
  /** The edition everybody gets who gets no canary, as text. */
  liveText(): Promise<string>
  stop(): Promise<void>
}

export interface PublishOptions {
  stage?: 'SANDBOX' | 'AWAITING_APPROVAL'
  caller?: Caller
  note?: string
  key?: string
}

export const garden = keyOf('garden')
export const school = keyOf('school')

const escaped = (value: string) => JSON.stringify(value)

export async function startRegistry(): Promise<RegistryKit> {
  const host = await startPartnerHost()
  const service = await startService(city, {
    now,
    adapt: (config) => ({ ...config, partners: { ...config.partners, privateAddresses: true } }),
  })
  await service.database.rows(sql`insert into city.organization (id, name, kind, fields, verified_until) values
    ('garden', 'Gemeinschaftsgarten e. V. (Beispiel)', 'ASSOCIATION', '{CLIMATE}', '2030-12-31'),
    ('school', 'Abendschule (Beispiel)', 'SCHOOL', '{EDUCATION}', '2030-12-31'),
    ('town', 'Stadt (Beispiel)', 'TOWN', '{SOCIETY}', null)`)
  const sign = await createCallerSigner(service.config.caller.privateKey)
  const owners = new Map<string, Caller>()

  function ask(field: string, args: string, caller: Caller, selection: string): Promise<GraphqlAnswer> {
    const key = args.includes('idempotencyKey') ? '' : `, idempotencyKey: "${randomUUID()}"`
    return service.query(`mutation { ${field}(${args}${key}, lang: EN) ${selection} }`, {}, caller)
  }
  async function done<T>(field: string, args: string, caller: Caller, selection = '{ id }'): Promise<T> {
    const { data, errors } = await ask(field, args, caller, selection)
    expect({ field, args, errors }).toEqual({ field, args, errors: undefined })
    return (data as unknown as Record<string, T>)[field] as T
  }
  async function asGateway(path: string, caller = systemCaller('gateway')): Promise<Response> {
    const token = await sign(caller, 'city', new Date(now))
    return fetch(`${service.address}${path}`, { headers: { authorization: `Bearer ${token}` } })
  }
  async function publish(name: string, sdl: string, options: PublishOptions = {}): Promise<Version> {
    const { stage = 'AWAITING_APPROVAL', caller = owners.get(name) ?? garden, note, key } = options
    host.serve(name, sdl)
    const noted = note === undefined ? '' : `, note: ${escaped(note)}`
    const input = `name: "${name}", url: "${host.urlOf(name)}", sdl: ${escaped(sdl)}, stage: ${stage}${noted}`
    const keyed = key === undefined ? '' : `, idempotencyKey: "${key}"`
    return done('publishSubgraph', `input: { ${input} }${keyed}`, caller, `{ ${versionFields} }`)
  }
  async function approve(id: string, percent = 100): Promise<Version> {
    return done(
      'approveSubgraphVersion',
      `id: "${id}", percent: ${percent}`,
      coordinator,
      `{ ${versionFields} }`,
    )
  }
  async function newest(): Promise<Release> {
    const response = await asGateway('/registry/release')
    expect(response.status).toBe(200)
    return release.parse(await response.json())
  }
  async function textOf(edition: Edition | undefined): Promise<string> {
    const response = await asGateway(`/registry/supergraphs/${edition?.supergraph}`)
    expect(response.status).toBe(200)
    return response.text()
  }

  return {
    service,
    host,
    done,
    refused: async (field, args, caller, selection = '{ id }') =>
      (await ask(field, args, caller, selection)).errors?.[0]?.extensions?.code,
    async registered(name, organization = 'garden') {
      const owner = keyOf(organization)
      owners.set(name, owner)
      const subgraph = await done<Subgraph & { hostProof: { token: string } }>(
        'registerSubgraph',
        `organizationId: "${organization}", input: { name: "${name}" }`,
        owner,
        '{ id name status version hostProof { token } }',
      )
      host.show(subgraph.hostProof.token)
      return subgraph
    },
    publish,
    approve,
    live: async (name, sdl) => approve((await publish(name, sdl)).id),
    async subgraph(id, caller = coordinator) {
      const { data, errors } = await service.query(
        `{ subgraph(id: "${id}") { id name status version suspendedReason live { number }
          terms { claims trusted mayExtend keySetAddress keyGeneration } hostProof { address token provenAt } } }`,
        {},
        caller,
      )
      expect(errors).toBeUndefined()
      return (data as unknown as { subgraph: Record<string, never> }).subgraph
    },
    async statuses(id) {
      const { data } = await service.query(
        `{ subgraph(id: "${id}") { versions { edges { node { status } } } } }`,
        {},
        coordinator,
      )
      const { subgraph } = data as unknown as {
        subgraph: { versions: { edges: { node: { status: string } }[] } }
      }
      return subgraph.versions.edges.map(({ node }) => node.status)
    },
    asGateway,
    release: newest,
    textOf,
    liveText: async () => textOf((await newest()).shares.at(-1)?.edition),
    async stop() {
      await service.stop()
      await host.close()
    },
  }
}

/** Nobody's caller, for what everybody may see. */
export const nobody = anonymous

/** A small subgraph of a partner with a root field of its name and more fields of its type, all nullable. */
export function schemaOf(type: string, more: readonly string[] = []): string {
  const root = `${type.charAt(0).toLowerCase()}${type.slice(1)}`
  const fields = ['title', ...more].map((name) => `  "Ein Feld (Beispiel)."\n  ${name}: String`)
  return `extend schema @link(url: "https://specs.apollo.dev/federation/v2.8", import: ["@key"])

"""Etwas zum Nachsehen (Beispiel)."""
type ${type} @key(fields: "id") {
  "Kennung."
  id: ID!
${fields.join('\n')}
}

type Query {
  "Eines davon."
  ${root}(id: ID!): ${type}
}
`
}
