import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from '@jest/globals'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { isIsoDate } from '../../../services/education/formats/amb/iso-date.js'
import { ambProfile } from '../../../services/education/formats/amb/profile.js'
import { isUri } from '../../../services/education/formats/amb/uri.js'

const realFolder = fileURLToPath(new URL('../../../../shared/data/education/', import.meta.url))
const describeWithRealFiles = existsSync(realFolder) ? describe : describe.skip

function recordsOf(folder: string): { name: string; record: unknown }[] {
  if (!existsSync(realFolder)) return []
  return readdirSync(`${realFolder}${folder}`).map((name) => ({
    name,
    record: JSON.parse(readFileSync(`${realFolder}${folder}/${name}`, 'utf8')),
  }))
}

describe('addresses and dates as the profile wants them', () => {
  test.each([
    'https://example.org/a?b=c#d',
    'urn:uuid:4062c64d-b0ac-4941-95c2-8116f137326d',
    'mailto:jemand@example.org',
    'http://[2001:db8::1]:8080/x',
    'https://example.org/%C3%A4',
  ])('%s is a URI', (text) => expect(isUri(text)).toBe(true))

  test.each([
    '',
    'example.org/a',
    '/a',
    'https://example.org/ä',
    'https://example.org/a b',
    'http://[::g]/',
    'http:',
  ])('"%s" is none', (text) => expect(isUri(text)).toBe(false))

  test.each(['2026-02-28', '2024-02-29', '2026-03-01T09:30:00+01:00', '2016-12-31T23:59:60Z'])(
    '%s is a date',
    (text) => expect(isIsoDate(text)).toBe(true),
  )

  test.each(['2026-02-29', '10.09.2022', '2026-3-1', '2026-03-01T09:30:00', '2026-03-01T24:00:00Z'])(
    '%s is none',
    (text) => expect(isIsoDate(text)).toBe(false),
  )
})

describeWithRealFiles('the profile’s own examples', () => {
  test.each(recordsOf('amb-valid'))('$name is accepted', ({ record }) => {
    expect(ambProfile.safeParse(record).error).toBeUndefined()
  })

  test.each(recordsOf('amb-invalid'))('$name is refused', ({ record }) => {
    expect(ambProfile.safeParse(record).success).toBe(false)
  })
})

describeWithRealFiles('the profile’s JSON schema and the rules written after it', () => {
  const acceptedBySchema = existsSync(realFolder) ? compileSchema() : () => true
  const originals = recordsOf('amb-valid')

  test('agree on every change of every member of every valid example', () => {
    let compared = 0
    let refused = 0
    for (const { name, record } of originals) {
      for (const { change, mutant } of mutantsOf(record)) {
        const expected = acceptedBySchema(mutant)
        compared += 1
        if (!expected) refused += 1
        if (ambProfile.safeParse(mutant).success !== expected)
          throw new Error(`${name}, ${change}: the schema says ${expected} of ${JSON.stringify(mutant)}`)
      }
    }
    expect(compared).toBeGreaterThan(10_000)
    expect(refused).toBeGreaterThan(1_000)
    expect(compared - refused).toBeGreaterThan(1_000)
  })
})

function compileSchema(): (record: unknown) => boolean {
  const ajv = new Ajv({ strict: false })
  addFormats.default(ajv)
  for (const { record } of recordsOf('amb-schema')) {
    // Ajv 8 takes an empty array for one that contains what an array before it contained; `contains` means
    // at least one item, so saying that too changes nothing but the mistake.
    const schema = record as { contains?: unknown }
    ajv.addSchema(schema.contains ? { minItems: 1, ...schema } : schema)
  }
  const validate = ajv.getSchema('https://w3id.org/kim/amb/draft/schemas/schema.json')
  if (!validate) throw new TypeError('The schema has another name')
  return (record) => validate(record) === true
}

/** What a member is replaced by, one after the other. */
const replacements: unknown[] = [
  null,
  true,
  3,
  '',
  'de',
  'xx',
  'Course',
  'LearningResource',
  'Person',
  'Concept',
  '2026-03-01',
  '2026-02-30T10:00:00Z',
  'PT1M',
  'video/mp4',
  'https://example.org/x',
  'https://w3id.org/kim/hcrt/video',
  'https://w3id.org/kim/educationalLevel/level_1',
  'http://w3id.org/kim/schulfaecher/s1',
  'https://w3id.org/kim/amb/context.jsonld',
  'http://w3id.org/kim/conditionsOfAccess/login',
  'https://www.gnu.org/licenses/gpl-3.0',
  'https://creativecommons.org/licenses/http://opensource.org/licenses/MIT',
  'nicht einmal eine Adresse',
  [],
  ['LearningResource'],
  ['de', 'en'],
  [{ id: 'https://w3id.org/kim/hcrt/video' }],
  [{ name: 'N', type: 'Person' }],
  {},
  { de: 'Name', en: 'name' },
  { de: 3 },
  { xx: 'Name' },
  { id: 'https://example.org/x' },
  { id: 'https://creativecommons.org/licenses/by/4.0/', prefLabel: { de: 'x' } },
  { '@language': 'de' },
]

/** Members of the profile, put where no example has them. */
const members = [
  'about',
  'assesses',
  'audience',
  'caption',
  'competencyRequired',
  'conditionsOfAccess',
  'contributor',
  'creator',
  'duration',
  'encoding',
  'funder',
  'hasPart',
  'inLanguage',
  'interactivityType',
  'isAccessibleForFree',
  'isBasedOn',
  'isPartOf',
  'keywords',
  'learningResourceType',
  'mainEntityOfPage',
  'publisher',
  'teaches',
  'trailer',
  'somethingElse',
]

/** Every copy of a value with one member left out, replaced or added. */
function* mutantsOf(record: unknown): Generator<{ change: string; mutant: unknown }> {
  for (const { path, mutant } of changesOf(record)) yield { change: path, mutant }
  for (const member of members) {
    for (const value of replacements) {
      yield { change: `${member} added`, mutant: { ...(record as object), [member]: value } }
    }
  }
}

function* changesOf(value: unknown): Generator<{ path: string; mutant: unknown }> {
  for (const replacement of replacements) yield { path: 'replaced', mutant: replacement }
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      yield { path: `${index} left out`, mutant: value.toSpliced(index, 1) }
      for (const { path, mutant } of changesOf(item))
        yield { path: `${index}.${path}`, mutant: value.with(index, mutant) }
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) {
      const { [name]: _, ...others } = value as Record<string, unknown>
      yield { path: `${name} left out`, mutant: others }
      for (const { path, mutant } of changesOf(item))
        yield { path: `${name}.${path}`, mutant: { ...value, [name]: mutant } }
    }
  }
}
