import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { crc32, deflateRawSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { openSource, type SourceOptions } from '../../platform/feeds/source/open-source.js'
import type { FeedSource } from '../../platform/feeds/source/source.js'

let folder: string
let opened: FeedSource[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'feed-source-'))
  opened = []
})

afterEach(async () => {
  for (const source of opened) await source.close()
  await rm(folder, { recursive: true })
})

async function open(location: string, options: Partial<SourceOptions> = {}): Promise<FeedSource> {
  const source = await openSource(location, {
    limitBytes: 100_000,
    timeoutMs: 30_000,
    privateAddresses: true,
    signal: new AbortController().signal,
    downloadsFolder: folder,
    ...options,
  })
  opened.push(source)
  return source
}

async function write(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name)
  await mkdir(join(path, '..'), { recursive: true })
  await writeFile(path, content)
  return path
}

const read = async (source: FeedSource, file: string) => text(await source.open(file))

describe('A file', () => {
  test('is a source of one file, which can be read more than once', async () => {
    const path = await write('stations.json', '[1]')
    const source = await open(path)
    expect(source).toMatchObject({ location: path, files: ['stations.json'], size: 3 })
    expect([await read(source, 'stations.json'), await read(source, 'stations.json')]).toEqual(['[1]', '[1]'])
  })

  test('counts once however often it is read', async () => {
    const source = await open(await write('a.txt', 'abcde'), { limitBytes: 5 })
    expect(source.bytesRead()).toBe(0)
    await read(source, 'a.txt')
    await read(source, 'a.txt')
    expect(source.bytesRead()).toBe(5)
  })

  test('ends where it is longer than the limit', async () => {
    const path = await write('a.txt', 'abcdef')
    await expect(read(await open(path, { limitBytes: 5 }), 'a.txt')).rejects.toMatchObject({
      code: 'SOURCE_TOO_LARGE',
      message: `${path} holds more than 5 bytes; import it in parts or raise the limit.`,
    })
  })

  test('that does not exist is named with what to do', async () => {
    const path = join(folder, 'missing.zip')
    await expect(open(path)).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
      message: `${path} does not exist; check the path.`,
    })
  })

  test('that vanished after it was opened is named with what to do', async () => {
    const source = await open(await write('a.txt', 'a'))
    await rm(join(folder, 'a.txt'))
    await expect(source.open('a.txt')).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' })
  })

  test('that is a device is refused', async () => {
    await expect(open('/dev/zero')).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' })
  })

  test('stops being read when the import is cancelled', async () => {
    const controller = new AbortController()
    const source = await open(await write('a.txt', 'a'), { signal: controller.signal })
    const stream = await source.open('a.txt')
    controller.abort()
    await expect(text(stream)).rejects.toMatchObject({ name: 'AbortError' })
  })

  test('with a name the source does not list is a mistake of the program', async () => {
    const source = await open(await write('a.txt', 'a'))
    await expect(source.open('../a.txt')).rejects.toThrow(TypeError)
  })
})

describe('A folder', () => {
  test('shows its files three levels deep, sorted, without hidden ones', async () => {
    const names = ['b.txt', 'a.txt', 'x/b.txt', 'x/y/c.txt', 'x/y/z/d.txt', '.git/e', '.hidden', '__MACOSX/f']
    for (const name of names) await write(name, name)
    const source = await open(folder)
    expect(source.files).toEqual(['a.txt', 'b.txt', 'x/b.txt', 'x/y/c.txt'])
    expect(source.size).toBe(26)
    expect(await read(source, 'x/y/c.txt')).toBe('x/y/c.txt')
  })

  test('shows what links in it lead to only if that lies inside', async () => {
    await write('secret.txt', 'secret')
    await write('feed/own.txt', 'own')
    await symlink(join(folder, 'secret.txt'), join(folder, 'feed/outside.txt'))
    await symlink('..', join(folder, 'feed/parent'))
    await symlink('own.txt', join(folder, 'feed/inside.txt'))
    await symlink('nowhere', join(folder, 'feed/dangling.txt'))
    const source = await open(join(folder, 'feed'))
    expect(source.files).toEqual(['inside.txt', 'own.txt'])
  })

  test('counts all of its files together', async () => {
    await write('a.txt', 'aaa')
    await write('b.txt', 'bbb')
    const source = await open(folder, { limitBytes: 5 })
    await read(source, 'a.txt')
    await expect(read(source, 'b.txt')).rejects.toMatchObject({ code: 'SOURCE_TOO_LARGE' })
  })

  test('with more than 10,000 files is refused', async () => {
    for (let file = 0; file <= 10_000; file++) await writeFile(join(folder, String(file)), '')
    await expect(open(folder)).rejects.toMatchObject({
      code: 'SOURCE_TOO_LARGE',
      message: `${folder} holds more than 10000 files; name a smaller folder.`,
    })
  })
})

describe('A zip archive', () => {
  test('is known by its content and shows its files', async () => {
    const source = await open(
      await write('feed.bin', zip({ 'stops.txt': 'stop', 'a/b.txt': 'b', '.DS_Store': 'x' })),
    )
    expect(source.files).toEqual(['a/b.txt', 'stops.txt'])
    expect(source.size).toBe(5)
    expect([await read(source, 'stops.txt'), await read(source, 'stops.txt')]).toEqual(['stop', 'stop'])
  })

  test('shows what is in its only folder without that folder', async () => {
    const content = {
      'gtfs/': '',
      'gtfs/stops.txt': 's',
      'gtfs/x/trips.txt': 't',
      '__MACOSX/gtfs/._stops.txt': 'm',
    }
    expect((await open(await write('feed.zip', zip(content)))).files).toEqual(['stops.txt', 'x/trips.txt'])
  })

  test('that is empty has no files', async () => {
    expect((await open(await write('feed.zip', zip({})))).files).toEqual([])
  })

  test('that unpacks to more than the limit ends there', async () => {
    const bomb = zip({ 'bomb.txt': Buffer.alloc(1_000_000) })
    expect(bomb.length).toBeLessThan(2_000)
    const source = await open(await write('bomb.zip', bomb))
    await expect(read(source, 'bomb.txt')).rejects.toMatchObject({ code: 'SOURCE_TOO_LARGE' })
    expect(source.bytesRead()).toBeLessThan(300_000)
  })

  test('that says its files are smaller than they are is refused', async () => {
    const source = await open(
      await write('bomb.zip', zip({ 'bomb.txt': Buffer.alloc(90_000) }, { claimedSize: 10 })),
    )
    expect(source.size).toBe(10)
    await expect(read(source, 'bomb.txt')).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' })
  })

  test('with a name that leads out of it is refused', async () => {
    const path = await write('feed.zip', zip({ '../evil.txt': 'evil' }))
    await expect(open(path)).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
      message: expect.stringContaining(`${path} cannot be unpacked`),
    })
  })

  test('that is cut off is refused', async () => {
    const whole = zip({ 'stops.txt': 'stops'.repeat(100) })
    const path = await write('feed.zip', whole.subarray(0, whole.length - 30))
    await expect(open(path)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' })
  })
})

describe('A web address', () => {
  let server: Server
  let origin: string
  let pages: Record<string, Buffer | string>

  beforeEach(async () => {
    pages = {}
    server = createServer((request, response) => {
      const page = pages[request.url ?? '']
      if (page === undefined) response.writeHead(404).end()
      else if (request.url?.endsWith('.gz'))
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(page))
      else response.end(page)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })

  afterEach(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  test('is a source of the file it names, kept until the source is closed', async () => {
    pages['/data/stations.json?key=1'] = '[1]'
    const source = await open(`${origin}/data/stations.json?key=1`)
    expect(source).toMatchObject({
      location: `${origin}/data/stations.json?key=1`,
      files: ['stations.json'],
      size: 3,
    })
    pages = {}
    expect([await read(source, 'stations.json'), await read(source, 'stations.json')]).toEqual(['[1]', '[1]'])
    expect(await readdir(folder)).toHaveLength(1)
    await source.close()
    expect(await readdir(folder)).toEqual([])
  })

  test('of an archive shows the files in it', async () => {
    pages['/'] = zip({ 'gtfs/stops.txt': 'stop' })
    const source = await open(origin)
    expect(source.files).toEqual(['stops.txt'])
    expect(await read(source, 'stops.txt')).toBe('stop')
  })

  test('is unpacked if the server sends it packed', async () => {
    pages['/a.gz'] = 'packed'
    expect(await read(await open(`${origin}/a.gz`), 'a.gz')).toBe('packed')
  })

  test('leaves nothing behind when it fails', async () => {
    pages['/large'] = 'x'.repeat(100)
    pages['/damaged'] = Buffer.from('PK\x03\x04 but no archive')
    await expect(open(`${origin}/missing`)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' })
    await expect(open(`${origin}/large`, { limitBytes: 99 })).rejects.toMatchObject({
      code: 'SOURCE_TOO_LARGE',
    })
    await expect(open(`${origin}/damaged`)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' })
    expect(await readdir(folder)).toEqual([])
  })

  test('inside a private network is refused unless that is allowed', async () => {
    pages['/'] = 'internal'
    await expect(open(origin, { privateAddresses: false })).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' })
  })

  test('leads to further addresses, which count against the same limit', async () => {
    pages['/gbfs.json'] = 'x'.repeat(40)
    pages['/stations.json'] = 'y'.repeat(40)
    const source = await open(`${origin}/gbfs.json`, { limitBytes: 100 })
    await read(source, 'gbfs.json')
    expect(await text(await source.fetch(`${origin}/stations.json`))).toBe(pages['/stations.json'])
    expect(source.bytesRead()).toBe(80)
    await expect(source.fetch('/stations.json').then(text)).rejects.toMatchObject({
      code: 'SOURCE_TOO_LARGE',
    })
  })

  test('named by a file is asked under the same guard', async () => {
    const source = await open(await write('gbfs.json', '{}'), { privateAddresses: false })
    await expect(source.fetch(`${origin}/stations.json`)).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' })
    await expect(source.fetch('stations.json')).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' })
  })

  test('is not downloaded once the import is cancelled', async () => {
    const signal = AbortSignal.abort(new Error('cancelled'))
    await expect(open(origin, { signal })).rejects.toThrow('cancelled')
  })

  test('of another kind than http is refused', async () => {
    await expect(open('ftp://example.org/feed.zip')).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
      message: 'ftp://example.org/feed.zip is not an http or https address.',
    })
  })
})

/** A zip archive (PKWARE APPNOTE 4.3) with Deflate. `claimedSize` is what its headers say of unpacked sizes. */
function zip(files: Record<string, string | Buffer>, { claimedSize }: { claimedSize?: number } = {}): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(files)) {
    const body = deflateRawSync(content)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(body.length, 14)
    common.writeUInt32LE(claimedSize ?? content.length, 18)
    common.writeUInt16LE(Buffer.byteLength(name), 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), body])
    directory.push(Buffer.from('PK\x01\x02\x14\x00'), common, place, Buffer.from(name))
    locals.push(local)
    offset += local.length
  }
  const entries = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(locals.length, 4)
  end.writeUInt16LE(locals.length, 6)
  end.writeUInt32LE(entries.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...locals, entries, Buffer.from('PK\x05\x06'), end])
}
