import { setTimeout as sleep } from 'node:timers/promises'
import { mailFiles, readMail, type StoredMail } from '../../platform/mail/mail-folder.js'
import type { GraphqlAnswer } from './service.js'

/** Somebody with a browser and a mailbox, who reaches a running hub at its address only. */
export interface Visitor {
  get(path: string): Promise<Response>
  postJson(path: string, body: object): Promise<Response>
  postForm(path: string, fields: Record<string, string>): Promise<Response>
  /** Asks the graph with whatever session the browser has. */
  query(query: string, variables?: Record<string, unknown>): Promise<GraphqlAnswer>
  /** The data of an answer that must have no errors. */
  data<Data>(query: string, variables?: Record<string, unknown>): Promise<Data>
}

export function visit(address: string): Visitor {
  const jar = new Map<string, string>()
  async function send(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(`${address}${path}`, {
      ...init,
      redirect: 'manual',
      headers: { ...init.headers, origin: address, ...(cookie && { cookie }) },
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    return response
  }
  const postJson = (path: string, body: object) =>
    send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  async function query(text: string, variables?: Record<string, unknown>): Promise<GraphqlAnswer> {
    const response = await postJson('/graphql', { query: text, variables })
    return (await response.json()) as GraphqlAnswer
  }
  return {
    get: (path) => send(path),
    postJson,
    postForm: (path, fields) => send(path, { method: 'POST', body: new URLSearchParams(fields) }),
    query,
    async data<Data>(text: string, variables?: Record<string, unknown>) {
      const { data, errors } = await query(text, variables)
      if (errors !== undefined)
        throw new Error(`${text} ${JSON.stringify(variables)}: ${JSON.stringify(errors)}`)
      return data as Data
    },
  }
}

/** The newest mail to an address that is about something; waits for it. */
export async function mailTo(stateDirectory: string, to: string, about: RegExp): Promise<StoredMail> {
  for (;;) {
    for (const name of await mailFiles(stateDirectory)) {
      const mail = await readMail(stateDirectory, name)
      if (mail?.to.includes(to) && about.test(mail.subject)) return mail
    }
    await sleep(50)
  }
}

/** Path and query of the first link of a mail. */
export function linkIn({ text }: StoredMail): string {
  const link = /https?:\/\/\S+/.exec(text)?.[0]
  if (link === undefined) throw new Error(`no link in: ${text}`)
  const { pathname, search } = new URL(link)
  return `${pathname}${search}`
}
