import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import type { RunningService } from '../../kit/service.js'
import { ada, count, csvOf, filed, key, organization, reportOf, runJob, startCity } from './bulk-kit.js'

let service: RunningService
beforeAll(async () => {
  service = await startCity()
}, 60_000)
afterAll(() => service.stop())
beforeEach(async () => {
  await service.database.pool.query('delete from city.initiative_registration')
})

/** Registers a file, and gives the report. */
async function registered(content: string, ...more: [Parameters<typeof filed>[2]?, number?]) {
  const id = await filed(service, content, ...more)
  await runJob(service)
  return { id, ...(await reportOf(service, id)) }
}

describe('a CSV file', () => {
  test('with semicolons, a byte order mark, quotes and line breaks becomes drafts of the organization', async () => {
    const { status, progress, rows } = await registered(
      [
        '\ufeffexternalId;title_de;title_en;summary_de;field;districts;lat;lon;startsOn;placeAddress;placeHours_de;post\r\n',
        'q-1;"Radwerkstatt; offen (Beispiel)";Bike repair;"Zeile eins\r\nZeile ""zwei""";MOBILITY; Lövenich | 05370004-01 ;51.08;6.31;2027-03-01;Markt 1;Mo; \r\n',
        '\r\n',
        'q-2;Zweites (Beispiel);;;HEALTH\r\n',
      ].join(''),
    )
    expect(status).toBe('FINISHED')
    expect(progress).toEqual({ total: 2, done: 2, registered: 2, valid: 0, refused: 0, alreadyThere: 0 })
    expect(rows).toMatchObject([
      { row: 1, line: 2, externalId: 'q-1', outcome: 'REGISTERED', problems: [] },
      { row: 2, line: 5, externalId: 'q-2', outcome: 'REGISTERED', problems: [] },
    ])
    const [first] = await service.database.rows(sql`
      select organization_id, status, title, summary, field, lat, lon, starts_on::text, analog_access, created_by,
        (select json_agg(district_id order by 1) from city.initiative_district where initiative_id = id) as districts
      from city.initiative where external_id = 'q-1'`)
    expect(first).toEqual({
      organization_id: organization,
      status: 'DRAFT',
      title: { DE: 'Radwerkstatt; offen (Beispiel)', EN: 'Bike repair' },
      summary: { DE: 'Zeile eins\nZeile "zwei"' },
      field: 'MOBILITY',
      lat: 51.08,
      lon: 6.31,
      starts_on: '2027-03-01',
      analog_access: [{ kind: 'PLACE', value: 'Markt 1', hours: { DE: 'Mo' } }],
      created_by: 'ada',
      districts: ['05370004-01', '05370004-06'],
    })
  })

  test.each([
    ['lacks columns', 'externalId,field\nx,HEALTH\n', 'MISSING_COLUMNS', 'title_de'],
    ['has columns there are none of', 'externalId,title_de,field,farbe\n', 'UNKNOWN_COLUMNS', 'farbe'],
    ['names a column twice', 'externalId,title_de,field,field\n', 'REPEATED_COLUMNS', 'field'],
    ['has an open quote', 'externalId,title_de,field\nx,"T,HEALTH\n', 'NOT_CSV', 'quote'],
    ['has no rows', 'externalId,title_de,field\n\n', 'EMPTY', 'no rows'],
    ['is no CSV', '[{"externalId": "x"}]', 'UNKNOWN_COLUMNS', '[{'],
  ])('is refused as a whole if it %s', async (_what, content, code, said) => {
    const { status, failure, rows } = await registered(content)
    expect({ status, failure, rows }).toEqual({
      status: 'REFUSED',
      failure: { code, message: expect.stringContaining(said) },
      rows: [],
    })
    expect(await count(service, 'city.initiative_registration_part')).toBe(0)
  })
})

describe('a JSON file', () => {
  test('becomes drafts', async () => {
    const items = [
      {
        externalId: 'j-1',
        title: { de: 'Erzählcafé (Beispiel)', deEasy: 'Wir erzählen' },
        field: 'SOCIETY',
        location: { lat: 51.1, lon: 6.3 },
        analogAccess: [{ kind: 'POST', value: 'Amt, Markt 1, 41812 Erkelenz' }],
        contact: { name: 'Ada', phone: '02431 1' },
      },
    ]
    const { rows } = await registered(JSON.stringify(items), { format: 'JSON' })
    expect(rows).toMatchObject([
      {
        row: 1,
        line: null,
        externalId: 'j-1',
        outcome: 'REGISTERED',
        initiative: { title: 'Erzählcafé (Beispiel)' },
      },
    ])
  })

  test.each([
    ['is an object', '{"externalId": "x"}', 'NOT_AN_ARRAY'],
    ['breaks off', '[{"externalId": "x"},', 'NOT_JSON'],
    ['is an empty array', '[]', 'EMPTY'],
  ])('is refused as a whole if it %s', async (_what, content, code) => {
    expect(await registered(content, { format: 'JSON' })).toMatchObject({
      status: 'REFUSED',
      failure: { code },
    })
  })
})

describe('a row', () => {
  test('is told everything that is wrong with it at once, by its columns, in German and English', async () => {
    const { id, rows } = await registered(
      [
        'externalId,title_de,summary_en,field,districts,lat,startsOn,endsOn,phoneHours_de,contactEmail',
        ',,Only English,FISH,Lövenich|Atlantis,91,01.03.2027,2027-02-30,Mo,no mail',
        'r-2,T,,HEALTH,,,2027-03-02,2027-03-01,,',
        'r-3,T,,HEALTH,,,,,,,surplus',
      ].join('\n'),
    )
    expect(rows.map(({ outcome, initiative }) => [outcome, initiative])).toEqual([
      ['REFUSED', null],
      ['REFUSED', null],
      ['REFUSED', null],
    ])
    const [all, period, surplus] = rows.map(({ problems }) =>
      problems.map(({ path, code }) => `${path.join('/')} ${code}`).sort(),
    )
    expect(all).toEqual([
      'contactEmail NOT_AN_EMAIL',
      'contactName MISSING',
      'districts UNKNOWN',
      'endsOn NOT_A_DAY',
      'externalId MISSING',
      'field INVALID',
      'lat OUT_OF_RANGE',
      'lon MISSING',
      'phone MISSING',
      'startsOn NOT_A_DAY',
      'summary_de MISSING',
      'title_de MISSING',
    ])
    expect(period).toEqual(['endsOn PERIOD_REVERSED'])
    expect(surplus).toEqual([' TOO_MANY_VALUES'])
    const german = await reportOf(service, id, { lang: 'DE', outcome: 'REFUSED' })
    expect(german.rows[1]?.problems).toEqual([
      { path: ['endsOn'], code: 'PERIOD_REVERSED', message: 'Das Ende liegt vor dem Anfang.' },
    ])
    expect(rows[1]?.problems[0]?.message).toBe('ends before it begins')
  })

  test('of a JSON file is told by its members, also of those there are none of', async () => {
    const { rows } = await registered(
      JSON.stringify([
        42,
        {
          externalId: 'm-1',
          title: { de: 'T', fr: 'T' },
          field: 'HEALTH',
          districts: ['Atlantis'],
          colour: 1,
        },
        { externalId: 'm-\ud800', title: { de: 'a\u0000' }, field: null, analogAccess: [{ kind: 'PLACE' }] },
      ]),
      { format: 'JSON' },
    )
    expect(
      rows.map(({ problems }) => problems.map(({ path, code }) => `${path.join('/')} ${code}`).sort()),
    ).toEqual([
      [' INVALID'],
      ['colour UNKNOWN', 'districts/0 UNKNOWN', 'title/fr UNKNOWN'],
      [
        'analogAccess/0/value MISSING',
        'externalId LONE_SURROGATE',
        'field MISSING',
        'title/de CONTROL_CHARACTER',
      ],
    ])
    expect(rows.map(({ externalId }) => externalId)).toEqual([null, 'm-1', null])
  })

  test('with the id of an earlier one is refused, with the number of that one', async () => {
    const { rows } = await registered(
      'externalId,title_de,field\nd-1,T,FISH\nd-1,T,HEALTH\nd-2,T,HEALTH\nd-2,,HEALTH\n',
    )
    expect(rows.map(({ outcome, problems }) => [outcome, problems.map(({ code }) => code)])).toEqual([
      ['REFUSED', ['INVALID']],
      ['REFUSED', ['REPEATED']],
      ['REGISTERED', []],
      ['REFUSED', ['REPEATED', 'MISSING']],
    ])
    expect(rows[3]?.problems[0]?.message).toContain('row 3')
  })

  test('that is there already changes nothing, and leads to what is there', async () => {
    const first = await registered(csvOf(2, 'there'))
    const before = await count(
      service,
      'audit.entry',
      sql`entity like 'Initiative%' and entity <> 'InitiativeRegistration'`,
    )
    const again = await registered(csvOf(3, 'there').replaceAll('Vorhaben', 'Anders'))
    expect(again.progress).toMatchObject({ registered: 1, alreadyThere: 2 })
    expect(again.rows.slice(0, 2).map(({ initiative }) => initiative)).toEqual(
      first.rows.map(({ initiative }) => initiative),
    )
    // One initiative with two districts.
    expect(
      await count(
        service,
        'audit.entry',
        sql`entity like 'Initiative%' and entity <> 'InitiativeRegistration'`,
      ),
    ).toBe(before + 3)
  })

  test('of another organization with the same id is another one', async () => {
    await registered(csvOf(1, 'shared'))
    await service.database.pool.query(
      `update city.initiative set organization_id = 'org-radkreis' where external_id = 'shared-1'`,
    )
    expect((await registered(csvOf(1, 'shared'))).progress).toMatchObject({ registered: 1 })
  })
})

describe('to be put before the town', () => {
  test('are rows that lack nothing; the others stay drafts, and say what they lack', async () => {
    const { rows, id } = await registered(`${csvOf(1, 'sub')}sub-2,Lückenhaft (Beispiel),,HEALTH\n`, {
      submit: true,
    })
    expect(rows).toMatchObject([
      { outcome: 'REGISTERED', initiative: { status: 'SUBMITTED' }, problems: [] },
      {
        outcome: 'REGISTERED',
        initiative: { status: 'DRAFT' },
        problems: [
          { path: ['summary_de'], code: 'MISSING_SUMMARY' },
          { path: ['districts'], code: 'MISSING_PLACE' },
          { path: ['contactName'], code: 'MISSING_CONTACT' },
          { path: ['placeAddress'], code: 'MISSING_ANALOG_ACCESS' },
        ],
      },
    ])
    const german = await reportOf(service, id, { lang: 'DE' })
    expect(german.rows[1]?.problems[0]?.message).toBe('Bitte in ein, zwei Sätzen sagen, worum es geht.')
    const events = await service.database.rows<{ type: string; title: string }>(
      sql`select type, data -> 'title' ->> 'DE' as title from city.event
          where entity_id in (select id from city.initiative where external_id like 'sub-%')`,
    )
    expect(events).toEqual([{ type: 'initiative.submitted', title: 'Vorhaben 1 (Beispiel)' }])
  })
})

describe('a dry run', () => {
  test('gives the same report and leaves nothing: no initiative, no event, no entry', async () => {
    await registered(csvOf(1, 'dry'))
    const state = async () => ({
      initiatives: await count(service, 'city.initiative'),
      districts: await count(service, 'city.initiative_district'),
      events: await count(service, 'city.event'),
      entries: await count(service, 'audit.entry', sql`entity <> 'InitiativeRegistration'`),
    })
    const before = await state()
    const { status, rows } = await registered(`${csvOf(2, 'dry')}dry-3,,,HEALTH\ndry-4,T,,HEALTH\n`, {
      dryRun: true,
      submit: true,
    })
    expect(status).toBe('FINISHED')
    expect(rows.map(({ outcome, problems }) => [outcome, problems.length])).toEqual([
      ['ALREADY_THERE', 0],
      ['VALID', 0],
      ['REFUSED', 1],
      ['VALID', 4],
    ])
    expect(await state()).toEqual(before)
  })
})

describe('what is kept', () => {
  test('is neither the file nor whom to ask, once each row has its outcome', async () => {
    await registered(csvOf(2, 'kept'))
    expect(await count(service, 'city.initiative_registration_part')).toBe(0)
    expect(await count(service, 'city.initiative_registration_row', sql`written is not null`)).toBe(0)
  })

  test('in the trail is every initiative, in the name of who has run the registration', async () => {
    await registered(csvOf(2, 'trail'), { caller: key })
    const entries = await service.database.rows(sql`
      select actor, action, organization_id as organization, content::jsonb -> 'after' ->> 'contact' as contact
      from audit.entry where entity = 'Initiative' and entity_id in
        (select id from city.initiative where external_id like 'trail-%')`)
    const entry = {
      actor: 'key:bulk',
      action: 'runRegistration',
      organization,
      contact: '[personal data]',
    }
    expect(entries).toEqual([entry, entry])
  })

  test('is forgotten after 40 days, not what was registered', async () => {
    const { id } = await registered(csvOf(1, 'old'))
    await service.runJob('forget-registrations')
    expect((await reportOf(service, id)).status).toBe('FINISHED')
    await service.database.pool.query(
      `update city.initiative_registration set created_at = created_at - interval '40 days 1 second'`,
    )
    await service.runJob('forget-registrations')
    expect(await count(service, 'city.initiative_registration')).toBe(0)
    expect(await count(service, 'city.initiative_registration_row')).toBe(0)
    expect(await count(service, 'city.initiative', sql`external_id = 'old-1'`)).toBe(1)
  })
})

test('ten thousand rows are the most, and more are refused without a trace', async () => {
  const { status, failure, progress } = await registered(csvOf(10_001, 'many'))
  expect({ status, failure }).toEqual({
    status: 'REFUSED',
    failure: { code: 'TOO_MANY_ROWS', message: 'The file has more than 10000 rows: split it.' },
  })
  expect(progress).toMatchObject({ total: 0 })
}, 60_000)

test('a page of rows costs the same statements, however many there are', async () => {
  const { id } = await registered(csvOf(30, 'cost'), { submit: true })
  const statementsFor = async (first: number) => {
    service.statements.length = 0
    const { errors } = await service.query(
      `query ($id: ID!, $first: Int!) { initiativeRegistration(id: $id) { progress { done }
        rows(first: $first) { edges { node { problems { code } initiative { title } } } } } }`,
      { id, first },
      ada,
    )
    expect(errors).toBeUndefined()
    return service.statements.length
  }
  expect(await statementsFor(1)).toBe(4)
  expect(await statementsFor(30)).toBe(4)
})
