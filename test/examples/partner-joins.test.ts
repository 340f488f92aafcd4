import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createCallerSigner } from '../../platform/caller/token.js'
import { partnerSchemaFile, type RunningPartner, startPartner } from '../kit/partner-subgraph.js'
import { runHub } from '../kit/run-hub.js'
import { now } from '../services/city/kit.js'
import { garden, type RegistryKit, school, startRegistry } from '../services/city/registry/kit.js'

/** The real registry, the example as its partner, and the commands the partner uses. */
let kit: RegistryKit
let partner: RunningPartner
let folder: string
let key: string
let keyOfOthers: string
beforeAll(async () => {
  kit = await startRegistry()
  const { hostProof } = await kit.done<{ hostProof: { token: string } }>(
    'registerSubgraph',
    'organizationId: "garden", input: { name: "repair-cafes" }',
    garden,
    '{ hostProof { token } }',
  )
  partner = await startPartner({ hostToken: hostProof.token })
  folder = await mkdtemp(join(tmpdir(), 'bindeglied-joins-'))
  const sign = await createCallerSigner(kit.service.config.caller.privateKey)
  key = await sign(garden, 'city', now)
  keyOfOthers = await sign(school, 'city', now)
})
afterAll(async () => {
  await partner?.stop()
  await kit?.stop()
  await rm(folder, { recursive: true, force: true })
})

interface Called {
  file?: string
  by?: string
  args?: readonly string[]
}

async function hub(command: 'check' | 'publish', called: Called = {}) {
  const { file = partnerSchemaFile, by = key, args = ['--endpoint', partner.url] } = called
  const url = `${kit.service.address}/graphql`
  const given = ['--name', 'repair-cafes', '--schema', file, '--url', url, '--json', ...args]
  const { code, stdout, stderr } = await runHub([command, ...given], { key: by })
  expect({ command, stderr }).toEqual({ command, stderr: '' })
  return { code, ...JSON.parse(stdout) }
}

test('a partner checks, tries in the sandbox, and goes live, by the commands alone', async () => {
  const nothingWrong = { ok: true, breaking: false, findings: [], error: null }
  expect(await hub('check')).toEqual({ code: 0, ...nothingWrong, status: null, version: null })
  const tried = await hub('publish', { args: ['--endpoint', partner.url, '--stage', 'sandbox'] })
  expect(tried).toEqual({ code: 0, ...nothingWrong, status: 'SANDBOX', version: 1 })
  const proposed = await hub('publish', { args: ['--endpoint', partner.url, '--note', 'For everybody'] })
  expect(proposed).toMatchObject({ code: 0, status: 'AWAITING_APPROVAL' })
  const id = await newestVersion()
  expect(await kit.approve(id)).toMatchObject({ status: 'LIVE' })
  expect(await kit.liveText()).toContain('repairCafes')
  expect(await hub('publish')).toMatchObject({ code: 0, status: 'LIVE' })
})

test('what differs from the running server is refused, and found before only if its address is given', async () => {
  const file = join(folder, 'without-phone.graphql')
  const sdl = await readFile(partnerSchemaFile, 'utf8')
  await writeFile(file, sdl.replace(/ {2}"""Telephone.+\n {2}phone: String\n/, ''))
  const inPullRequest = await hub('check', { file, args: [] })
  expect(inPullRequest).toMatchObject({ code: 0, ok: true, breaking: true })
  expect(codes(inPullRequest)).toEqual(['WARNING BREAKING_CHANGE RepairCafe.phone'])
  const tooEarly = await hub('publish', { file })
  expect(tooEarly).toMatchObject({ code: 1, ok: false, status: 'REFUSED' })
  expect(codes(tooEarly)).toContain('ERROR SERVICE_DIFFERS null')
})

test('only its own organization can ask about it', async () => {
  expect(await hub('check', { by: keyOfOthers })).toMatchObject({ code: 2, error: { code: 'FORBIDDEN' } })
  expect(await hub('publish', { by: 'no-token' })).toMatchObject({ code: 2 })
})

test('an address that nobody would take is a call to be corrected', async () => {
  const args = ['--endpoint', 'https://user:secret@repair-cafes.example/graphql']
  expect(await hub('check', { args })).toMatchObject({
    code: 2,
    error: { code: 'BAD_USER_INPUT', message: expect.stringContaining('input.url') },
  })
})

function codes({ findings }: { findings: { severity: string; code: string; coordinate: string | null }[] }) {
  return findings.map(({ severity, code, coordinate }) => `${severity} ${code} ${coordinate}`)
}

async function newestVersion(): Promise<string> {
  const { data } = await kit.service.query(
    '{ subgraphs(first: 1) { edges { node { versions(first: 1) { edges { node { id } } } } } } }',
    {},
    garden,
  )
  const { subgraphs } = data as unknown as { subgraphs: Edges<{ versions: Edges<{ id: string }> }> }
  return subgraphs.edges[0]?.node.versions.edges[0]?.node.id ?? ''
}

interface Edges<Node> {
  edges: { node: Node }[]
}
