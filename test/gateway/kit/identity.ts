import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import type { Credential, Standing, StandingChange } from '../../../platform/caller/standing.js'
import { createCallerVerifier } from '../../../platform/caller/token.js'
import { clock } from './town.js'

/** Under which address the town of these tests is reached by people. */
export const publicUrl = 'https://stadt.example'

export interface PassedOn {
  method: string
  /** As in the request line. */
  target: string
  headers: IncomingMessage['headers']
  body: string
}

/** Speaks identity's interface to gateways, over real HTTP; what it says is the test's to choose. */
export interface StandInIdentity {
  /** Address of the subgraph, as the config has it. */
  url: string
  /** Credentials it was asked about, oldest first. */
  asked: Credential[]
  /** Requests for anything but standings and keys. */
  passedOn: PassedOn[]
  /** How often its keys were fetched. */
  keyFetches(): number
  /** From now on this credential is worth this; it is worth nothing if null. */
  give(credential: Credential, standing: Standing | null): void
  /** Says a change on every stream. */
  tell(change: StandingChange): void
  openStreams(): number
  /** Signs with another key from now on, and publishes that one only. */
  changeKeys(): Promise<void>
  /** An access token as identity gives them out, with other claims or header where a test says so. */
  accessToken(claims?: Record<string, unknown>, header?: { kid?: string }): Promise<string>
  /** Answers everything in its place until it is called with nothing. */
  answerWith(listener?: RequestListener): void
  close(): Promise<void>
}

interface SigningKey {
  privateKey: CryptoKey
  published: JWK
}

export async function startIdentity({
  publicKey,
  name = 'identity',
  port = 0,
}: {
  publicKey: string
  /** Of the service it stands for. */
  name?: string
  port?: number
}): Promise<StandInIdentity> {
  const verify = await createCallerVerifier(publicKey, name)
  const worth = new Map<string, Standing | null>()
  const asked: Credential[] = []
  const passedOn: PassedOn[] = []
  const streams = new Set<ServerResponse>()
  let signingKey = await newSigningKey(1)
  let keyCount = 1
  let keyFetches = 0
  let standIn: RequestListener | undefined

  async function isGateway({ headers: { authorization = '' } }: IncomingMessage): Promise<boolean> {
    const caller = await verify(authorization.replace('Bearer ', ''), clock()).catch(() => undefined)
    return caller?.subject === 'system:gateway'
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    const { url: target = '', method = '' } = request
    if (standIn) return standIn(request, response)
    if (target === '/auth/jwks') {
      keyFetches++
      return json(response, 200, { keys: [signingKey.published] })
    }
    // Where it stands for city, there is no registry.
    if (target.startsWith('/registry/') && (await isGateway(request))) return json(response, 404, {})
    if (!target.startsWith('/standings')) {
      passedOn.push({ method, target, headers: request.headers, body: await text(request) })
      return json(response, 200, { passed: 'on' })
    }
    if (!(await isGateway(request))) return json(response, 401, { errors: [] })
    if (target === '/standings/changes') return openStream(response)
    const { credential } = JSON.parse(await text(request)) as { credential: Credential }
    asked.push(credential)
    return json(response, 200, { standing: worth.get(nameOf(credential)) ?? null })
  }

  function openStream(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'application/x-ndjson' })
    response.write('{"kind":"start"}\n')
    streams.add(response)
    response.on('close', () => streams.delete(response))
  }

  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    asked,
    passedOn,
    keyFetches: () => keyFetches,
    give: (credential, standing) => void worth.set(nameOf(credential), standing),
    tell: (change) => {
      for (const stream of streams) stream.write(`${JSON.stringify(change)}\n`)
    },
    openStreams: () => streams.size,
    changeKeys: async () => {
      signingKey = await newSigningKey(++keyCount)
    },
    accessToken: (claims, header) => signAccessToken(signingKey, claims, header),
    answerWith: (listener) => {
      standIn = listener
    },
    close: () => closeServer(server),
  }
}

/** The session of a person, as identity states it. */
export function standingOf(subject: string, more: Partial<Standing> = {}): Standing {
  return {
    caller: { subject, roles: [], memberships: [] },
    session: `session of ${subject}`,
    key: null,
    expiresAt: new Date(clock().getTime() + 3_600_000).toISOString(),
    ...more,
  }
}

function nameOf({ kind, value }: Credential): string {
  return `${kind}:${value}`
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

async function newSigningKey(count: number): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  return { privateKey, published: { ...(await exportJWK(publicKey)), alg: 'EdDSA', kid: `key ${count}` } }
}

function signAccessToken(
  { privateKey, published }: SigningKey,
  claims: Record<string, unknown> = {},
  header: { kid?: string } = {},
): Promise<string> {
  const now = Math.floor(clock().getTime() / 1000)
  const all = {
    sub: 'anna',
    sid: 'session of anna',
    iss: publicUrl,
    aud: publicUrl,
    iat: now,
    exp: now + 300,
  }
  return new SignJWT({ ...all, ...claims })
    .setProtectedHeader({ alg: 'EdDSA', kid: published.kid ?? '', ...header })
    .sign(privateKey)
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}
