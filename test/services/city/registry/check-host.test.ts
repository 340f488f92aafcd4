import type { LookupAddress } from 'node:dns'
import { afterEach, describe, expect, test } from '@jest/globals'
import { parseConfig } from '../../../../platform/config/config.js'
import { proveHost } from '../../../../services/city/registry/host/prove-host.js'
import { type Partner, type PartnerOptions, proofPath, startPartner, token } from './check-kit.js'

const open = parseConfig({ HUB_PARTNER_PRIVATE_ADDRESSES: 'true' })
const guarded = parseConfig({})

let partner: Partner | undefined
afterEach(() => partner?.close())

async function proofOf(instead: PartnerOptions['instead']) {
  partner = await startPartner(instead === undefined ? {} : { instead })
  return proveHost({ config: open }, { url: partner.url, token })
}

describe('Control of a host', () => {
  test('is proven by the token on a line of its own, at the host and not under the path of the subgraph', async () => {
    expect(await proofOf(undefined)).toEqual({ proven: true })
    expect(partner?.asked.map(({ path }) => path)).toEqual([proofPath])
  })

  test.each<[string, string, PartnerOptions['instead']]>([
    [
      'the token is only a part of a line',
      'TOKEN_MISSING',
      (_request, response) => Boolean(response.end(`token=${token}`)),
    ],
    [
      'the page is not found, although it shows the token',
      'HTTP_ERROR',
      (_request, response) => Boolean(response.writeHead(404).end(token)),
    ],
    [
      'the file is larger than 4 KiB',
      'TOO_LARGE',
      (_request, response) => Boolean(response.end(`${token}\n${'x'.repeat(5_000)}`)),
    ],
    [
      'it breaks off',
      'TIMEOUT',
      (_request, response) => {
        response.writeHead(200, { 'content-length': '1000' }).write(`${token}\n`)
        setTimeout(() => response.destroy(), 50)
        return true
      },
    ],
  ])('is not proven when %s', async (_name, problem, instead) => {
    expect(await proofOf(instead)).toEqual({ proven: false, problem })
  })

  test('is not proven by a redirect to where the token is', async () => {
    const other = await startPartner()
    const there = new URL(proofPath, other.url).href
    const proof = await proofOf((_request, response) =>
      Boolean(response.writeHead(302, { location: there }).end()),
    )
    expect(proof).toEqual({ proven: false, problem: 'REDIRECT' })
    expect(other.asked).toEqual([])
    await other.close()
  })

  test('is not proven when nothing listens there', async () => {
    partner = await startPartner()
    const { url } = partner
    await partner.close()
    partner = undefined
    expect(await proveHost({ config: open }, { url, token })).toEqual({
      proven: false,
      problem: 'UNREACHABLE',
    })
  })
})

describe('A host inside a private network', () => {
  const resolving =
    (...answers: string[]) =>
    async (): Promise<LookupAddress[]> => [{ address: answers.shift() ?? '127.0.0.1', family: 4 }]

  test('is not asked by its address', async () => {
    partner = await startPartner()
    const url = partner.url.replace('http:', 'https:')
    expect(await proveHost({ config: guarded }, { url, token })).toEqual({
      proven: false,
      problem: 'ADDRESS_REFUSED',
    })
    expect(partner.asked).toEqual([])
  })

  test('is not asked over http', async () => {
    const url = 'http://cafes.example/graphql'
    expect(await proveHost({ config: guarded, resolve: resolving('8.8.8.8') }, { url, token })).toEqual({
      proven: false,
      problem: 'ADDRESS_REFUSED',
    })
  })

  test('is not asked by a name that leads there', async () => {
    const url = 'https://cafes.example/graphql'
    expect(await proveHost({ config: guarded, resolve: resolving('10.0.0.1') }, { url, token })).toEqual({
      proven: false,
      problem: 'ADDRESS_REFUSED',
    })
  })

  test('is not asked by a name that led to the internet when it was looked up before', async () => {
    partner = await startPartner()
    const resolve = resolving('93.184.216.34', '127.0.0.1')
    const url = `https://cafes.example:${new URL(partner.url).port}/graphql`
    expect(await resolve()).toEqual([{ address: '93.184.216.34', family: 4 }])
    expect(await proveHost({ config: guarded, resolve }, { url, token })).toEqual({
      proven: false,
      problem: 'ADDRESS_REFUSED',
    })
    expect(partner.asked).toEqual([])
  })
})
