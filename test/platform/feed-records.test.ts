import { Readable } from 'node:stream'
import { describe, expect, test } from '@jest/globals'
import { csvRecords } from '../../platform/feeds/records/csv-records.js'
import {
  type JsonItem,
  type JsonRecordsOptions,
  jsonRecords,
} from '../../platform/feeds/records/json-records.js'
import { isoInstant, latitude, longitude, optionalText, text, webAddress } from '../../platform/input/text.js'

/** A stream that cuts the content into chunks of a few bytes, so that every mark stands at a border once. */
function pieces(content: string | Buffer, length = 3): Readable {
  const bytes = Buffer.from(content)
  const count = Math.ceil(bytes.length / length)
  return Readable.from(
    Array.from({ length: count }, (_, index) => bytes.subarray(index * length, (index + 1) * length)),
  )
}

async function readJson(
  content: string | Buffer,
  options?: JsonRecordsOptions,
  length?: number,
): Promise<JsonItem[]> {
  return collect(jsonRecords(pieces(content, length), options))
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

const record = (index: number, value: unknown) => ({ kind: 'record', index, value, whole: false })

describe('JSON records', () => {
  test.each([1, 2, 3, 7, 1000])(
    'are the elements of a top-level array, in chunks of %i bytes',
    async (length) => {
      const values = [{ a: '[\\"]}{ü€😀' }, [], {}, 'x', -1.5e3, true, null, [[1, { b: [2] }]]]
      expect(await readJson(JSON.stringify(values, null, 1), {}, length)).toEqual(
        values.map((value, index) => record(index, value)),
      )
    },
  )

  test('are the entries of a FHIR bundle, and what surrounds them comes last', async () => {
    const bundle =
      '{"resourceType":"Bundle","entry":[{"resource":{"id":"1"}},{"resource":{"id":"2"}}],"total":2}'
    expect(await readJson(bundle, { arrayAt: ['entry'] })).toEqual([
      record(0, { resource: { id: '1' } }),
      record(1, { resource: { id: '2' } }),
      { kind: 'rest', members: { resourceType: 'Bundle', total: 2 } },
    ])
  })

  test('are the values of a SensorThings page, whose link to the next one is in the rest', async () => {
    const page = { '@iot.nextLink': 'https://example.org/?$skip=2', value: [] }
    expect(await readJson(JSON.stringify(page), { arrayAt: ['value'] })).toEqual([
      { kind: 'rest', members: { '@iot.nextLink': 'https://example.org/?$skip=2' } },
    ])
  })

  test('may lie deeper, with what surrounds them kept in place', async () => {
    const feed = { ttl: 5, data: { version: '3.0', stations: [{ id: 1 }] } }
    expect(await readJson(JSON.stringify(feed), { arrayAt: ['data', 'stations'] })).toEqual([
      record(0, { id: 1 }),
      { kind: 'rest', members: { ttl: 5, data: { version: '3.0' } } },
    ])
  })

  test.each([
    ['without the array', '{"type":"Event","name":"Fest"}', { type: 'Event', name: 'Fest' }],
    ['with something else in its place', '{"@graph":{"a":1}}', { '@graph': { a: 1 } }],
    ['with nothing in it', ' { } ', {}],
  ])('are one if the document is an object %s', async (_, content, value) => {
    expect(await readJson(content, { arrayAt: ['@graph'] })).toEqual([
      { kind: 'record', index: 0, value, whole: true },
    ])
  })

  test('keep a member named __proto__ a member', async () => {
    const [item] = await readJson('{"__proto__":{"admin":true}}')
    expect(JSON.stringify(item)).toContain('"__proto__":{"admin":true}')
    expect(item?.kind === 'record' && (item.value as { admin?: boolean }).admin).toBeUndefined()
  })

  test('follow a byte order mark', async () => {
    expect(await readJson('\ufeff[1]')).toEqual([record(0, 1)])
  })

  test('are streamed: the first ones arrive before the last ones are written', async () => {
    let written = 0
    const endless = Readable.from(
      (function* () {
        yield Buffer.from('[0')
        for (;;) yield Buffer.from(`,${++written}`)
      })(),
    )
    for await (const item of jsonRecords(endless)) if (item.kind === 'record' && item.index === 5) break
    expect(written).toBeLessThan(100)
    expect(endless.destroyed).toBe(true)
  })

  test.each([
    ['nothing', '', 'x.json is empty.'],
    ['a number', ' 17', 'x.json is not a JSON object or array.'],
    ['a web page', '<!doctype html>', 'x.json is not a JSON object or array.'],
    ['an array that does not end', '[1, 2', 'x.json is not usable JSON at byte 5: expected ].'],
    [
      'a record that does not end',
      '[{"a": 1',
      "x.json is not usable JSON at byte 8: Expected ',' or '}' after property value.",
    ],
    ['no comma', '[1 2]', 'x.json is not usable JSON at byte 3: expected ].'],
    ['a comma too many', '[1,]', 'x.json is not usable JSON at byte 3: '],
    ['an error in a record', '["ü", {"a" 1}]', 'x.json is not usable JSON at byte 12: '],
    ['brackets that do not match', '[{"a":[1}}]', 'x.json is not usable JSON at byte 8: '],
    ['a member without a name', '{1:2}', 'x.json is not usable JSON at byte 1: expected a member name.'],
    ['a second document', '{}{}', 'x.json is not usable JSON at byte 2: expected the end of the file.'],
  ])('are refused where there is %s', async (_, content, message) => {
    await expect(readJson(content, { file: 'x.json' })).rejects.toMatchObject({
      code: 'FORMAT_UNRECOGNIZED',
      message: expect.stringContaining(message),
    })
  })

  test('are refused if they are not UTF-8', async () => {
    await expect(readJson(Buffer.from('["\xfc"]', 'latin1'))).rejects.toMatchObject({
      code: 'FORMAT_UNRECOGNIZED',
      message: 'The file is not usable JSON at byte 1: the text is not UTF-8.',
    })
  })

  test.each([
    ['arrays', '['.repeat(100_000)],
    ['objects', `[${'{"a":'.repeat(100_000)}`],
  ])('are refused if 100,000 %s are nested', async (_, content) => {
    await expect(readJson(content, {}, 65_536)).rejects.toMatchObject({
      code: 'FORMAT_UNRECOGNIZED',
      message: 'The file is not usable JSON at byte 1: values are nested too deeply.',
    })
  })

  test.each([
    ['one record', '["', 'x'],
    ['one member', '{"a":"', 'x'],
    ['many members', '{"a":1', ',"b":"2"'],
    ['a member name', '{"', 'x'],
  ])('end where %s would fill the memory', async (_, start, more) => {
    let written = 0
    const endless = Readable.from(
      (function* () {
        yield Buffer.from(start)
        for (;;) {
          written += 8000
          yield Buffer.from(more.repeat(8000 / more.length))
        }
      })(),
      { objectMode: false },
    )
    await expect(collect(jsonRecords(endless, { maxRecordBytes: 1_000_000 }))).rejects.toMatchObject({
      code: 'FORMAT_UNRECOGNIZED',
      message: expect.stringContaining('a value is too long'),
    })
    expect(written).toBeLessThan(1_500_000)
  })
})

async function readCsv(content: string | Buffer, required: string[] = [], length?: number) {
  const batches = await collect(csvRecords(pieces(content, length), { required, file: 'stops.txt' }))
  return batches.flat()
}

describe('CSV records', () => {
  test.each([1, 2, 3, 7, 1000])(
    'have their values by column and the line they begin on, in chunks of %i bytes',
    async (length) => {
      const content = 'id,name\n1,"Süd, ""Krone"""\n\n2,"two\nlines\n"\n3,x\n'
      expect(await readCsv(content, ['id', 'name'], length)).toEqual([
        { line: 2, values: { id: '1', name: 'Süd, "Krone"' } },
        { line: 4, values: { id: '2', name: 'two\nlines\n' } },
        { line: 7, values: { id: '3', name: 'x' } },
      ])
    },
  )

  test('are the same with a byte order mark, \\r\\n, spaces round column names and no newline at the end', async () => {
    const content = '\ufeffid, name \r\n1,"two\r\nlines"\r\n\r\n2, x'
    expect(await readCsv(content, ['id', 'name'])).toEqual([
      { line: 2, values: { id: '1', name: 'two\r\nlines' } },
      { line: 5, values: { id: '2', name: ' x' } },
    ])
  })

  test('have empty values for what a row lacks, and pass over commas after the last one', async () => {
    expect(await readCsv('a,b,c\n1\n1,2,3,,\n  \n')).toEqual([
      { line: 2, values: { a: '1', b: '', c: '' } },
      { line: 3, values: { a: '1', b: '2', c: '3' } },
    ])
  })

  test('name the line of a row with too many values and go on', async () => {
    expect(await readCsv('a,b\n1,2,3\n4,5\n')).toEqual([
      { line: 2, problem: 'has 3 values for 2 columns' },
      { line: 3, values: { a: '4', b: '5' } },
    ])
  })

  test('keep a quote inside a value', async () => {
    expect(await readCsv('a,b\nGasthof "Krone",5\n')).toEqual([
      { line: 2, values: { a: 'Gasthof "Krone"', b: '5' } },
    ])
  })

  test('may be written in UTF-16', async () => {
    const content = Buffer.from('\ufeffa,b\r\nü,"x\r\ny"\r\n', 'utf16le')
    expect(await readCsv(content)).toEqual([{ line: 2, values: { a: 'ü', b: 'x\r\ny' } }])
  })

  test('may be none', async () => {
    expect(await readCsv('a,b')).toEqual([])
  })

  test.each([
    [
      'stop_id,stop_nam\n',
      'stops.txt lacks the columns stop_name, stop_lat; its first line has stop_id, stop_nam.',
    ],
    ['', 'stops.txt lacks the columns stop_id, stop_name, stop_lat; it is empty.'],
  ])('are refused if the header is %j', async (content, message) => {
    await expect(readCsv(content, ['stop_id', 'stop_name', 'stop_lat'])).rejects.toMatchObject({
      code: 'FORMAT_UNRECOGNIZED',
      message,
    })
  })

  test.each([
    ['is never closed', 'a\n"x'],
    ['is closed far too late', `a\n"${'x'.repeat(1_100_000)}"\n`],
  ])('are refused if a quote %s', async (_, content) => {
    await expect(readCsv(content, ['a'], 65_536)).rejects.toMatchObject({
      code: 'FORMAT_UNRECOGNIZED',
      message: expect.stringContaining('stops.txt is not usable CSV'),
    })
  })

  test('are refused if there are more than 256 columns', async () => {
    await expect(readCsv(`${','.repeat(256)}\n`)).rejects.toMatchObject({
      code: 'FORMAT_UNRECOGNIZED',
      message: 'stops.txt has more than 256 columns.',
    })
  })

  test('fail as their stream does', async () => {
    const broken = new Readable({ read: () => broken.destroy(new Error('broken')) })
    await expect(collect(csvRecords(broken, { required: [] }))).rejects.toThrow('broken')
  })
})

describe('Text from outside', () => {
  test('is normalized and trimmed', () => {
    expect(text(20).parse(' Bu\u0308rger\r\n\thaus ')).toBe('Bürger\n\thaus')
  })

  test.each([
    ['empty', ' \r\n ', 'must not be empty'],
    ['cut in the middle of a character', 'a\ud800', 'has a lone surrogate'],
    ['with a zero', 'a\u0000b', 'has a control character'],
    ['with a control character', 'a\u001bb', 'has a control character'],
    ['with a control character of the second set', 'a\u0085b', 'has a control character'],
    ['too long', 'abcdef', 'is longer than 5 characters'],
  ])('is refused if it is %s', (_, value, message) => {
    expect(text(5).safeParse(value).error?.issues[0]?.message).toBe(message)
  })

  test('is measured in characters', () => {
    expect(text(2).parse('😀😀')).toBe('😀😀')
    expect(text(2).safeParse('😀😀😀').success).toBe(false)
  })

  test.each([null, undefined, '', ' \n'])('is null where %j is no text', (value) => {
    expect(optionalText(5).parse(value)).toBeNull()
  })

  test('is checked where it is optional', () => {
    expect(optionalText(5).parse(' x ')).toBe('x')
    expect(optionalText(5).safeParse('abcdef').success).toBe(false)
  })
})

describe('A web address', () => {
  test.each(['https://example.org', 'HTTP://example.org/a?b=c#d', 'https://münchen.example/ä'])(
    'may be %s',
    (value) => {
      expect(webAddress().parse(` ${value} `)).toBe(value)
    },
  )

  test.each([
    'javascript:alert(1)',
    'ftp://example.org',
    'example.org',
    'https:example.org',
    'https://',
    'https://a b',
    '',
  ])('may not be %j', (value) => expect(webAddress().safeParse(value).success).toBe(false))

  test('has 2048 characters at most', () => {
    expect(webAddress().safeParse(`https://example.org/${'x'.repeat(2028)}`).success).toBe(true)
    expect(webAddress().safeParse(`https://example.org/${'x'.repeat(2029)}`).success).toBe(false)
  })
})

describe('A position', () => {
  test('is a number or its digits', () => {
    expect([latitude.parse(48.4), latitude.parse(' 48.40 '), longitude.parse('-179.5')]).toEqual([
      48.4, 48.4, -179.5,
    ])
  })

  test.each(['', ' ', null, undefined, true, [], '9,9', '1e1', '0x1', 'NaN', Number.NaN, '90.1', -91])(
    'is no latitude if it is %p',
    (value) => expect(latitude.safeParse(value).success).toBe(false),
  )

  test('is no longitude beyond 180 degrees', () => {
    expect(longitude.safeParse('180.1').success).toBe(false)
  })
})

describe('An instant', () => {
  test.each([
    ['2026-03-01T09:30:00+01:00', '2026-03-01T08:30:00.000Z'],
    ['2026-03-01T09:30:00.25Z', '2026-03-01T09:30:00.250Z'],
    ['2026-03-01T09:30Z', '2026-03-01T09:30:00.000Z'],
  ])('%s is %s', (value, expected) => expect(isoInstant.parse(value).toISOString()).toBe(expected))

  test.each(['2026-03-01T09:30:00', '2026-03-01', '2026-02-30T00:00:00Z', '0001-01-01T00:00:00+05:00', ''])(
    'is not %j',
    (value) => expect(isoInstant.safeParse(value).success).toBe(false),
  )
})
