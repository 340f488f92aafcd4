import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer, text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { isPublicAddress } from '../../platform/outbound/address-guard.js'
import { type GuardedFetchOptions, guardedFetch } from '../../platform/outbound/guarded-fetch.js'

const publicAddresses = [
  '93.184.216.34',
  '8.8.8.8',
  '2606:2800:21f:cb07:6820:80da:af6b:8b2c',
  '[2a00:1450::1]',
]

const refusedAddresses = {
  private: ['10.0.0.1', '172.16.3.4', '172.31.255.255', '192.168.1.1'],
  loopback: ['127.0.0.1', '127.255.0.1', '::1', '[::1]'],
  'link-local, where clouds keep their credentials': ['169.254.169.254', 'fe80::1', 'fe80::1%eth0'],
  'unique local and site-local': ['fd00::1', 'fc00::1', 'fec0::1'],
  "a carrier's": ['100.64.0.1'],
  unspecified: ['0.0.0.0', '0.1.2.3', '::'],
  'multicast or broadcast': ['224.0.0.1', 'ff02::1', '255.255.255.255'],
  'reserved or for documentation': [
    '240.0.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '2001:db8::1',
    '3fff::1',
    '4000::1',
  ],
  'an IPv4 address in IPv6 clothes': [
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::ffff:0:127.0.0.1',
    '::127.0.0.1',
    '2002:7f00:1::',
    '2001:0:4136:e378:8000:63bf:3fff:fdd2',
    '64:ff9b::7f00:1',
    '64:ff9b:1::a00:1',
  ],
  'no address': ['localhost', '', '1.2.3', '127.0.0.1.example.org'],
}

describe('The address guard', () => {
  test.each(publicAddresses)('lets %s pass', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  for (const [kind, addresses] of Object.entries(refusedAddresses)) {
    test.each(addresses)(`refuses %s, which is ${kind}`, (address) => {
      expect(isPublicAddress(address)).toBe(false)
    })
  }
})

describe('A guarded fetch', () => {
  let server: Server
  let origin: string
  let asked: string[]
  let answer: RequestListener

  beforeEach(async () => {
    asked = []
    server = createServer((request, response) => {
      asked.push(`${request.headers.host} ${request.url}`)
      answer(request, response)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${port()}`
  })

  afterEach(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  const port = () => (server.address() as AddressInfo).port
  const get = (address: string, options: Partial<GuardedFetchOptions> = {}) =>
    guardedFetch(address, {
      limitBytes: 1000,
      timeoutMs: 30_000,
      privateAddresses: true,
      signal: new AbortController().signal,
      ...options,
    })

  test('streams an answer, and says who asks', async () => {
    answer = (request, response) => response.end(request.headers['user-agent'])
    expect(await text(await get(origin))).toBe('bindeglied')
  })

  test.each(['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]'])(
    'does not connect to %s',
    async (host) => {
      await expect(get(`http://${host}:${port()}/`, { privateAddresses: false })).rejects.toMatchObject({
        code: 'ADDRESS_REFUSED',
        message: expect.stringContaining('is not a public address'),
      })
      expect(asked).toEqual([])
    },
  )

  test('is not deceived by a name that resolves to a public address first and to a private one when it connects', async () => {
    const answers = ['93.184.216.34', '127.0.0.1']
    const resolve = async () => [{ address: answers.shift() ?? '127.0.0.1', family: 4 }]
    const [first] = await resolve()
    expect(isPublicAddress(first?.address ?? '')).toBe(true)

    const fetching = get(`http://rebinding.example:${port()}/`, { privateAddresses: false, resolve })

    await expect(fetching).rejects.toMatchObject({
      code: 'ADDRESS_REFUSED',
      message: 'rebinding.example (127.0.0.1) is not a public address and is not asked.',
    })
    expect(asked).toEqual([])
  })

  test('refuses a name if only one of its addresses is private', async () => {
    const resolve = async () => [
      { address: '93.184.216.34', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ]
    await expect(get('http://mixed.example/', { privateAddresses: false, resolve })).rejects.toMatchObject({
      code: 'ADDRESS_REFUSED',
    })
  })

  test('resolves the name again for every redirect', async () => {
    answer = (request, response) => {
      if (request.url === '/end') response.end('arrived')
      else response.writeHead(302, { location: `http://second.example:${port()}/end` }).end()
    }
    const names: string[] = []
    const resolve = async (name: string) => {
      names.push(name)
      return [{ address: '127.0.0.1', family: 4 }]
    }
    expect(await text(await get(`http://first.example:${port()}/`, { resolve }))).toBe('arrived')
    expect(names).toEqual(['first.example', 'second.example'])
  })

  test.each([
    ['another scheme', 'file:///etc/passwd', 'is not an http or https address'],
    ['an address with a password', 'http://user:secret@127.0.0.1/', 'has a user name or password in it'],
    ['nothing usable', 'http://[', 'redirects to something that is no address'],
  ])('does not follow a redirect to %s', async (_, location, reason) => {
    answer = (_request, response) => response.writeHead(301, { location }).end()
    const failure = await get(origin).catch((error) => error)
    expect(failure).toMatchObject({ code: 'SOURCE_UNAVAILABLE', message: expect.stringContaining(reason) })
    expect(failure.message).not.toContain('secret')
  })

  test('gives up after five redirects', async () => {
    answer = (request, response) => response.writeHead(307, { location: `${request.url}x` }).end()
    await expect(get(`${origin}/`)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' })
    expect(asked).toHaveLength(6)
  })

  test.each(['ftp://example.org/feed', 'http://user:secret@example.org/', 'feed.zip'])(
    'does not ask %s',
    async (address) => {
      await expect(get(address)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' })
    },
  )

  test('names the status of a refusal but not the query, which may hold a key', async () => {
    answer = (_request, response) => response.writeHead(403).end()
    await expect(get(`${origin}/feed?key=secret`)).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
      message: `${origin}/feed answers with HTTP status 403; it is not open to everyone; download it yourself and name the file.`,
    })
  })

  test('says that nobody listens', async () => {
    const closed = createServer()
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve))
    const address = `http://127.0.0.1:${(closed.address() as AddressInfo).port}/`
    await new Promise((resolve) => closed.close(resolve))
    await expect(get(address)).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
      message: `${address} does not accept connections; check the port or try again later.`,
    })
  })

  test('gives up on a server that never answers', async () => {
    answer = () => {}
    await expect(get(origin, { timeoutMs: 50 })).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
      message: `${origin}/ was not read within 0.05 s; try again later or allow more time.`,
    })
  })

  test('gives up on a server that stops in the middle of its answer', async () => {
    answer = (_request, response) => response.write('half of')
    const stream = await get(origin, { timeoutMs: 200 })
    await expect(text(stream)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' })
  })

  test('says that the connection broke off', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': 100 })
      response.write('half of', () => response.destroy())
    }
    await expect(get(origin).then(text)).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
      message: `${origin}/ broke off the connection; try again later.`,
    })
  })

  test('ends with the reason of whoever cancels it', async () => {
    const controller = new AbortController()
    answer = () => controller.abort(new Error('enough'))
    await expect(get(origin, { signal: controller.signal })).rejects.toThrow('enough')
  })

  test('refuses an answer that is announced to be too long', async () => {
    answer = (_request, response) => response.end('x'.repeat(1001))
    await expect(get(origin)).rejects.toMatchObject({
      code: 'SOURCE_TOO_LARGE',
      message: `${origin}/ answers with more than 1000 bytes.`,
    })
  })

  test('ends an answer of unknown length where it gets too long', async () => {
    answer = (_request, response) => {
      response.write('x'.repeat(600))
      response.end('x'.repeat(600))
    }
    await expect(text(await get(origin))).rejects.toMatchObject({ code: 'SOURCE_TOO_LARGE' })
  })

  test('unpacks gzip', async () => {
    answer = (_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('packed'))
    expect(await text(await get(origin))).toBe('packed')
  })

  test('ends a gzip bomb', async () => {
    const bomb = gzipSync(Buffer.alloc(100_000))
    expect(bomb.length).toBeLessThan(1000)
    answer = (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)
    await expect(buffer(await get(origin))).rejects.toMatchObject({ code: 'SOURCE_TOO_LARGE' })
  })

  test.each([
    ['damaged', Buffer.from('no gzip at all')],
    ['cut off', gzipSync('packed').subarray(0, 15)],
  ])('says that gzip data is %s', async (_, body) => {
    answer = (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(body)
    await expect(text(await get(origin))).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
      message: expect.stringContaining('gzip data'),
    })
  })
})
