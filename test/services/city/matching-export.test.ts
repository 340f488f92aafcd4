import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import type { Caller } from '../../../platform/caller/caller.js'
import { createCallerSigner } from '../../../platform/caller/token.js'
import { ResourceKind, Unit } from '../../../services/city/goods/resource-kind.js'
import { begun } from '../../../services/city/matching/export/begun.js'
import { onTownClocks } from '../../../services/city/matching/export/cells.js'
import { city } from '../../../services/city/service.js'
import { administrator, coordinator, keyOf, memberOf, person } from '../../kit/callers.js'
import { type RunningService, startService } from '../../kit/service.js'
import { now } from './kit.js'
import {
  addMatch,
  addNeed,
  addParties,
  addResource,
  addRun,
  addUnmet,
  asker,
  provider,
} from './matching-views-kit.js'

const mark = '\ufeff'
const period = 'from=2027-01-01&to=2027-12-31'
const formula = '=HYPERLINK("https://evil.example";"Klick")'

let service: RunningService
let sign: Awaited<ReturnType<typeof createCallerSigner>>
beforeAll(async () => {
  service = await startService(city, { now })
  sign = await createCallerSigner(service.config.caller.privateKey)
  await addParties(service)
  await service.database.rows(sql`update city.organization
    set contact = '{"name": "Berta Buch", "email": "berta@buch.example", "phone": "0000 123"}'`)
  await addResource(service, { id: 'saal', amount: 40, district: 'd-1', title: 'Saal; "groß", oben' })
  await addResource(service, { id: 'topf', kind: 'FUNDING', unit: 'EUROS', amount: 1_250.5 })
  await addNeed(service, { id: 'probe', amount: 30, title: formula, createdAt: '2027-01-31T23:30:00Z' })
  await addMatch(service, {
    id: 'm-1',
    need: 'probe',
    resource: 'saal',
    amount: 20,
    during: [
      ['2027-03-27T18:00:00Z', '2027-03-27T20:00:00Z'],
      ['2027-03-28T17:00:00Z', '2027-03-28T19:00:00Z'],
    ],
  })
  await service.database.rows(sql`insert into city.match (id, need_id, resource_id, amount, during, status, created_at,
      end_reason, created_by)
    values ('m-2', 'probe', 'saal', 1, '{[2027-04-01,2027-04-02)}', 'DECLINED', '2026-11-01', 'Frau Buch mag nicht',
      'account-of-berta')`)
  await addRun(service, 'run', { createdAt: '2026-11-21T10:00:00Z' })
  const nearest = [{ resourceId: 'saal', miss: { by: 2_100, unit: 'METRES' } }]
  await addUnmet(service, 'run', 'probe', {
    missing: 10,
    obstacles: [{ rule: 'DISTANCE', resources: 3, nearest }],
  })
})
afterAll(() => service.stop())

async function get(path: string, caller: Caller | null = coordinator, headers: Record<string, string> = {}) {
  const authorization = caller && { authorization: `Bearer ${await sign(caller, 'city', now)}` }
  const response = await fetch(`${service.address}/exports/${path}`, {
    headers: { ...authorization, ...headers },
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  return { status: response.status, headers: response.headers, text: bytes.toString('utf8') }
}

/** The rows as a spreadsheet of the language reads them, by the names of the columns. */
async function rowsOf(path: string, lang: 'de' | 'en'): Promise<Record<string, string>[]> {
  const { status, text } = await get(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}`)
  expect([status, text.slice(0, 1)]).toEqual([200, mark])
  return parse(text, { bom: true, columns: true, delimiter: lang === 'de' ? ';' : ',' })
}

describe('tables', () => {
  test('of supply and demand have the columns that were asked by, and German numbers for German spreadsheets', async () => {
    expect(await rowsOf(`supply-and-demand.csv?${period}&by=KIND,DISTRICT`, 'de')).toEqual([
      {
        ...{ Art: 'Förderung', Stadtbezirk: 'ganze Stadt', Einheit: 'Euro' },
        ...{ angeboten: '1250,5', 'davon zugesagt': '0', frei: '1250,5', 'Zahl der Ressourcen': '1' },
        ...{ gebraucht: '0', 'davon gedeckt': '0', fehlt: '0', 'Zahl der Bedarfe': '0' },
      },
      {
        ...{ Art: 'Raum', Stadtbezirk: 'Mitte', Einheit: 'Plätze' },
        ...{ angeboten: '40', 'davon zugesagt': '20', frei: '20', 'Zahl der Ressourcen': '1' },
        ...{ gebraucht: '0', 'davon gedeckt': '0', fehlt: '0', 'Zahl der Bedarfe': '0' },
      },
      {
        ...{ Art: 'Raum', Stadtbezirk: 'ganze Stadt', Einheit: 'Plätze' },
        ...{ angeboten: '0', 'davon zugesagt': '0', frei: '0', 'Zahl der Ressourcen': '0' },
        ...{ gebraucht: '30', 'davon gedeckt': '20', fehlt: '10', 'Zahl der Bedarfe': '1' },
      },
    ])
    const [first] = await rowsOf(`supply-and-demand.csv?${period}&by=FIELD&kinds=FUNDING`, 'en')
    expect(first).toMatchObject({ Field: 'several', Unit: 'euros', offered: '1250.5' })
  })

  test('of matches have titles, organizations and times of the town, and nothing about people', async () => {
    const rows = await rowsOf('matches.csv', 'en')
    const common = {
      Initiative: 'Choir for all',
      For: 'Chor e.V.',
      From: 'Halle gGmbH',
      Kind: 'Space',
      Unit: 'seats',
    }
    expect(rows).toEqual([
      expect.objectContaining({
        ...common,
        ...{ Id: 'm-1', Status: 'confirmed', Need: `'${formula} (EN)`, Resource: 'Saal; "groß", oben (EN)' },
        ...{ Amount: '20', 'Score (1 to 1000)': '', 'Ended (local time)': '' },
        // The clocks were put forward in the night between the two.
        ...{ 'Begins (local time)': '2027-03-27 19:00', 'Ends (local time)': '2027-03-28 21:00' },
        'Confirmed (local time)': '2026-11-02 11:00',
      }),
      expect.objectContaining({ ...common, Id: 'm-2', Status: 'declined', 'Accepted (local time)': '' }),
    ])
    const { text } = await get('matches.csv')
    expect(text).not.toMatch(/Berta|berta|Buch|0000 123|coordinator/)
    expect((await rowsOf('matches.csv?status=DECLINED,REFUSED', 'de')).map(({ Kennung }) => Kennung)).toEqual(
      ['m-2'],
    )
  })

  test('of unmet needs say why in sentences', async () => {
    const [german] = await rowsOf('unmet-needs.csv?reason=DISTANCE', 'de')
    expect(german).toEqual({
      ...{ Initiative: 'Chor für alle', Bedarf: `'${formula}`, Organisation: 'Chor e.V.' },
      ...{ Handlungsfeld: 'Gesellschaft', Stadtbezirk: '', Art: 'Raum', Einheit: 'Plätze' },
      ...{ gebraucht: '30', fehlt: '10', Gründe: expect.stringContaining('2,1') },
    })
    expect(await rowsOf('unmet-needs.csv?reason=TAKEN', 'en')).toEqual([])
    expect((await get('unmet-needs.csv?reason=TAKEN&lang=en')).text).toMatch(
      /^\ufeffInitiative,Need,.*,Reasons\r\n$/,
    )
  })

  test('of fairness name the organizations', async () => {
    const row = {
      Organization: 'Chor e.V.',
      Kind: 'Space',
      Unit: 'seats',
      asked: '30',
      got: '20',
      waiting: '0',
    }
    expect(await rowsOf(`fairness.csv?${period}`, 'en')).toEqual([{ ...row, Share: '0.6667' }])
    expect(await rowsOf(`fairness.csv?${period}&byMonth=true`, 'de')).toEqual([
      expect.objectContaining({ Organisation: 'Chor e.V.', Monat: '2027-02', Anteil: '0,6667' }),
    ])
  })

  test('are files nobody keeps, with lines as the standard has them', async () => {
    const { headers, text } = await get('matches.csv?lang=de')
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="zuordnungen.csv"',
      'cache-control': 'private, no-store',
      'content-language': 'de',
    })
    expect(text).toContain(';"Saal; ""groß"", oben";')
    expect(text.split('\r\n')).toHaveLength(4)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    const named = await get(`fairness.csv?${period}&lang=en`)
    expect(named.headers.get('content-disposition')).toBe(
      'attachment; filename="fairness-2027-01-01-2027-12-31.csv"',
    )
  })

  test.each([
    ['=1+1', "'=1+1"],
    ['+49 2431', "'+49 2431"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['＝1', "'＝1"],
    ['1=1', '1=1'],
  ])('let no spreadsheet calculate what people wrote: %j', async (title, expected) => {
    const written = JSON.stringify({ DE: title })
    await service.database.rows(sql`update city.resource set title = ${written}::jsonb where id = 'saal'`)
    const [row] = await rowsOf('matches.csv?status=CONFIRMED', 'de')
    expect(row?.Ressource).toBe(expected)
  })

  test('are read to the end, some rows at a time, each once', async () => {
    await service.database.rows(sql`
      with made as (
        insert into city.need (id, title, kind, unit, amount, splittable, initiative_id, organization_id)
        select 'many-' || n, '{"DE": "T"}', 'SPACE', 'SEATS', 1, true, 'ini-chor', ${asker}
        from generate_series(1, 2500) n returning id
      )
      insert into city.match (id, need_id, resource_id, amount, during, status, score, created_at)
      select 'm-' || id, id, 'saal', 1, '{[2027-01-01,2027-01-02)}', 'PROPOSED', 500, '2026-11-03' from made`)
    service.statements.length = 0
    const rows = await rowsOf('matches.csv?status=PROPOSED', 'en')
    expect(new Set(rows.map(({ Id }) => Id)).size).toBe(2_500)
    expect(service.statements).toHaveLength(3)
  })
})

describe('a table is given', () => {
  const paths = [
    `supply-and-demand.csv?${period}&by=KIND`,
    'unmet-needs.csv',
    `fairness.csv?${period}`,
    'matches.csv',
  ]

  test.each(paths)('to coordinators only: %s', async (path) => {
    const others = [
      person,
      memberOf(provider, 'OWNER'),
      keyOf(provider),
      memberOf('org-town', 'OWNER'),
      administrator,
    ]
    for (const caller of others) {
      expect(await get(`${path}${path.includes('?') ? '&' : '?'}lang=en`, caller)).toMatchObject({
        status: 403,
        text: "This table is for the town's coordinators.\n",
      })
    }
    const anonymous: Caller = { subject: 'anonymous', roles: [], memberships: [] }
    for (const caller of [anonymous, null]) {
      const { status, text, headers } = await get(path, caller)
      expect([status, headers.get('cache-control')]).toEqual([401, 'private, no-store'])
      expect(text).toMatch(
        /^Diese Tabelle ist für Koordinatorinnen und Koordinatoren der Stadt: Melden Sie sich/,
      )
    }
  })

  test('to nobody with a token that is forged, expired or meant for another service', async () => {
    const elsewhere = await sign(coordinator, 'mobility', now)
    const expired = await sign(coordinator, 'city', new Date(now.getTime() - 120_000))
    for (const token of ['x', `${elsewhere}`, expired]) {
      const { status } = await get('matches.csv', null, { authorization: `Bearer ${token}` })
      expect(status).toBe(401)
    }
  })

  test('for reading only', async () => {
    const authorization = `Bearer ${await sign(coordinator, 'city', now)}`
    const response = await fetch(`${service.address}/exports/matches.csv`, {
      method: 'POST',
      headers: { authorization },
    })
    expect(response.status).toBe(404)
    const head = await fetch(`${service.address}/exports/matches.csv`, {
      method: 'HEAD',
      headers: { authorization },
    })
    expect([head.status, await head.text()]).toEqual([200, ''])
  })

  test.each([
    'supply-and-demand.csv?by=KIND',
    'supply-and-demand.csv?from=2027-01-01&to=2027-12-31',
    'supply-and-demand.csv?from=2027-12-31&to=2027-01-01&by=KIND',
    'supply-and-demand.csv?from=2027-01-01&to=2031-01-01&by=KIND',
    `supply-and-demand.csv?${period}&by=COLOUR`,
    `supply-and-demand.csv?${period}&by=KIND&kinds=`,
    'fairness.csv?from=2027-01-01',
    'fairness.csv?from=2027-02-30&to=2027-03-01',
    'fairness.csv?from=0000-01-01&to=0000-02-01',
    'matches.csv?status=NEVER',
    'matches.csv?lang=fr',
    'matches.csv?lang=en&lang=de',
    'matches.csv?run=%00',
    'matches.csv?colour=red',
    'unmet-needs.csv?reason=BAD_LUCK',
  ])('with what it can be asked by, else it says so: %s', async (path) => {
    const { status, headers, text } = await get(path, coordinator, { 'accept-language': 'en' })
    expect([status, headers.get('content-type')]).toEqual([400, 'text/plain; charset=utf-8'])
    expect(text).toMatch(/^There is no such table\./)
  })

  test('by its name', async () => {
    expect((await get('everything.csv')).status).toBe(404)
  })
})

test('what fails before the first part fails at once, and who stops reading ends the rest', async () => {
  async function* failing() {
    yield* []
    throw new Error('no rows')
  }
  await expect(begun(failing())).rejects.toThrow('no rows')
  let ended = false
  async function* counting() {
    try {
      for (let part = 0; ; part++) yield part
    } finally {
      ended = true
    }
  }
  const seen: number[] = []
  for await (const part of await begun(counting())) {
    seen.push(part)
    if (part === 2) break
  }
  expect([seen, ended]).toEqual([[0, 1, 2], true])
})

test('every kind, unit and moment has words', async () => {
  for (const kind of Object.values(ResourceKind)) {
    await service.database.rows(sql`insert into city.resource (id, title, kind, unit, amount, splittable, organization_id)
      select 'of-' || ${kind}, '{"DE": "T"}', ${kind}, unit, 1, true, ${provider}
      from unnest(${Object.values(Unit)}::text[]) unit
      where (${kind}, unit) in (('SPACE','HOURS'),('STAFF_HOURS','HOURS'),('FUNDING','EUROS'),('EQUIPMENT','PIECES'),
        ('DATA','PIECES'),('EXPERTISE','DAYS'),('VEHICLE','SEATS'))`)
  }
  for (const lang of ['de', 'en'] as const) {
    const rows = await rowsOf(`supply-and-demand.csv?${period}&by=KIND`, lang)
    expect(rows.length).toBeGreaterThan(7)
    for (const row of rows) expect(Object.values(row).join(' ')).not.toMatch(/[A-Z]{4,}/)
  }
  expect(onTownClocks(new Date('2027-06-30T22:05:59.999Z'))).toBe('2027-07-01 00:05')
  expect(onTownClocks(null)).toBeNull()
})
