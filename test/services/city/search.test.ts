import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { city } from '../../../services/city/service.js'
import { type RunningService, startService } from '../../kit/service.js'
import { answerTo, idsOf, now, refusalOf, walk } from './kit.js'

const bicycles = 'ini-fahrraeder-fuer-alle'

let service: RunningService
beforeAll(async () => {
  service = await startService(city, { now, example: true })
})
afterAll(() => service.stop())

async function found(text: string): Promise<string[]> {
  const { ids, totalCount } = await idsOf(service, 'initiatives', 'InitiativeFilter', { text })
  expect(totalCount).toBe(ids.length)
  return ids
}

describe('text search', () => {
  test.each([
    ['fahrrad', 'the stem'],
    ['Fahrräder', 'the word itself'],
    ['fahrrads', 'another form'],
    ['FAHRRÄDERN', 'capitals'],
    ['fahrraeder', 'ae for ä'],
    ['Fahrrader', 'a for ä'],
    ['fahrad', 'a letter too few'],
    ['Farrad', 'a mute h left out'],
    ['Farhrad', 'two letters swapped'],
    ['Fahrard', 'two other letters swapped'],
    ['bicycle', 'English'],
    ['bycicle', 'English with a typo'],
    ['kostenlos verleihen', 'two words of the summary'],
    ['schrauben', 'a word of the description'],
    ['für die Fahrräder', 'with words that say nothing'],
    ['über das Farrad', 'with words that say nothing, and a typo'],
    ['Fahrra\u0308der', 'ä as two characters'],
  ])('finds "Fahrräder für alle" first by "%s": %s', async (text) => {
    expect((await found(text))[0]).toBe(bicycles)
  })

  test.each([
    ['bus', 'ini-dorfbus', 'the end of a compound'],
    ['kaffee reparieren', 'ini-reparaturcafe', 'words of title and summary'],
    ['Reperaturcafe', 'ini-reparaturcafe', 'a common misspelling'],
    ['Gesundheitskisok', 'ini-gesundheitskiosk', 'a typo'],
    ['strassenbaum', 'ini-baumpaten', 'ss for ß and part of a compound'],
    ['Nachbarn', 'ini-nachbarschaft', 'a word of easy German'],
  ])('finds by "%s" %s: %s', async (text, id) => {
    expect((await found(text))[0]).toBe(id)
  })

  test('finds nothing by words that are nowhere', async () => {
    expect(await found('Quantenzwiebel')).toEqual([])
    expect(await found('Fahrrad Quantenzwiebel')).toEqual([])
    expect(await found('und')).toEqual([])
  })

  test('has the best first: a hit in the title before one in the summary', async () => {
    const ids = await found('Messstationen Klimastationen Stationen')
    expect(ids[0]).toBe('ini-klimastationen')
    const rad = await found('rad')
    expect(rad).toContain(bicycles)
  })

  test('is walked page by page, each hit once, in the same order', async () => {
    const filter = { text: 'Beispiel' }
    const { ids } = await idsOf(service, 'initiatives', 'InitiativeFilter', filter)
    expect(ids).toHaveLength(10)
    expect(await walk(service, 'initiatives', 'InitiativeFilter', { first: 1, filter })).toEqual(ids)
    expect(await walk(service, 'initiatives', 'InitiativeFilter', { first: 4, filter })).toEqual(ids)
  })

  test('takes whatever people type, quotes and operators too', async () => {
    for (const text of [
      `Fahrrad' or 1=1 --`,
      'Fahrrad & | ! :* <-> (',
      '%_\\',
      'a'.repeat(200),
      'ä '.repeat(100),
      'Fahrrad\u0000',
      '日本語',
      '٣ ½ ②',
      '\ud800 Fahrrad',
    ]) {
      const { errors } = await service.query(
        'query ($text: String!) { initiatives(filter: { text: $text }) { totalCount } }',
        { text },
      )
      const codes = errors?.map(({ extensions }) => extensions?.code) ?? []
      expect({ text, codes: codes.filter((code) => code !== 'BAD_USER_INPUT') }).toEqual({ text, codes: [] })
    }
  })

  test.each(['', '   ', '!?', '\u200b'])('refuses a text without a word: "%s"', async (text) => {
    expect(
      await refusalOf(
        service,
        'query ($text: String) { initiatives(filter: { text: $text }) { totalCount } }',
        { text },
      ),
    ).toEqual({ code: 'BAD_USER_INPUT', message: '"text" has no word to search for.' })
  })

  test('refuses a text of more than 200 characters', async () => {
    expect(
      await refusalOf(
        service,
        'query ($text: String) { initiatives(filter: { text: $text }) { totalCount } }',
        {
          text: 'x'.repeat(201),
        },
      ),
    ).toEqual({ code: 'BAD_USER_INPUT', message: '"text" has more than 200 characters.' })
  })

  test('does not change how other statements of the same connection compare', async () => {
    await found('Fahrrad')
    const [row] = await service.database.pool
      .query(`select current_setting('pg_trgm.word_similarity_threshold', true) as threshold`)
      .then(({ rows }) => rows)
    expect([null, '', '0.6']).toContain(row.threshold)
  })

  test('works in organizations, services, resources and needs as well', async () => {
    const data = await answerTo<Record<string, { edges: { node: { id: string } }[] }>>(
      service,
      `{ organizations(filter: { text: "Klimawerk" }) { edges { node { id } } }
         municipalServices(filter: { text: "umzug" }) { edges { node { id } } }
         resources(filter: { text: "lastenraeder" }) { edges { node { id } } }
         needs(filter: { text: "Fahradwerkstatt" }) { edges { node { id } } } }`,
    )
    expect(Object.values(data).map(({ edges }) => edges[0]?.node.id)).toEqual([
      'org-klimawerk',
      'svc-ummelden',
      'res-lastenrad',
      'need-werkstattraum',
    ])
  })
})
