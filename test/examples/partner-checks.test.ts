import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { parseConfig } from '../../platform/config/config.js'
import { check } from '../../schema/checks/check.js'
import { ownContracts } from '../../schema/contracts.js'
import { liveFacts } from '../../services/city/registry/check/live-facts.js'
import { partnerSchemaFile, type RunningPartner, startPartner } from '../kit/partner-subgraph.js'

const token = 'token-of-the-hub'
const { partners } = parseConfig({ HUB_PARTNER_PRIVATE_ADDRESSES: 'true' })

let sdl: string
const running: RunningPartner[] = []
beforeAll(async () => {
  sdl = await readFile(partnerSchemaFile, 'utf8')
})
afterAll(() => Promise.all(running.map((partner) => partner.stop())))

async function findingsAbout(partner: RunningPartner) {
  running.push(partner)
  const { contracts, supergraph } = await ownContracts()
  const { name, url } = { name: 'repair-cafes', url: partner.url }
  const live = await liveFacts({ config: { partners } }, { name, url, sdl, token })
  const { findings, breaking } = await check({
    ...{ name, url, sdl, liveSdl: null, mayExtend: ['District'], others: contracts, operations: [], live },
    liveSupergraph: supergraph,
  })
  return {
    breaking,
    findings: findings.map(({ code, severity, coordinate }) => ({ code, severity, coordinate })),
  }
}

test('the hub finds nothing to say about the example, running', async () => {
  const partner = await startPartner({ hostToken: token })
  expect(await findingsAbout(partner)).toEqual({ breaking: false, findings: [] })
})

test('of an example that answers signed requests only it says that, and no more', async () => {
  const partner = await startPartner({ hostToken: token, hub: 'http://127.0.0.1:1' })
  expect(await findingsAbout(partner)).toEqual({
    breaking: false,
    findings: [{ code: 'SERVICE_PROTECTED', severity: 'WARNING', coordinate: null }],
  })
})
