import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals'
import { services } from '../../bin/services.js'
import { createTestDatabase } from '../kit/database.js'
import { type HubCommands, hubCommands } from '../kit/hub-commands.js'

// The built hub is started as a user starts it, with its own embedded database, in an empty folder.
jest.setTimeout(120_000)

let hub: HubCommands

interface Found {
  pid: number
  command: string
}

/** Processes that were started for the test's folder: it stands in their command line or their environment. */
async function processesOfFolder(): Promise<Found[]> {
  if (process.platform !== 'linux') return processesByPs()
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0 && pid !== process.pid)
  const found = await Promise.all(
    pids.map(async (pid) => {
      const [command, variables] = await Promise.all(
        ['cmdline', 'environ'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
      )
      return { pid, command: `${command}`.replaceAll('\0', ' '), whole: `${command}${variables}` }
    }),
  )
  return found.filter(({ whole }) => whole.includes(hub.folder)).map(({ pid, command }) => ({ pid, command }))
}

async function processesByPs(): Promise<Found[]> {
  const { stdout } = await promisify(execFile)('ps', ['-axEwwo', 'pid=,command='])
  const lines = stdout.split('\n').filter((line) => line.includes(hub.folder))
  return lines.map((line) => ({ pid: Number.parseInt(line, 10), command: line }))
}

beforeAll(async () => {
  hub = await hubCommands()
})
// Only a failed test leaves something running.
afterEach(() => hub.stopAll())
afterAll(() => hub.remove())

async function ask(query: string): Promise<unknown> {
  const response = await fetch(`${hub.address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-request-id': 'request-from-a-test' },
    body: JSON.stringify({ query }),
  })
  return response.json()
}

/** How the town's first coordinator signs in, said once. */
const coordinatorLink = /^ {2}http:\/\/127\.0\.0\.1:\d+\/account\/password\?token=[\w-]{32}$/m

test('the hub starts in an empty folder, answers, keeps others out, survives, and stops without a trace', async () => {
  const first = hub.run(['start'])
  await first.printed('Ctrl-C stops everything')
  for (const name of ['database', ...services.map((service) => service.name), 'gateway'])
    expect(first.output()).toMatch(new RegExp(`^ +${name} `, 'm'))
  await first.printed(coordinatorLink)
  const newLink = hub.run(['coordinator-link'])
  expect(await newLink.ended).toBe(0)
  expect(newLink.output()).toMatch(coordinatorLink)
  expect(newLink.output().match(coordinatorLink)).not.toEqual(first.output().match(coordinatorLink))

  expect(await ask('{ stations(first: 1) { edges { node { name } } } }')).toEqual({
    data: { stations: { edges: [{ node: { name: expect.stringContaining('Beispiel') } }] } },
  })
  // The gateway's line comes last, when the answer has left.
  await first.printed(/"process":"gateway".*request-from-a-test/)
  const lines = first
    .output()
    .split('\n')
    .filter((line) => line.includes('request-from-a-test'))
  expect(new Set(lines.map((line) => JSON.parse(line).process))).toEqual(new Set(['climate', 'gateway']))

  const second = hub.run(['start'])
  expect(await second.ended).toBe(1)
  expect(second.output()).toMatch(/^hub: A hub already runs in .* \[ALREADY_RUNNING\]\n$/)

  first.process.kill('SIGINT')
  expect(await first.ended).toBe(0)
  expect(await processesOfFolder()).toEqual([])
})

test('a second start finds what the first has written, and brings back what ends by itself', async () => {
  const command = hub.run(['start'])
  await command.printed('Ctrl-C stops everything')
  expect(command.output()).not.toContain('token=')
  const services = (await processesOfFolder()).filter(({ command: text }) => text.includes('serve services'))
  expect(services).toHaveLength(1)
  process.kill(services[0]?.pid ?? Number.NaN, 'SIGKILL')
  await command.printed('services ended (SIGKILL); starting it again')
  await expect(untilAnswered()).resolves.toMatchObject({ data: { stations: { totalCount: 11 } } })
  const postmaster = await readFile(join(hub.folder, 'state/database/data/postmaster.pid'), 'utf8')
  process.kill(Number(postmaster.split('\n')[0]), 'SIGKILL')
  await command.printed('the database ended by itself; starting it again')
  await expect(untilAnswered()).resolves.toMatchObject({ data: { stations: { totalCount: 11 } } })
  command.process.kill('SIGTERM')
  expect(await command.ended).toBe(0)
  expect(await processesOfFolder()).toEqual([])
})

async function untilAnswered(): Promise<unknown> {
  for (;;) {
    const answer = (await ask('{ stations { totalCount } }')) as { errors?: unknown }
    if (!answer.errors) return answer
    await new Promise((done) => setTimeout(done, 100))
  }
}

test('a hub that is stopped while a part is starting again leaves nothing behind', async () => {
  const command = hub.run(['start'])
  await command.printed('Ctrl-C stops everything')
  const gateway = (await processesOfFolder()).filter(({ command: text }) => text.includes('serve gateway'))
  process.kill(gateway[0]?.pid ?? Number.NaN, 'SIGKILL')
  const postmaster = await readFile(join(hub.folder, 'state/database/data/postmaster.pid'), 'utf8')
  process.kill(Number(postmaster.split('\n')[0]), 'SIGKILL')
  await command.printed('gateway ended (SIGKILL); starting it again')
  await command.printed('the database ended by itself; starting it again')
  // The restart's first pause is over, and the new process is not ready yet.
  await new Promise((done) => setTimeout(done, 400))
  command.process.kill('SIGTERM')
  expect(await command.ended).toBe(0)
  expect(await processesOfFolder()).toEqual([])
})

test('a killed hub leaves its processes ending and its folder usable', async () => {
  const killed = hub.run(['start'])
  await killed.printed('Ctrl-C stops everything')
  killed.process.kill('SIGKILL')
  await killed.ended
  const next = hub.run(['start'])
  await next.printed('Ctrl-C stops everything')
  next.process.kill('SIGINT')
  expect(await next.ended).toBe(0)
  expect(await processesOfFolder()).toEqual([])
})

test('a database of one’s own is used instead of the embedded one', async () => {
  const { config, drop } = await createTestDatabase()
  try {
    const state = join(hub.folder, 'state-beside-own-database')
    const command = hub.run(['start'], {
      DATABASE_URL: config.database.url,
      HUB_DATABASE_ROLE_PREFIX: config.database.rolePrefix,
      HUB_STATE_DIRECTORY: state,
    })
    await command.printed('Ctrl-C stops everything')
    expect(command.output()).toContain('given by DATABASE_URL')
    await expect(ask('{ stations { totalCount } }')).resolves.toEqual({
      data: { stations: { totalCount: 11 } },
    })
    command.process.kill('SIGINT')
    expect(await command.ended).toBe(0)
    expect(await readdir(state)).toEqual(['gateway', 'secrets.json'])
  } finally {
    await drop()
  }
})

test('a database that does not answer is said in one line', async () => {
  const command = hub.run(['migrate'], { DATABASE_URL: 'postgres://owner:secret@127.0.0.1:1/town' })
  expect(await command.ended).toBe(1)
  expect(command.output()).toMatch(/^hub: The database does not answer .* \[DATABASE_UNAVAILABLE\]\n$/)
  expect(command.output()).not.toContain('secret')
})

test('a port that is taken is named, with the setting to change, and everything is stopped', async () => {
  const taken = createServer().listen(Number(hub.environment.HUB_PORT), '127.0.0.1')
  await once(taken, 'listening')
  const command = hub.run(['start'])
  expect(await command.ended).toBe(1)
  expect(command.output()).toContain(
    `Port ${hub.environment.HUB_PORT} on 127.0.0.1 is in use by another program`,
  )
  expect(command.output()).toContain('set HUB_PORT to a free port. [PORT_IN_USE]')
  expect(await processesOfFolder()).toEqual([])
  taken.close()
})

test('all settings that are wrong are named at once', async () => {
  const command = hub.run(['start'], { HUB_PORT: 'many', HUB_LOG_LEVEL: 'loud', HUB_CITY_URL: 'ftp://x' })
  expect(await command.ended).toBe(2)
  for (const name of ['HUB_PORT', 'HUB_LOG_LEVEL', 'HUB_CITY_URL']) expect(command.output()).toContain(name)
  expect(command.output().trim().split('\n')).toHaveLength(1)
})

test.each([
  [['import', 'climate', 'gtfs', 'x'], 2, 'climate reads no format "gtfs". It reads: sensorthings'],
  [['import', 'weather', 'gtfs', 'x'], 2, 'There is no field "weather"'],
  [['serve', 'everything'], 2, 'There is no process "everything"'],
  [['import', 'climate', 'sensorthings', '/no/such/file.json'], 1, 'SOURCE_UNAVAILABLE'],
])('hub %j ends with %i and one line that says what to do', async (args, code, message) => {
  const command = hub.run(args)
  expect(await command.ended).toBe(code)
  expect(command.output()).toContain(message)
  expect(command.output().trim().split('\n')).toHaveLength(1)
})

test.each(['start', 'serve', 'migrate', 'seed', 'import', 'schema'])(
  'hub %s --help explains itself',
  async (name) => {
    const command = hub.run([name, '--help'])
    expect(await command.ended).toBe(0)
    expect(command.output()).toContain(`Usage: hub ${name}`)
  },
)
