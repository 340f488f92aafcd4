import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { city } from '../../../services/city/service.js'
import { identity } from '../../../services/identity/service.js'
import { coordinator, keyOf, memberOf, person } from '../../kit/callers.js'
import { type RunningService, startService } from '../../kit/service.js'
import { now } from './kit.js'
import {
  ask,
  asOwner,
  attempt,
  details,
  done,
  eventsOf,
  makeAccounts,
  namesFound,
  refused,
  trailOf,
  unlike,
} from './organizations-kit.js'

let service: RunningService
let id: string
beforeAll(async () => {
  service = await startService(city, { now, beside: [identity] })
  await makeAccounts(service, person, coordinator)
  id = (await register(details)).id
})
afterAll(() => service.stop())

const register = (input: object, asking = {}) =>
  done(service, 'registerOrganization', { input, notADuplicateOf: [] }, { caller: person, ...asking })
const refusedRegistration = (input: object, notADuplicateOf: string[] = [], asking = {}) =>
  refused(service, 'registerOrganization', { input, notADuplicateOf }, { caller: person, ...asking })

const count = async (table: string) => {
  const [row] = await service.database.rows<{ count: number }>(
    sql`select count(*)::int as count from ${sql.table(table)}`,
  )
  return row?.count
}

describe('a registration', () => {
  test('makes an organization that waits, whose owner is who registered it, and who gets all of it back', async () => {
    const selection = `id name kind fields registerNumber address { street postalCode place } webAddress
      contact { name email phone } district { id } status verifiedUntil version`
    const owner = memberOf(id, 'OWNER', person.subject)
    const { organization } = await ask<{ organization: unknown }>(
      service,
      `query ($id: ID!) { organization(id: $id) { ${selection} } }`,
      { id },
      owner,
    )
    const expected = { ...details, district: { id: details.district }, status: 'REGISTERED' }
    expect(organization).toEqual({ ...expected, id, verifiedUntil: null, version: 1 })
    const members = await asOwner(service, (client) =>
      client.query('select account_id, role from identity.membership where organization_id = $1', [id]),
    )
    expect(members.rows).toEqual([{ account_id: person.subject, role: 'OWNER' }])

    const other = unlike('Quellwasser Xylophon')
    expect(await register(other, { selection })).toMatchObject({ contact: other.contact, version: 1 })
  })

  test('is told to the town, and recorded without personal data', async () => {
    expect(await eventsOf(service, id)).toEqual([
      {
        type: 'organization.registered',
        audience: 'TOWN',
        data: { name: details.name, kind: 'ASSOCIATION' },
      },
    ])
    const trail = await trailOf(service, id)
    expect(trail).toMatchObject([
      {
        actor: person.subject,
        action: 'registerOrganization',
        operation: 'INSERT',
        after: { name: details.name, contact: '[personal data]', registered_by: person.subject },
      },
    ])
    expect(JSON.stringify(trail)).not.toMatch(/Berta|berta@/)
  })

  test('is for people who are signed in, not for strangers and not for keys', async () => {
    expect(await refusedRegistration(unlike('A'), [], { caller: undefined })).toMatchObject({
      code: 'UNAUTHENTICATED',
    })
    expect(await refusedRegistration(unlike('A'), [], { caller: keyOf(id) })).toMatchObject({
      code: 'FORBIDDEN',
    })
  })

  test('names everything that is wrong with it at once, in the language wanted', async () => {
    const wrong = {
      name: ' ',
      kind: 'TOWN',
      fields: [],
      registerNumber: 'x'.repeat(101),
      address: { street: 'A\u0007', postalCode: '4181', place: '' },
      webAddress: 'javascript:alert(1)',
      contact: { name: '', email: null, phone: null },
      district: '05370004-99',
    }
    const { code, problems } = await refusedRegistration(wrong)
    expect(code).toBe('BAD_USER_INPUT')
    const found = (problems as { path: string[]; code: string }[]).map((each) => [
      each.path.join('.'),
      each.code,
    ])
    expect(found).toEqual([
      ['input.name', 'MISSING'],
      ['input.kind', 'INVALID'],
      ['input.fields', 'TOO_FEW'],
      ['input.registerNumber', 'TOO_LONG'],
      ['input.address.street', 'CONTROL_CHARACTER'],
      ['input.address.postalCode', 'INVALID'],
      ['input.address.place', 'MISSING'],
      ['input.webAddress', 'NOT_A_WEB_ADDRESS'],
      ['input.contact.name', 'MISSING'],
      ['input.contact.email', 'MISSING'],
      ['input.district', 'UNKNOWN'],
    ])
    const german = (problems as { message: string }[])[0]?.message
    const english = await refusedRegistration({ ...details, name: '' }, [], { lang: 'EN' })
    expect(german).toBe('Diese Angabe fehlt.')
    expect(english.message).toContain('must not be empty')
  })

  test('that is sent again with its key is made once, and answered alike', async () => {
    const idempotencyKey = randomUUID()
    const input = unlike('Vogelwarte Kuckum')
    const before = await count('city.organization')
    const answers = await Promise.all(Array.from({ length: 8 }, () => register(input, { idempotencyKey })))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(await count('city.organization')).toBe((before ?? 0) + 1)
  })
})

describe('a possible duplicate', () => {
  const why = async (input: Partial<typeof details>) => {
    const answer = await refusedRegistration({ ...unlike('Zzyzx'), ...input })
    return { code: answer.code, duplicates: answer.duplicates }
  }

  test.each([
    ['with another legal form', { name: 'Bücherstube Holzweiler gGmbH' }, ['SIMILAR_NAME'], 1],
    ['spelled otherwise', { name: 'Buecherstube Holzweiler e. V.' }, ['SIMILAR_NAME'], 1],
    ['with a typo', { name: 'Bücherstub Holzweiler' }, ['SIMILAR_NAME'], expect.any(Number)],
    [
      'on the same web site',
      { webAddress: 'http://buecherstube.example' },
      ['SAME_DOMAIN'],
      expect.any(Number),
    ],
    [
      'of the same register number',
      { registerNumber: 'vr4711 Amtsgericht Mönchengladbach' },
      ['SAME_REGISTER_NUMBER'],
      expect.any(Number),
    ],
  ])('%s is refused, and pointed out by name and id only', async (_how, input, reasons, similarity) => {
    expect(await why(input)).toEqual({
      code: 'DUPLICATE_SUSPECTED',
      duplicates: [{ id, name: details.name, place: null, why: reasons, similarity }],
    })
  })

  test('is not seen in a name that only sounds a little alike, or in a page on a host that many share', async () => {
    const facebook = 'https://www.facebook.com/'
    await register({ ...unlike('Obstwiese Terheeg'), webAddress: `${facebook}terheeg` })
    await register({ ...unlike('Modellbahn Golkrath'), webAddress: `${facebook}golkrath` })
    await register(unlike('Bürgerbus Holzweiler'))
  })

  test('is let pass when somebody has said that it is another one, of every one of them', async () => {
    const input = { ...details, name: 'Bücherstube Holzweiler Nord' }
    expect(await refusedRegistration(input, [randomUUID()])).toMatchObject({ code: 'DUPLICATE_SUSPECTED' })
    const { data, errors } = await attempt(
      service,
      'registerOrganization',
      { input, notADuplicateOf: [id] },
      { caller: person },
    )
    expect(errors).toBeUndefined()
    expect(data).toMatchObject({ done: { status: 'REGISTERED' } })
  })

  test('is found also by the second of two who register the same at the same moment', async () => {
    const input = unlike('Webstube Immerath')
    const attempts = await Promise.all(
      Array.from({ length: 4 }, () =>
        attempt(service, 'registerOrganization', { input, notADuplicateOf: [] }, { caller: person }),
      ),
    )
    const codes = attempts.map(({ errors }) => errors?.[0]?.extensions?.code ?? 'done')
    expect(codes.sort()).toEqual([
      'DUPLICATE_SUSPECTED',
      'DUPLICATE_SUSPECTED',
      'DUPLICATE_SUSPECTED',
      'done',
    ])
  })

  test('is shown while typing to people who are signed in; coordinators see where it is', async () => {
    const query = `query ($name: String!, $webAddress: String) {
      possibleDuplicates(name: $name, webAddress: $webAddress) { id name place why similarity }
    }`
    const typed = { name: 'Bücherstube Holzw', webAddress: 'https://buecherst' }
    const asked = await service.query(query, typed)
    expect(asked.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }])
    const places = async (caller: typeof person) =>
      (
        await ask<{ possibleDuplicates: { id: string; place: string | null }[] }>(
          service,
          query,
          typed,
          caller,
        )
      ).possibleDuplicates.map((each) => [each.id === id, each.place])
    expect(await places(person)).toContainEqual([true, null])
    expect(await places(coordinator)).toContainEqual([true, 'Erkelenz'])
    const { possibleDuplicates } = await ask<{ possibleDuplicates: unknown[] }>(
      service,
      query,
      { name: 'e.V.', webAddress: 'no address' },
      person,
    )
    expect(possibleDuplicates).toEqual([])
  })
})

test('an organization that waits is found by its members and coordinators, and by nobody else', async () => {
  const owner = memberOf(id, 'OWNER', person.subject)
  const stranger = memberOf('another')
  const key = keyOf(id)
  expect(await namesFound(service)).toEqual([])
  expect(await namesFound(service, {}, stranger)).toEqual([])
  expect(await namesFound(service, {}, owner)).toEqual([details.name])
  expect(await namesFound(service, { mine: true }, owner)).toEqual([details.name])
  expect(await namesFound(service, {}, key)).toEqual([details.name])
  expect(await namesFound(service, {}, keyOf(id, ['goods:write']))).toEqual([])
  expect(await namesFound(service, { status: 'REGISTERED' }, coordinator)).toContain(details.name)
  const byId = async (caller: typeof person) =>
    (await service.query('query ($id: ID!) { organization(id: $id) { name } }', { id }, caller)).data
  expect(await byId(stranger)).toEqual({ organization: null })
  expect(await byId(owner)).toEqual({ organization: { name: details.name } })
})

test('the contact is for members and coordinators, not for strangers who meet the organization', async () => {
  const selection = '__typename name contact { email }'
  const asked = (caller?: typeof person) =>
    service.query(
      `query ($id: ID!) { _entities(representations: [{ __typename: "Organization", id: $id }]) { ... on Organization { ${selection} } } }`,
      { id },
      caller,
    )
  for (const stranger of [undefined, memberOf('another'), keyOf(id, ['goods:write'])]) {
    const { data, errors } = await asked(stranger)
    expect(data).toMatchObject({ _entities: [{ name: details.name, contact: null }] })
    expect(errors?.[0]?.extensions?.code).toMatch(/UNAUTHENTICATED|FORBIDDEN/)
    expect(JSON.stringify(errors)).not.toContain('berta')
  }
  for (const entitled of [memberOf(id), keyOf(id, ['read']), coordinator]) {
    expect((await asked(entitled)).data).toMatchObject({
      _entities: [{ contact: { email: details.contact.email } }],
    })
  }
})
