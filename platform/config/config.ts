import { z } from 'zod'
import { HubError } from '../errors/hub-error.js'
import { type SubgraphName, subgraphNames } from '../subgraphs.js'

const port = z.coerce.number().int().min(0).max(65_535)
const positive = z.coerce.number().int().positive()
const flag = z.enum(['true', 'false']).transform((value) => value === 'true')
const onOrOff = z.enum(['on', 'off'])
const list = z.string().transform((value) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
)
const databaseUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' })
const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' })
const mailUrl = z.url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// address' })
const jsonWebKey = z.string().refine(isJson, 'must be an Ed25519 key as JSON Web Key')

/** OpenID Connect providers people may sign in with, as JSON. */
const oidcProviders = z
  .string()
  .refine(isJson, 'must be a JSON list of OpenID Connect providers')
  .transform((text): unknown => JSON.parse(text))
  .pipe(
    z
      .array(
        z.strictObject({
          /** Part of the callback address; small letters, digits and dashes. */
          id: z.string().regex(/^[a-z0-9-]{1,30}$/, 'must be small letters, digits and dashes'),
          /** What people read on the button. */
          name: z.string().min(1),
          issuer: httpUrl,
          clientId: z.string().min(1),
          clientSecret: z.string().min(1),
        }),
      )
      .max(10),
  )

/** Every setting of every process. Names are those of the environment; defaults suit one machine. */
const environment = z.object({
  DATABASE_URL: databaseUrl.optional(),
  HUB_STATE_DIRECTORY: z.string().min(1).default('.hub'),
  HUB_EXAMPLE_CONTENT: flag.default(true),
  HUB_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  HUB_LOG_FORMAT: z.enum(['json', 'pretty']).default('json'),

  HUB_HOST: z.string().min(1).default('127.0.0.1'),
  HUB_PORT: port.default(4000),
  HUB_CORS_ORIGINS: list.default(['*']),
  HUB_BODY_LIMIT_BYTES: positive.default(1024 * 1024),
  HUB_REQUEST_TIMEOUT_MS: positive.default(30_000),
  HUB_OPERATION_MAX_DEPTH: positive.default(12),
  HUB_OPERATION_MAX_ALIASES: positive.default(30),
  HUB_OPERATION_MAX_TOKENS: positive.default(2_000),
  HUB_OPERATION_MAX_COST: positive.default(20_000),
  HUB_PLANNING_TIME_MS: positive.default(3_000),
  HUB_PLANNING_MEMORY_MB: positive.default(1024),
  HUB_SUBGRAPH_TIMEOUT_MS: positive.default(5_000),
  HUB_CHANGE_TIMEOUT_MS: positive.default(60_000),
  HUB_SUBGRAPH_ANSWER_LIMIT_BYTES: positive.default(10 * 1024 * 1024),
  HUB_PARTNER_TIMEOUT_MS: positive.default(2_000),
  HUB_PARTNER_CONNECTIONS: positive.default(16),
  HUB_PARTNER_ANSWER_LIMIT_BYTES: positive.default(2 * 1024 * 1024),
  HUB_PARTNER_PRIVATE_ADDRESSES: flag.default(false),
  HUB_ONLY_REGISTERED_OPERATIONS: flag.default(false),
  HUB_SHARING: onOrOff.default('on'),

  HUB_SERVICES_HOST: z.string().min(1).default('127.0.0.1'),
  HUB_DATABASE_POOL_SIZE: positive.default(10),
  HUB_DATABASE_ROLE_PREFIX: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,30}$/, 'must be lower-case letters, digits and _')
    .default('hub'),
  HUB_IMPORT_LIMIT_BYTES: positive.default(4 * 1024 ** 3),
  HUB_IMPORT_TIMEOUT_MS: positive.default(15 * 60_000),
  HUB_IMPORT_PRIVATE_ADDRESSES: flag.default(false),
  HUB_MATCHING_MEMORY_MB: positive.default(1024),

  HUB_PUBLIC_URL: httpUrl.optional(),
  HUB_GRAPH_URL: httpUrl.optional(),
  HUB_TRUSTED_PROXIES: list.default([]),
  HUB_MAIL_URL: mailUrl.optional(),
  HUB_MAIL_FROM: z.string().min(3).default('Bindeglied <bindeglied@localhost>'),
  HUB_WEBHOOK_PRIVATE_ADDRESSES: flag.default(false),
  HUB_FIRST_COORDINATOR_EMAIL: z.email('must be an e-mail address').default('coordinator@bindeglied.example'),
  HUB_OIDC_PROVIDERS: oidcProviders.default([]),
  HUB_IDENTITY_SECRET: z.string().min(32, 'needs at least 32 characters').optional(),

  HUB_CALLER_PRIVATE_KEY: jsonWebKey.optional(),
  HUB_CALLER_PUBLIC_KEY: jsonWebKey.optional(),
  ...perSubgraph('PORT', (index) => port.default(4001 + index)),
  ...perSubgraph('URL', () => httpUrl.optional()),
  ...perSubgraph('DATABASE_PASSWORD', () => z.string().min(16, 'needs at least 16 characters').optional()),
})

type Environment = z.infer<typeof environment>

export interface SubgraphConfig {
  /** Port the subgraph listens on; 0 takes any free one. */
  port: number
  /** Address of its GraphQL endpoint as the gateway reaches it. */
  url: string
  /** Password of its database role; absent in processes that do not open it. */
  databasePassword: string | undefined
}

export interface Config {
  database: {
    /** Server and database; with credentials of an owner where migrations run. Absent: embedded PostgreSQL. */
    url: string | undefined
    poolSize: number
    /** A service's role is this prefix, `_` and the service's name; unique per server. */
    rolePrefix: string
  }
  stateDirectory: string
  exampleContent: boolean
  log: { level: Environment['HUB_LOG_LEVEL']; format: Environment['HUB_LOG_FORMAT'] }
  gateway: {
    host: string
    port: number
    corsOrigins: string[]
    bodyLimitBytes: number
    requestTimeoutMs: number
    limits: OperationLimits
    /** How long a subgraph may take over a query: what is late costs its own fields. */
    subgraphTimeoutMs: number
    /** How long it may take over a change: who gives up does not know whether it was made. */
    changeTimeoutMs: number
    subgraphAnswerLimitBytes: number
    /** Whether operations that no app has registered are refused. */
    onlyRegisteredOperations: boolean
    /** Whether equal requests under way at once are made one, where that changes nobody's answer. */
    sharing: boolean
  }
  /** What planning may take: one operation in time, all supergraphs in use together in memory. */
  planning: { timeMs: number; memoryMegabytes: number }
  /** What one partner's subgraph may take of the gateway. */
  partners: {
    timeoutMs: number
    connections: number
    answerLimitBytes: number
    /** Whether addresses inside private networks, and http instead of https, may be used. */
    privateAddresses: boolean
  }
  servicesHost: string
  /** Address under which people reach the gateway; without a slash at the end. */
  publicUrl: string
  /** The gateway's GraphQL endpoint as services reach it that ask the graph like any client. */
  graphUrl: string
  /** Addresses of proxies whose word about a client's address is believed. */
  trustedProxies: string[]
  mail: {
    /** SMTP server with credentials. Absent: mails are written to a folder of the state directory. */
    url: string | undefined
    from: string
  }
  webhooks: { privateAddresses: boolean }
  identity: {
    /** Signs cookies and encrypts second factors; only the identity service is told. */
    secret: string | undefined
    firstCoordinatorEmail: string
    oidcProviders: readonly OidcProvider[]
  }
  imports: { limitBytes: number; timeoutMs: number; privateAddresses: boolean }
  /** Most memory a matching run may take, MiB; one that needs more fails by itself. */
  matching: { memoryMegabytes: number }
  /** Ed25519 JSON Web Keys as JSON text: the gateway signs with the private, subgraphs verify with the public one. */
  caller: { privateKey: string | undefined; publicKey: string | undefined }
  subgraphs: Record<SubgraphName, SubgraphConfig>
}

export type OidcProvider = Environment['HUB_OIDC_PROVIDERS'][number]

export interface OperationLimits {
  maxDepth: number
  maxAliases: number
  maxTokens: number
  maxCost: number
}

/**
 * Turns environment variables into the one config every process is built from.
 *
 * @throws HubError CONFIG_INVALID naming every setting that is not usable, all at once
 */
export function parseConfig(variables: Record<string, string | undefined>): Config {
  // An empty variable is how compose files and shells say "not set".
  const present = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(present)
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
    throw new HubError('CONFIG_INVALID', `Settings to correct: ${problems.join('; ')}.`)
  }
  return shape(parsed.data)
}

function shape(env: Environment): Config {
  const publicUrl = (env.HUB_PUBLIC_URL ?? `http://127.0.0.1:${env.HUB_PORT}`).replace(/\/+$/, '')
  return {
    database: {
      url: env.DATABASE_URL,
      poolSize: env.HUB_DATABASE_POOL_SIZE,
      rolePrefix: env.HUB_DATABASE_ROLE_PREFIX,
    },
    stateDirectory: env.HUB_STATE_DIRECTORY,
    exampleContent: env.HUB_EXAMPLE_CONTENT,
    log: { level: env.HUB_LOG_LEVEL, format: env.HUB_LOG_FORMAT },
    gateway: {
      host: env.HUB_HOST,
      port: env.HUB_PORT,
      corsOrigins: env.HUB_CORS_ORIGINS,
      bodyLimitBytes: env.HUB_BODY_LIMIT_BYTES,
      requestTimeoutMs: env.HUB_REQUEST_TIMEOUT_MS,
      limits: {
        maxDepth: env.HUB_OPERATION_MAX_DEPTH,
        maxAliases: env.HUB_OPERATION_MAX_ALIASES,
        maxTokens: env.HUB_OPERATION_MAX_TOKENS,
        maxCost: env.HUB_OPERATION_MAX_COST,
      },
      subgraphTimeoutMs: env.HUB_SUBGRAPH_TIMEOUT_MS,
      changeTimeoutMs: env.HUB_CHANGE_TIMEOUT_MS,
      subgraphAnswerLimitBytes: env.HUB_SUBGRAPH_ANSWER_LIMIT_BYTES,
      onlyRegisteredOperations: env.HUB_ONLY_REGISTERED_OPERATIONS,
      sharing: env.HUB_SHARING === 'on',
    },
    planning: { timeMs: env.HUB_PLANNING_TIME_MS, memoryMegabytes: env.HUB_PLANNING_MEMORY_MB },
    partners: {
      timeoutMs: env.HUB_PARTNER_TIMEOUT_MS,
      connections: env.HUB_PARTNER_CONNECTIONS,
      answerLimitBytes: env.HUB_PARTNER_ANSWER_LIMIT_BYTES,
      privateAddresses: env.HUB_PARTNER_PRIVATE_ADDRESSES,
    },
    servicesHost: env.HUB_SERVICES_HOST,
    publicUrl,
    graphUrl: env.HUB_GRAPH_URL ?? `${publicUrl}/graphql`,
    trustedProxies: env.HUB_TRUSTED_PROXIES,
    mail: { url: env.HUB_MAIL_URL, from: env.HUB_MAIL_FROM },
    webhooks: { privateAddresses: env.HUB_WEBHOOK_PRIVATE_ADDRESSES },
    identity: {
      secret: env.HUB_IDENTITY_SECRET,
      firstCoordinatorEmail: env.HUB_FIRST_COORDINATOR_EMAIL,
      oidcProviders: env.HUB_OIDC_PROVIDERS,
    },
    imports: {
      limitBytes: env.HUB_IMPORT_LIMIT_BYTES,
      timeoutMs: env.HUB_IMPORT_TIMEOUT_MS,
      privateAddresses: env.HUB_IMPORT_PRIVATE_ADDRESSES,
    },
    matching: { memoryMegabytes: env.HUB_MATCHING_MEMORY_MB },
    caller: { privateKey: env.HUB_CALLER_PRIVATE_KEY, publicKey: env.HUB_CALLER_PUBLIC_KEY },
    subgraphs: mapSubgraphs((name) => {
      const prefix = variablePrefix(name)
      return {
        port: env[`${prefix}_PORT`],
        url: env[`${prefix}_URL`] ?? `http://127.0.0.1:${env[`${prefix}_PORT`]}/graphql`,
        databasePassword: env[`${prefix}_DATABASE_PASSWORD`],
      }
    }),
  }
}

/** A value for each of the hub's subgraphs. */
export function mapSubgraphs<T>(value: (name: SubgraphName) => T): Record<SubgraphName, T> {
  return Object.fromEntries(subgraphNames.map((name) => [name, value(name)])) as Record<SubgraphName, T>
}

/** The name of a subgraph's setting: `HUB_CITY_PORT` for city's port. */
export function subgraphVariable(name: SubgraphName, setting: 'PORT' | 'URL' | 'DATABASE_PASSWORD'): string {
  return `${variablePrefix(name)}_${setting}`
}

type Prefix = `HUB_${Uppercase<SubgraphName>}`

function variablePrefix(name: SubgraphName): Prefix {
  return `HUB_${name.toUpperCase() as Uppercase<SubgraphName>}`
}

function perSubgraph<S extends string, T extends z.ZodType>(setting: S, schema: (index: number) => T) {
  const entries = subgraphNames.map((name, index) => [`${variablePrefix(name)}_${setting}`, schema(index)])
  return Object.fromEntries(entries) as Record<`${Prefix}_${S}`, T>
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object'
  } catch {
    return false
  }
}
