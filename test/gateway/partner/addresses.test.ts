import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { checkReachable } from '../../../platform/outbound/reachable.js'
import { type PartnerServer, saying, startPartnerServer } from './kit/server.js'
import { type OpenedSources, openSources, type SourcesOptions } from './kit/sources.js'

/** Something inside that a partner would like to have asked. */
let inside: PartnerServer
let outside: PartnerServer
let opened: OpenedSources | undefined

beforeAll(async () => {
  inside = await startPartnerServer(saying({ data: { cafes: [{ name: 'from inside' }] } }))
  outside = await startPartnerServer(saying(''))
})

afterEach(async () => {
  await opened?.sources.close()
  expect(inside.seen).toEqual([])
  expect(inside.connections()).toBe(0)
})

afterAll(async () => {
  await inside.close()
  await outside.close()
})

const query = '{ cafes { name } }'

async function expectRefused(url: string | undefined, options: SourcesOptions): Promise<void> {
  opened = openSources({
    ...options,
    settings: { HUB_PARTNER_PRIVATE_ADDRESSES: 'false', ...options.settings },
  })
  expect(await opened.open(url).ask(query)).toEqual({
    errors: [
      {
        message: 'Subgraph "cafes" did not answer; its fields are null. Ask again later.',
        path: ['cafes'],
        extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'cafes' },
      },
    ],
  })
  expect(opened.sources.takeReports()).toMatchObject([
    { requests: 1, failures: { ADDRESS_REFUSED: 1 }, lastFailure: { kind: 'ADDRESS_REFUSED' } },
  ])
}

describe('A partner is not asked', () => {
  test.each([
    ['on this machine', () => `https://127.0.0.1:${inside.port}/graphql`],
    ['on this machine by IPv6', () => `https://[::ffff:127.0.0.1]:${inside.port}/graphql`],
    ['in a private network', () => `https://10.0.0.1:${inside.port}/graphql`],
    ['where clouds keep their secrets', () => `https://169.254.169.254/latest`],
    ['without TLS', () => inside.url],
    ['with a password in the address', () => `https://me:secret@127.0.0.1:${inside.port}/graphql`],
    ['by another protocol', () => 'file:///etc/passwd'],
    ['at what is no address', () => 'nowhere'],
    ['without an address', () => undefined],
  ])('%s', async (_where, url) => {
    await expectRefused(url(), {})
  })

  test('by a name that leads inside, even if only one of its addresses does', async () => {
    const resolve = async () => [
      { address: '93.184.215.14', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ]
    await expectRefused(`https://partner.example:${inside.port}/graphql`, { resolve })
  })

  test('by a name that led outside when it was looked at, and leads inside when it is asked', async () => {
    const answers = ['93.184.215.14', '127.0.0.1']
    const resolve = async () => [{ address: answers.shift() ?? '127.0.0.1', family: 4 }]
    const url = `https://partner.example:${inside.port}/graphql`
    expect(await checkReachable(new URL(url), resolve)).toBe('PUBLIC')
    await expectRefused(url, { resolve })
  })
})

test.each([301, 302, 303, 307, 308])('A redirect to an inner address is not followed: %d', async (status) => {
  outside.answerWith(saying('', status, { location: inside.url }))
  // Even where inner addresses are allowed.
  opened = openSources()
  expect(await opened.open(outside.url).ask(query)).toMatchObject({
    errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'cafes' } }],
  })
  expect(opened.sources.takeReports()).toMatchObject([{ failures: { HTTP_ERROR: 1 } }])
})
