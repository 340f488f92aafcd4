import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { loadSecrets } from '../../bin/secrets.js'
import { subgraphNames } from '../../platform/subgraphs.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bindeglied-secrets-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('secrets are made once, kept, and readable by their owner only', async () => {
  const first = await loadSecrets(folder)
  expect(await loadSecrets(folder)).toEqual(first)
  expect((await stat(join(folder, 'secrets.json'))).mode & 0o777).toBe(0o600)
  expect(new Set(Object.values(first.databasePasswords)).size).toBe(subgraphNames.length)
})

test('a service that is new gets a password, and the others keep theirs', async () => {
  const first = await loadSecrets(folder)
  const file = join(folder, 'secrets.json')
  const { climate: _, ...others } = first.databasePasswords
  await writeFile(file, JSON.stringify({ ...first, databasePasswords: others }))
  const second = await loadSecrets(folder)
  expect(second).toMatchObject({ databasePasswords: others, callerPrivateKey: first.callerPrivateKey })
  expect(second.databasePasswords.climate).toMatch(/^[\w-]{32}$/)
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(second)
})

test('a damaged file is named and left as it is', async () => {
  const file = join(folder, 'secrets.json')
  await writeFile(file, '{"databasePasswords":')
  await expect(loadSecrets(folder)).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: expect.stringContaining(file),
  })
  expect(await readFile(file, 'utf8')).toBe('{"databasePasswords":')
})
