import { setTimeout as sleep } from 'node:timers/promises'
import { systemCaller } from '../../../platform/caller/caller.js'
import {
  type Credential,
  type Standing,
  type StandingChange,
  standingAnswer,
} from '../../../platform/caller/standing.js'
import { createCallerSigner } from '../../../platform/caller/token.js'
import type { Config } from '../../../platform/config/config.js'
import { mailFiles, readMail, type StoredMail } from '../../../platform/mail/mail-folder.js'
import type { ServiceDefinition } from '../../../platform/service/definition.js'
import { identity } from '../../../services/identity/service.js'
import { type RunningService, startService } from '../../kit/service.js'

export const password = 'drei Woerter hintereinander'

/** Somebody's browser: keeps cookies, and says where a form stands. */
export interface Browser {
  /** The Cookie header it would send. */
  cookie(): string
  get(path: string, headers?: Record<string, string>): Promise<Response>
  /** Sends JSON, as a page's program does. */
  post(path: string, body: object, headers?: Record<string, string>): Promise<Response>
  /** Sends a form of a page. */
  submit(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Response>
}

export interface IdentityKit extends RunningService {
  /** Headers with which the gateway hands a request of this client on. */
  gatewayHeaders(clientAddress?: string): Promise<Record<string, string>>
  browser(clientAddress?: string): Browser
  standing(kind: Credential['kind'], value: string): Promise<Standing | null>
  /** Follows the stream of changes. */
  follow(): Promise<Following>
  /** Mails to an address, newest first; waits until there are so many. */
  mailsTo(address: string, count: number): Promise<StoredMail[]>
  /** Signs up, confirms the address and signs in. */
  member(email: string, name?: string): Promise<Browser>
}

export interface Following {
  /** Everything that was heard. */
  heard: StandingChange[]
  /** Resolves with the time it took, ms, when the change is heard. */
  hears(change: { kind: string; id?: string }): Promise<number>
  stop(): void
}

/** The identity service, running for real, seen as the gateway and browsers behind it see it. */
export async function startIdentity(
  adapt?: (config: Config) => Config,
  beside: readonly ServiceDefinition[] = [],
): Promise<IdentityKit> {
  let now = new Date()
  const service = await startService(identity, { now, beside, ...(adapt && { adapt }) })
  const { config, address } = service
  const sign = await createCallerSigner(config.caller.privateKey)
  const token = () => sign(systemCaller('gateway'), identity.name, now)

  async function gatewayHeaders(clientAddress = '192.0.2.7') {
    return {
      'x-gateway-token': await token(),
      'x-client-address': clientAddress,
      'x-client-host': '127.0.0.1:4000',
    }
  }

  function browser(clientAddress?: string): Browser {
    const jar = new Map<string, string>()
    const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    async function send(path: string, { headers, ...rest }: RequestInit & { headers?: object }) {
      const response = await fetch(`${address}${path}`, {
        ...rest,
        redirect: 'manual',
        headers: {
          ...(await gatewayHeaders(clientAddress)),
          ...(jar.size > 0 && { cookie: cookie() }),
          ...headers,
        },
      })
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        if (/max-age=0/i.test(line)) jar.delete(name)
        else jar.set(name, value)
      }
      return response
    }
    const origin = config.publicUrl
    return {
      cookie,
      get: (path, headers) => send(path, { headers }),
      post: (path, body, headers) =>
        send(path, {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin, ...headers },
          body: JSON.stringify(body),
        }),
      submit: (path, fields, headers) =>
        send(path, {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded', origin, ...headers },
          body: new URLSearchParams(fields).toString(),
        }),
    }
  }

  async function mailsTo(to: string, count: number): Promise<StoredMail[]> {
    for (;;) {
      const names = await mailFiles(config.stateDirectory)
      const mails = await Promise.all(names.map((name) => readMail(config.stateDirectory, name)))
      const found = mails.filter((mail) => mail !== undefined).filter((mail) => mail.to.includes(to))
      if (found.length >= count) return found
      await sleep(10)
    }
  }

  return {
    ...service,
    setNow(next) {
      now = next
      service.setNow(next)
    },
    gatewayHeaders,
    browser,
    mailsTo,
    async standing(kind, value) {
      const response = await fetch(`${address}/standings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${await token()}` },
        body: JSON.stringify({ credential: { kind, value } }),
      })
      return standingAnswer.parse(await response.json()).standing
    },
    async follow() {
      const response = await untilStreaming(address, token)
      return followed(response)
    },
    async member(email, name = 'Erika Beispiel') {
      const own = browser()
      await own.post('/auth/sign-up/email', { email, name, password })
      const [mail] = await mailsTo(email, 1)
      await own.get(pathOf(linkOf(mail)))
      const answer = await own.post('/auth/sign-in/email', { email, password })
      if (!answer.ok) throw new Error(`${email} cannot sign in: ${await answer.text()}`)
      return own
    },
  }
}

/** The first link of a mail. */
export function linkOf(mail: StoredMail | undefined): string {
  const link = /https?:\/\/\S+/.exec(mail?.text ?? '')?.[0]
  if (link === undefined) throw new Error(`no link in: ${mail?.text}`)
  return link
}

export function pathOf(link: string): string {
  const { pathname, search } = new URL(link)
  return `${pathname}${search}`
}

async function untilStreaming(address: string, token: () => Promise<string>): Promise<Response> {
  for (;;) {
    const response = await fetch(`${address}/standings/changes`, {
      headers: { authorization: `Bearer ${await token()}` },
    })
    if (response.status === 200) return response
    await response.text()
    await sleep(20)
  }
}

function followed(response: Response): Following {
  const heard: StandingChange[] = []
  const stopping = new AbortController()
  const reading = async () => {
    let rest = ''
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    stopping.signal.addEventListener('abort', () => void reader?.cancel().catch(() => {}))
    for (;;) {
      const { done, value = '' } = (await reader?.read()) ?? { done: true }
      if (done) return
      const lines = `${rest}${value}`.split('\n')
      rest = lines.pop() ?? ''
      heard.push(...lines.map((line) => JSON.parse(line)))
    }
  }
  void reading().catch(() => {})
  return {
    heard,
    async hears(wanted) {
      const from = performance.now()
      while (
        !heard.some((change) =>
          Object.entries(wanted).every(([key, value]) => Reflect.get(change, key) === value),
        )
      )
        await sleep(5)
      return performance.now() - from
    },
    stop: () => stopping.abort(),
  }
}
