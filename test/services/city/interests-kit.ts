import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Caller } from '../../../platform/caller/caller.js'
import { mailFiles, mailFolder, readMail, type StoredMail } from '../../../platform/mail/mail-folder.js'
import { city } from '../../../services/city/service.js'
import type { GraphqlAnswer } from '../../kit/service.js'
import { type RunningService, startService } from '../../kit/service.js'
import { now } from './kit.js'

/** A stand-in for the hub's public graph: what it suggests is set by the test. */
export interface StandInGraph {
  url: string
  /** Variables of every question, oldest first. */
  asked: Record<string, unknown>[]
  /** What is answered as `data.suggestions`; null as when city is down, 'broken' as when the gateway is. */
  suggests: Record<string, unknown> | null | 'broken'
  stop(): Promise<void>
}

const nothing = { edges: [] }

/** An answer with these things, by the names the mail job gives the parts; a part that is null is down. */
export function suggesting(parts: Record<string, { id: string; title: string }[] | null>) {
  const part = (things: { id: string; title: string }[] | null) =>
    things && {
      edges: things.map((suggested) => ({
        node: { suggested, reasons: [{ text: `weil ${suggested.id} passt` }] },
      })),
    }
  return {
    MunicipalService: nothing,
    Initiative: nothing,
    Course: nothing,
    Event: nothing,
    VolunteerOpportunity: nothing,
    ...Object.fromEntries(Object.entries(parts).map(([name, things]) => [name, part(things)])),
  }
}

async function standInGraph(): Promise<StandInGraph> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    graph.asked.push(JSON.parse(Buffer.concat(chunks).toString()).variables)
    if (graph.suggests === 'broken') {
      response.writeHead(502).end('bad gateway')
      return
    }
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ data: { suggestions: graph.suggests } }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const graph: StandInGraph = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    asked: [],
    suggests: suggesting({}),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  return graph
}

export interface Followed extends RunningService {
  graph: StandInGraph
  /** Asks to follow; an interest in health unless said otherwise. */
  follow(email: string, more?: Record<string, unknown>, caller?: Caller): Promise<GraphqlAnswer>
  /** Mails to an address, oldest first. */
  mailsTo(email: string): Promise<StoredMail[]>
  /** All of the newest mail to an address, as it is sent. */
  rawMailTo(email: string): Promise<string>
  /** Follows and confirms, without any mail of suggestions yet; gives the link's path. */
  followConfirmed(email: string, more?: Record<string, unknown>): Promise<string>
  get(path: string, headers?: Record<string, string>): Promise<Response>
  post(path: string, body?: string, contentType?: string): Promise<Response>
}

const mutation = `mutation ($email: String!, $l: [LifeSituation!], $d: ID, $i: [Field!] = [HEALTH], $f: InterestFrequency! = DAILY,
  $key: String!, $lang: Language! = DE) {
  followInterest(email: $email, lifeSituations: $l, district: $d, interests: $i, frequency: $f, idempotencyKey: $key, lang: $lang) {
    message(lang: $lang) suggestions { id interests }
  }
}`

/** City with a stand-in for the hub's graph, as followers of interests meet it. */
export async function startFollowed(): Promise<Followed> {
  const graph = await standInGraph()
  const service = await startService(city, { now, adapt: (config) => ({ ...config, graphUrl: graph.url }) })
  const { stateDirectory, publicUrl } = service.config

  const follow: Followed['follow'] = (email, more = {}, caller) =>
    service.query(mutation, { email, key: randomUUID(), ...more }, caller)

  async function filesTo(email: string): Promise<{ file: string; mail: StoredMail }[]> {
    const found = (await mailFiles(stateDirectory)).reverse()
    const mails = await Promise.all(
      found.map(async (file) => ({ file, mail: await readMail(stateDirectory, file) })),
    )
    return mails.flatMap(({ file, mail }) => (mail?.to === email ? [{ file, mail }] : []))
  }

  const mailsTo = async (email: string) => (await filesTo(email)).map(({ mail }) => mail)
  const post: Followed['post'] = (path, body, contentType = 'application/x-www-form-urlencoded') =>
    fetch(`${service.address}${path}`, {
      method: 'POST',
      ...(body !== undefined && { body, headers: { 'content-type': contentType } }),
    })

  return {
    ...service,
    graph,
    follow,
    mailsTo,
    post,
    get: (path, headers = {}) => fetch(`${service.address}${path}`, { headers }),
    async rawMailTo(email) {
      const newest = (await filesTo(email)).at(-1)
      if (newest === undefined) throw new Error(`There is no mail to ${email}`)
      return readFile(join(mailFolder(stateDirectory), newest.file), 'utf8')
    },
    async followConfirmed(email, more) {
      const { errors } = await follow(email, more)
      if (errors) throw new Error(JSON.stringify(errors))
      await service.runJob('interest-confirmations')
      const path = linkIn((await mailsTo(email)).at(-1), 'confirm', publicUrl)
      const confirmed = await post(path)
      if (confirmed.status !== 200) throw new Error(`Confirming answered ${confirmed.status}`)
      return path
    },
    async stop() {
      await service.stop()
      await graph.stop()
    },
  }
}

/** Path and query of the link to a page in a mail. */
export function linkIn(mail: StoredMail | undefined, page: 'confirm' | 'end', publicUrl: string): string {
  const start = `${publicUrl}/interests/${page}?token=`
  const found = mail?.text.split(/\s/).find((word) => word.startsWith(start))
  if (found === undefined) throw new Error(`No link to ${page} in: ${mail?.text}`)
  return found.slice(publicUrl.length)
}
