import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { createSharing } from '../../../gateway/sharing/sharing.js'
import type { Caller } from '../../../platform/caller/caller.js'
import type { PartnerTerms } from '../../../platform/registry/release.js'
import { until } from '../kit/until.js'
import { type PartnerServer, startPartnerServer } from './kit/server.js'
import { type OpenedSources, openSources } from './kit/sources.js'

let partner: PartnerServer
let opened: OpenedSources
let waiting: ServerResponse[]

beforeEach(async () => {
  waiting = []
  partner = await startPartnerServer((_request, response) => void waiting.push(response))
  opened = openSources({ sharing: createSharing(() => new Date(0)) })
})

afterEach(async () => {
  await opened.sources.close()
  await partner.close()
})

const anna: Caller = { subject: 'anna', roles: [], memberships: [{ organization: 'verein', role: 'OWNER' }] }
const bert: Caller = { subject: 'bert', roles: [], memberships: [{ organization: 'verein', role: 'MEMBER' }] }
const query = '{ cafe(id: 1) { name tags } }'

/** Answers what waits, each with the number of its request. */
function answerAll(): void {
  for (const [index, response] of waiting.splice(0).entries()) {
    response.end(JSON.stringify({ data: { cafe: { name: `request ${index}`, tags: ['a'] } } }))
  }
}

function reading(claims: PartnerTerms['claims']) {
  return opened.open(partner.url, { claims })
}

const together = () => opened.log.filter(({ sharedWith }) => sharedWith !== undefined).length

describe('The same asked of a partner at once', () => {
  test('for two callers it is told nothing of is one request, and each gets an answer of its own', async () => {
    const { ask } = reading([])
    const asking = [ask(query, { caller: anna }), ask(query, { caller: bert })]
    await until(() => waiting.length === 1 && together() === 1)
    answerAll()
    const [first, second] = await Promise.all(asking)
    expect([first, second]).toEqual(Array(2).fill({ data: { cafe: { name: 'request 0', tags: ['a'] } } }))
    expect(first?.data?.cafe).not.toBe(second?.data?.cafe)
    expect(opened.sources.takeReports()).toMatchObject([{ name: 'cafes', requests: 1 }])
  })

  test('for two callers it is told apart is two requests', async () => {
    const { ask } = reading(['SUBJECT'])
    const asking = [ask(query, { caller: anna }), ask(query, { caller: bert })]
    await until(() => waiting.length === 2)
    answerAll()
    const names = (await Promise.all(asking)).map(({ data }) => data)
    expect(names).toMatchObject([{ cafe: { name: 'request 0' } }, { cafe: { name: 'request 1' } }])
  })

  test('for two callers of whom it is told the same is one request', async () => {
    const { ask } = reading(['ORGANIZATIONS'])
    const asking = [ask(query, { caller: anna }), ask(query, { caller: bert })]
    await until(() => waiting.length === 1 && together() === 1)
    answerAll()
    await Promise.all(asking)
    expect(partner.seen).toHaveLength(1)
  })

  test('on other terms is two requests', async () => {
    const asking = [reading([]).ask(query), reading(['ROLES']).ask(query)]
    await until(() => waiting.length === 2)
    answerAll()
    await Promise.all(asking)
    expect(together()).toBe(0)
  })

  test('as a change is two requests', async () => {
    const { ask } = reading([])
    const change = 'mutation { open(id: 1) { name } }'
    const asking = [ask(change), ask(change)]
    await until(() => waiting.length === 2)
    answerAll()
    await Promise.all(asking)
    expect(together()).toBe(0)
  })

  test('fails for both with the same error, and is counted as one failure', async () => {
    const { ask } = reading([])
    const asking = [ask(query), ask(query)]
    await until(() => waiting.length === 1 && together() === 1)
    waiting[0]?.end('no GraphQL')
    const error = { extensions: { code: 'SUBGRAPH_INVALID_ANSWER', subgraph: 'cafes' } }
    expect(await Promise.all(asking)).toMatchObject([{ errors: [error] }, { errors: [error] }])
    expect(opened.sources.takeReports()).toMatchObject([{ failures: { NO_GRAPHQL: 1 } }])
  })
})
