import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { createGraphClient } from '../../../bin/graph/graph-client.js'
import { registerFile } from '../../../bin/register/register-file.js'
import { createCallerSigner } from '../../../platform/caller/token.js'
import { projectFile } from '../../../platform/project-files.js'
import type { RunningService } from '../../kit/service.js'
import { count, csvOf, key, organization, runJob, startCity } from './bulk-kit.js'
import { now } from './kit.js'

/** Something between the command and the graph that loses requests and answers. */
interface Way {
  url: string
  /** Names of the mutations that have reached the graph. */
  arrived: string[]
  /** Asked of each request, by its number: what becomes of it. */
  fate: (request: number, body: string) => 'passes' | 'lost' | 'answer lost' | 'unavailable'
  stop(): Promise<void>
}

let service: RunningService
let way: Way
let folder: string
let token: string
let working: NodeJS.Timeout
beforeAll(async () => {
  service = await startCity()
  token = await (await createCallerSigner(service.config.caller.privateKey))(key, 'city', now)
  folder = await mkdtemp(join(tmpdir(), 'bindeglied-register-'))
  let running = false
  working = setInterval(async () => {
    if (running) return
    running = true
    await runJob(service)
    running = false
  }, 50)
}, 60_000)
afterAll(async () => {
  clearInterval(working)
  await service.stop()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  way = await openWay(`${service.address}/graphql`)
})
afterEach(() => way.stop())

async function openWay(target: string): Promise<Way> {
  let requests = 0
  const opened: Way = {
    url: '',
    arrived: [],
    fate: () => 'passes',
    stop: () => new Promise((done) => server.close(() => done())),
  }
  const server: Server = createServer(async (request, response) => {
    const body = await bodyOf(request)
    requests += 1
    const fate = opened.fate(requests, body)
    if (fate === 'lost') return response.destroy()
    if (fate === 'unavailable') return response.writeHead(503).end('busy')
    const { query } = JSON.parse(body)
    opened.arrived.push(/(\w+)Registration\(/.exec(query)?.[1] ?? '')
    const { authorization = '' } = request.headers
    const headers = { 'content-type': 'application/json', authorization }
    const answer = await fetch(target, { method: 'POST', headers, body })
    const text = await answer.text()
    if (fate === 'answer lost') return response.destroy()
    return response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  opened.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`
  return opened
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

async function fileOf(name: string, content: string | Buffer): Promise<string> {
  const file = join(folder, name)
  await writeFile(file, content)
  return file
}

function register(file: string, { anew = false, signal = new AbortController().signal } = {}) {
  const ask = createGraphClient({ url: way.url, apiKey: token, signal, firstPauseMs: 1 })
  return registerFile(
    ask,
    { file, organization, format: 'CSV', dryRun: false, submit: false, anew, lang: 'EN' },
    { signal, onProgress: () => {}, lookEveryMs: 20 },
  )
}

/** Four parts of 100 kB. */
const rows = 2_500

describe('sending a file', () => {
  test('gets over requests and answers that are lost: each part arrives, each row is registered once', async () => {
    const file = await fileOf('lossy.csv', csvOf(rows, 'lossy'))
    const fates = ['passes', 'lost', 'answer lost', 'unavailable'] as const
    way.fate = (request) => fates[request % fates.length] ?? 'passes'
    const { status, progress } = await register(file)
    expect({ status, progress }).toMatchObject({
      status: 'FINISHED',
      progress: { total: rows, registered: rows },
    })
    expect(way.arrived.filter((each) => each === 'addTo').length).toBeGreaterThan(4)
  }, 60_000)

  test('goes on, called again, where it was interrupted', async () => {
    const file = await fileOf('resumed.csv', csvOf(rows, 'resumed'))
    const interrupted = new AbortController()
    way.fate = (_, body) => {
      if (JSON.parse(body).variables.part === 3) interrupted.abort(new Error('interrupted'))
      return 'passes'
    }
    await expect(register(file, { signal: interrupted.signal })).rejects.toThrow('interrupted')
    const before = way.arrived.filter((each) => each === 'addTo').length
    way.fate = () => 'passes'
    expect((await register(file)).progress).toMatchObject({ registered: rows })
    const parts = way.arrived.filter((each) => each === 'addTo').length
    expect([before, parts]).toEqual([3, expect.any(Number)])
    // The third may have arrived although nobody heard it.
    expect(parts - 4).toBeLessThanOrEqual(1)
    // And called a third time, it only tells what came of it.
    way.arrived.length = 0
    expect((await register(file)).progress).toMatchObject({ registered: rows })
    expect(way.arrived).not.toContain('addTo')
    expect((await register(file, { anew: true })).progress).toMatchObject({
      registered: 0,
      alreadyThere: rows,
    })
  }, 60_000)

  test('ends with the graph’s refusal', async () => {
    const file = await fileOf('refused.csv', csvOf(1))
    const ask = createGraphClient({
      url: way.url,
      apiKey: token,
      signal: new AbortController().signal,
      firstPauseMs: 1,
    })
    const elsewhere = registerFile(
      ask,
      {
        file,
        organization: 'org-radkreis',
        format: 'CSV',
        dryRun: false,
        submit: false,
        anew: false,
        lang: 'EN',
      },
      { signal: new AbortController().signal, onProgress: () => {} },
    )
    await expect(elsewhere).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  test('gives up a graph that never answers', async () => {
    way.fate = () => 'unavailable'
    const file = await fileOf('nobody.csv', csvOf(1))
    await expect(register(file)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' })
  })

  test.each([
    ['Latin-1', Buffer.from('externalId,title_de\nx,Lövenich\n', 'latin1')],
    ['UTF-16', Buffer.from('\ufeffexternalId,title_de\nx,y\n', 'utf16le')],
    ['nothing', Buffer.alloc(0)],
  ])('refuses a file in %s before anything is sent', async (name, content) => {
    const file = await fileOf(`${name}.csv`, content)
    await expect(register(file)).rejects.toMatchObject({ code: 'FORMAT_UNRECOGNIZED' })
    expect(way.arrived).toEqual([])
  })
})

interface Ended {
  code: number
  stdout: string
  stderr: string
}

/** Runs the command as people do. */
function hub(args: readonly string[], apiKey: string | null = token): Promise<Ended> {
  const { HUB_API_KEY: _, ...environment } = process.env
  const env = { ...environment, ...(apiKey !== null && { HUB_API_KEY: apiKey }) }
  const program = fileURLToPath(projectFile('dist/bin/hub.js'))
  return new Promise((done) => {
    const argv = [program, 'register', '--organization', organization, '--url', way.url, ...args]
    execFile(process.execPath, argv, { env }, (error, stdout, stderr) =>
      done({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    )
  })
}

describe('hub register', () => {
  test('ends with 0 when all is registered, and says how many', async () => {
    const file = await fileOf('command.csv', csvOf(3, 'command'))
    const dry = await hub([file, '--dry-run', '--json'])
    expect({ code: dry.code, stderr: dry.stderr }).toEqual({ code: 0, stderr: '' })
    expect(JSON.parse(dry.stdout)).toMatchObject({ status: 'FINISHED', progress: { valid: 3 }, refused: [] })
    expect(await hub([file])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Registration \S+ is FINISHED; 3 rows: 3 registered\.\n$/),
    })
  }, 60_000)

  test('ends with 1 when rows are refused, says why, and writes the report', async () => {
    const file = await fileOf('some.csv', `${csvOf(1, 'some')}some-2,,,HEALTH\n`)
    const reportFile = join(folder, 'report.json')
    const { code, stdout } = await hub([file, '--report', reportFile, '--lang', 'de'])
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: expect.stringContaining('  line 3 (some-2): title_de: Diese Angabe fehlt.'),
    })
    const report = JSON.parse(await readFile(reportFile, 'utf8'))
    expect(report).toMatchObject({
      status: 'FINISHED',
      rows: [
        { row: 1, outcome: 'REGISTERED', initiative: { id: expect.any(String) } },
        { row: 2, outcome: 'REFUSED', problems: [{ path: ['title_de'], code: 'MISSING' }] },
      ],
    })
  }, 60_000)

  test('ends with 1 when the file as a whole is refused', async () => {
    const file = await fileOf('columns.csv', 'externalId,title\nx,y\n')
    expect(await hub([file])).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('REFUSED; 0 rows. There are no columns title: rename or remove them.'),
    })
  }, 60_000)

  test('ends with 2 for a call that is to be corrected, and never takes the key as an argument', async () => {
    const file = await fileOf('usage.csv', csvOf(1))
    const unknown = await fileOf('usage.txt', csvOf(1))
    const before = await count(service, 'city.initiative_registration')
    expect(await hub([file], null)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('HUB_API_KEY is missing'),
    })
    expect(await hub([unknown])).toMatchObject({ code: 2, stderr: expect.stringContaining('--format') })
    expect(await hub([file, '--lang', 'fr'])).toMatchObject({ code: 2 })
    expect(await hub([file, '--key', 'secret'])).toMatchObject({ code: 2 })
    expect(await count(service, 'city.initiative_registration')).toBe(before)
  }, 60_000)
})
