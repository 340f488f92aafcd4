import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { exitCodeOf } from '../../bin/subgraph/exit-code.js'
import { ofFailure } from '../../bin/subgraph/verdict.js'
import type { ErrorCode } from '../../platform/errors/codes.js'
import { HubError } from '../../platform/errors/hub-error.js'
import { runHub } from '../kit/run-hub.js'

/** Something that answers as a graph does, with whatever a test wants. */
let graph: Server
let url: string
let asked: { authorization: string | undefined; query: string; variables: Record<string, unknown> }[]
let answers: { status?: number; body: unknown }[]
let folder: string
let schema: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bindeglied-partner-'))
  schema = join(folder, 'schema.graphql')
  await writeFile(schema, `\ufeff${sdl}`)
  graph = createServer(async (request, response) => {
    asked.push({ authorization: request.headers.authorization, ...JSON.parse(await bodyOf(request)) })
    const { status = 200, body } = answers.shift() ?? { status: 500, body: 'nothing is left to answer' }
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  })
  await new Promise<void>((listening) => graph.listen(0, '127.0.0.1', listening))
  url = `http://127.0.0.1:${(graph.address() as AddressInfo).port}/graphql`
})
afterAll(async () => {
  graph.closeAllConnections()
  await new Promise((done) => graph.close(done))
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => {
  asked = []
  answers = []
})

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

function hub(command: 'check' | 'publish', args: readonly string[] = [], key: string | null = 'bg_key') {
  return runHub([command, '--name', 'repair-cafes', '--schema', schema, '--url', url, ...args], { key })
}

const sdl = 'type Query { repairCafes: [String] }\n'
const endpoint = 'https://repair-cafes.example/graphql'

const breaking = {
  ...{ code: 'BREAKING_CHANGE', severity: 'ERROR', coordinate: 'RepairCafe.phone', line: null, column: null },
  ...{ message: 'It is gone, and it is asked for.', remedy: 'Keep it.' },
  operations: [
    { name: 'CafePage', app: 'stadt-app', hash: 'a'.repeat(64), timesUsed: 1204, lastUsedOn: '2026-11-20' },
    { name: null, app: null, hash: 'b'.repeat(64), timesUsed: 0, lastUsedOn: null },
  ],
}
const unbounded = {
  ...{ code: 'LIST_UNBOUNDED', severity: 'WARNING', coordinate: 'Query.repairCafes', line: 1, column: 14 },
  ...{ message: 'The list has no bound.', remedy: 'Give it “first”.', operations: [] },
}

describe('hub check', () => {
  test('asks the graph with the key, and ends with 0 when the schema would be taken', async () => {
    answers = [{ body: { data: { checked: { ok: true, breaking: false, findings: [] } } } }]
    expect(await hub('check')).toEqual({
      code: 0,
      stdout: 'repair-cafes: would be taken; 0 errors, 0 warnings.\n',
      stderr: '',
    })
    expect(asked).toEqual([
      {
        authorization: 'Bearer bg_key',
        query: expect.stringContaining('checkSubgraph'),
        variables: { name: 'repair-cafes', sdl, lang: 'EN', idempotencyKey: expect.any(String) },
      },
    ])
  })

  test('ends with 1 on an error, and says where, what, what to do, and what would break', async () => {
    answers = [
      { body: { data: { checked: { ok: false, breaking: true, findings: [breaking, unbounded] } } } },
    ]
    const { code, stdout } = await hub('check', ['--endpoint', endpoint])
    expect({ code, lines: stdout.split('\n') }).toEqual({
      code: 1,
      lines: [
        `${schema}: error: RepairCafe.phone: It is gone, and it is asked for. [BREAKING_CHANGE]`,
        '  Remedy: Keep it.',
        '  Breaks: CafePage of app stadt-app (aaaaaaaaaaaa): 1,204 times in the last 30 days, last on 2026-11-20',
        '  Breaks: an operation without a name (bbbbbbbbbbbb): registered, not used in the last 30 days',
        `${schema}:1:14: warning: Query.repairCafes: The list has no bound. [LIST_UNBOUNDED]`,
        '  Remedy: Give it “first”.',
        'repair-cafes: would be refused; 1 error, 1 warning; takes something from the graph.',
        '',
      ],
    })
    expect(asked[0]?.variables).toMatchObject({ url: endpoint })
  })

  test('ends with 0 on warnings alone, and speaks German', async () => {
    answers = [{ body: { data: { checked: { ok: true, breaking: false, findings: [unbounded] } } } }]
    expect(await hub('check', ['--lang', 'de'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(
        /:1:14: Hinweis: .+\n {2}Abhilfe: .+\nrepair-cafes: würde angenommen; 0 Fehler, 1 Hinweis\.\n$/,
      ),
    })
    expect(asked[0]?.variables).toMatchObject({ lang: 'DE' })
  })
})

describe('hub publish', () => {
  test('says what the version has become, and puts it before the town unless told otherwise', async () => {
    const published = { number: 3, status: 'AWAITING_APPROVAL', breaking: false, findings: [] }
    answers = [{ body: { data: { published } } }, { body: { data: { published } } }]
    expect(await hub('publish', ['--endpoint', endpoint, '--note', 'New cafés'])).toMatchObject({
      code: 0,
      stdout: 'repair-cafes: version 3 awaits approval (AWAITING_APPROVAL); 0 errors, 0 warnings.\n',
    })
    expect(await hub('publish', ['--endpoint', endpoint, '--stage', 'sandbox'])).toMatchObject({ code: 0 })
    const [first, second] = asked.map(({ variables }) => variables)
    expect(first).toMatchObject({ sdl, url: endpoint, stage: 'AWAITING_APPROVAL', note: 'New cafés' })
    expect(second).toMatchObject({ stage: 'SANDBOX' })
    expect(second?.idempotencyKey).not.toBe(first?.idempotencyKey)
  })

  test('sends again what was lost on the way, with the same idempotency key', async () => {
    const published = { number: 3, status: 'LIVE', breaking: false, findings: [] }
    answers = [
      { status: 503, body: 'busy' },
      { body: { errors: [{ message: 'away', extensions: { code: 'DATABASE_UNAVAILABLE' } }] } },
      { body: { data: { published } } },
    ]
    expect(await hub('publish', ['--endpoint', endpoint])).toMatchObject({ code: 0 })
    expect(new Set(asked.map(({ variables }) => variables.idempotencyKey)).size).toBe(1)
    expect(asked).toHaveLength(3)
  })

  test('ends with 1 when the version is refused; as JSON, every name the guide promises is there', async () => {
    const published = { number: 4, status: 'REFUSED', breaking: true, findings: [breaking] }
    answers = [{ body: { data: { published } } }]
    const { code, stdout, stderr } = await hub('publish', ['--endpoint', endpoint, '--json'])
    expect({ code, stderr, lines: stdout.trimEnd().split('\n').length }).toEqual({
      code: 1,
      stderr: '',
      lines: 1,
    })
    expect(JSON.parse(stdout)).toEqual({
      ok: false,
      breaking: true,
      status: 'REFUSED',
      version: 4,
      findings: [breaking],
      error: null,
    })
  })
})

describe('exit codes', () => {
  test.each<[number, ErrorCode]>([
    [1, 'STATE_REFUSED'],
    [1, 'ORGANIZATION_SUSPENDED'],
    [2, 'FORBIDDEN'],
    [2, 'CREDENTIAL_REFUSED'],
    [2, 'BAD_USER_INPUT'],
    [2, 'NOT_FOUND'],
    [2, 'CONFIG_INVALID'],
    [2, 'REQUEST_TOO_LARGE'],
    [3, 'SOURCE_UNAVAILABLE'],
    [3, 'INTERNAL_SERVER_ERROR'],
  ])('%i for %s', (code, failure) => {
    expect(exitCodeOf(ofFailure(new HubError(failure, 'It failed.')))).toBe(code)
  })

  test('a refusal of the graph is said, as JSON too', async () => {
    const body = {
      errors: [{ message: 'A name has small letters.', extensions: { code: 'BAD_USER_INPUT' } }],
    }
    answers = [{ body }, { body }]
    expect(await hub('check')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'hub: A name has small letters. [BAD_USER_INPUT]\n',
    })
    const { code, stdout, stderr } = await hub('check', ['--json'])
    expect({ code, stderr, verdict: JSON.parse(stdout) }).toEqual({
      code: 2,
      stderr: '',
      verdict: {
        ...{ ok: false, breaking: null, status: null, version: null, findings: [] },
        error: { code: 'BAD_USER_INPUT', message: 'A name has small letters.' },
      },
    })
  })

  test('3 where no graph answers', async () => {
    answers = [{ status: 404, body: 'not here' }]
    expect(await hub('check')).toMatchObject({ code: 3, stderr: expect.stringContaining(url) })
  })

  test('2 for a call that is to be corrected, before anybody is asked', async () => {
    const latin1 = join(folder, 'latin1.graphql')
    await writeFile(latin1, Buffer.from('"Café" type Query { a: Int }', 'latin1'))
    const wrong = [
      hub('check', [], null),
      hub('check', ['--schema', join(folder, 'nothing.graphql')]),
      hub('check', ['--schema', latin1]),
      hub('check', ['--lang', 'fr']),
      hub('publish'),
      hub('publish', ['--endpoint', endpoint, '--stage', 'live']),
    ]
    expect(await Promise.all(wrong)).toMatchObject([
      { code: 2, stderr: expect.stringContaining('"read" and "subgraphs:write"') },
      { code: 2, stderr: expect.stringContaining('nothing.graphql cannot be read') },
      { code: 2, stderr: expect.stringContaining('is not UTF-8') },
      { code: 2, stderr: expect.stringContaining('Allowed choices are de, en') },
      { code: 2, stderr: expect.stringContaining('--endpoint') },
      { code: 2, stderr: expect.stringContaining('sandbox, approval') },
    ])
    expect(asked).toEqual([])
  })
})
