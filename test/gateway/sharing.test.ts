import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { anonymous, type Caller } from '../../platform/caller/caller.js'
import { keys, type RunningGateway, startGateway } from './kit/gateway.js'
import { publicUrl, type StandInIdentity, standingOf, startIdentity } from './kit/identity.js'
import { type RunningSubgraph, startSubgraph } from './kit/subgraph.js'
import { town } from './kit/town.js'
import { until } from './kit/until.js'

let city: RunningSubgraph
let identity: StandInIdentity
let gateway: RunningGateway
let separate: RunningGateway

beforeAll(async () => {
  city = await startSubgraph('city', town.city, keys)
  identity = await startIdentity(keys)
  const subgraphs = { city: city.url, identity: identity.url }
  const settings = { HUB_PUBLIC_URL: publicUrl }
  gateway = await startGateway({ subgraphs, settings })
  separate = await startGateway({ subgraphs, settings: { ...settings, HUB_SHARING: 'off' } })
  for (const [value, caller] of Object.entries(keyHolders)) {
    identity.give({ kind: 'key', value }, standingOf(caller.subject, { caller, session: null, key: value }))
  }
})

afterAll(async () => {
  await Promise.all([gateway.close(), separate.close()])
  await Promise.all([city.close(), identity.close()])
})

afterEach(() => {
  city.answerWith()
  city.seen.length = 0
  gateway.log.length = 0
})

const verein = { organization: 'verein', role: 'MEMBER' } as const

/** By their API keys. */
const keyHolders = {
  bg_annaanna_1: { subject: 'key:anna', roles: [], memberships: [], scopes: ['read'] },
  bg_bertbert_1: { subject: 'key:bert', roles: [], memberships: [], scopes: ['read'] },
  bg_annaanna_2: { subject: 'key:anna', roles: [], memberships: [verein], scopes: ['read'] },
  bg_annaanna_3: { subject: 'key:anna', roles: [], memberships: [], scopes: ['read', 'goods:write'] },
} satisfies Record<string, Caller>

const nobody = {}
const as = (key: keyof typeof keyHolders) => ({ authorization: `Bearer ${key}` })

const districts = '{ districts { name } }'

/** Requests that city has been asked and has not answered. */
interface Held {
  /** How many there have been. */
  length: number
  /** Answers them with the words, and the name of who asked by city's own check of the token. */
  release(words?: string): void
}

function holdCity(field = 'districts'): Held {
  const waiting: { caller: Caller; response: ServerResponse }[] = []
  let length = 0
  city.answerWith((request: IncomingMessage, response) => {
    request.resume()
    waiting.push({ caller: city.seen.at(-1)?.caller as Caller, response })
    length++
  })
  return {
    get length() {
      return length
    },
    release: (words = 'for') => {
      for (const { caller, response } of waiting.splice(0)) {
        const district = { name: `${words} ${JSON.stringify(caller)}` }
        const data = { [field]: field === 'districts' ? [district] : district }
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data }))
      }
    },
  }
}

/** The answer with the name that city gave to that caller's district. */
function answerFor(caller: Caller, words = 'for') {
  return { status: 200, body: { data: { districts: [{ name: `${words} ${JSON.stringify(caller)}` }] } } }
}

const shared = () => gateway.log.filter(({ sharedWith }) => sharedWith !== undefined).length

/** Asks the same at once for each of the headers, and answers when city has been asked so often. */
async function askTogether(headers: Record<string, string>[], { requests }: { requests: number }) {
  const held = holdCity()
  const asking = headers.map((each) => gateway.query(districts, { headers: each }))
  await until(() => held.length === requests && shared() === headers.length - requests)
  held.release()
  return Promise.all(asking)
}

describe('The same query of several who are nobody', () => {
  test('is one request to a subgraph, and each gets the answer with its own request id', async () => {
    const answers = await askTogether([nobody, nobody, nobody], { requests: 1 })

    for (const answer of answers) expect(answer).toMatchObject(answerFor(anonymous))
    expect(new Set(answers.map((answer) => answer.headers['x-request-id'])).size).toBe(3)
  })

  test('is answered to each in the media type it takes', async () => {
    const accepts = ['application/json', 'application/graphql-response+json']
    const answers = await askTogether(
      accepts.map((accept) => ({ accept })),
      { requests: 1 },
    )
    expect(answers.map((answer) => answer.headers['content-type'])).toEqual(
      accepts.map((accept) => `${accept}; charset=utf-8`),
    )
  })

  test('is two where the values of variables differ', async () => {
    const held = holdCity('district')
    const query = 'query ($id: ID!) { district(id: $id) { name } }'
    const asking = ['1', '2'].map((id) => gateway.query(query, { variables: { id } }))
    await until(() => held.length === 2)
    held.release()
    await Promise.all(asking)
    expect(shared()).toBe(0)
  })

  test('is two where the gateway is to share nothing', async () => {
    const held = holdCity()
    const asking = [separate.query(districts), separate.query(districts)]
    await until(() => held.length === 2)
    held.release()
    for (const answer of await Promise.all(asking)) expect(answer).toMatchObject(answerFor(anonymous))
  })

  test('fails for each of them under its own request id, where it fails unexpectedly', async () => {
    const responses: ServerResponse[] = []
    city.answerWith((_request, response) => void responses.push(response))
    const asking = [gateway.query(districts), gateway.query(districts)]
    await until(() => responses.length === 1 && shared() === 1)
    const error = { message: 'secret', extensions: { code: 'INTERNAL_SERVER_ERROR' } }
    responses[0]?.end(JSON.stringify({ errors: [error] }))
    for (const { headers, body } of await Promise.all(asking)) {
      const requestId = headers['x-request-id']
      expect(requestId).toBeDefined()
      expect(body).toMatchObject({ errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR', requestId } }] })
    }
  })
})

describe('The same query asked at once by', () => {
  const [anna, bert] = [keyHolders.bg_annaanna_1, keyHolders.bg_bertbert_1]

  test('somebody and nobody is two, and each gets its own answer', async () => {
    const [of, other] = await askTogether([as('bg_annaanna_1'), nobody], { requests: 2 })
    expect(of).toMatchObject(answerFor(anna))
    expect(other).toMatchObject(answerFor(anonymous))
  })

  test('two who are somebody is two, and each gets its own answer', async () => {
    const [of, other] = await askTogether([as('bg_annaanna_1'), as('bg_bertbert_1')], { requests: 2 })
    expect(of).toMatchObject(answerFor(anna))
    expect(other).toMatchObject(answerFor(bert))
  })

  test.each(['bg_annaanna_2', 'bg_annaanna_3'] as const)(
    'one who may do different things with each of two keys is two (%s)',
    async (key) => {
      const [of, other] = await askTogether([as('bg_annaanna_1'), as(key)], { requests: 2 })
      expect(of).toMatchObject(answerFor(anna))
      expect(other).toMatchObject(answerFor(keyHolders[key]))
    },
  )

  test('the same one twice is one request to a subgraph', async () => {
    const answers = await askTogether([as('bg_annaanna_1'), as('bg_annaanna_1')], { requests: 1 })
    for (const answer of answers) expect(answer).toMatchObject(answerFor(anna))
  })

  test('many at once goes to each as what it is', async () => {
    const all = Object.keys(keyHolders) as (keyof typeof keyHolders)[]
    const askers = [...all, ...all, ...all]
    const answers = await askTogether([...askers.map(as), nobody], { requests: all.length + 1 })
    expect(answers).toMatchObject([...askers.map((key) => answerFor(keyHolders[key])), answerFor(anonymous)])
  })
})

describe('A mutation', () => {
  const rename = 'mutation { renameDistrict(id: "05370004-01", name: "Neu") { name } }'

  test.each([
    ['nobody', nobody],
    ['somebody', as('bg_annaanna_1')],
  ])('that %s sends twice at once is made twice', async (_who, headers) => {
    const held = holdCity('renameDistrict')
    const asking = [gateway.query(rename, { headers }), gateway.query(rename, { headers })]
    await until(() => held.length === 2)
    held.release()
    expect(await Promise.all(asking)).toMatchObject([{ status: 200 }, { status: 200 }])
    expect(shared()).toBe(0)
  })

  test.each([
    ['nobody', nobody, anonymous],
    ['somebody', as('bg_annaanna_1'), keyHolders.bg_annaanna_1],
  ])(
    'is seen by what %s asks after it, although the same was asked before and is not answered yet',
    async (_who, headers, caller) => {
      const before = holdCity()
      const asked = gateway.query(districts, { headers })
      await until(() => before.length === 1)
      city.answerWith()
      expect(await gateway.query(rename, { headers })).toMatchObject({ status: 200 })

      const after = holdCity()
      const askedAgain = gateway.query(districts, { headers })
      await until(() => after.length === 1)
      before.release('before')
      after.release('after')
      expect(await asked).toMatchObject(answerFor(caller, 'before'))
      expect(await askedAgain).toMatchObject(answerFor(caller, 'after'))
    },
  )
})

describe('A client that goes away', () => {
  function leavingClient(headers: Record<string, string>) {
    const client = new AbortController()
    const asking = fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: districts }),
      signal: client.signal,
    })
    return { leave: () => client.abort(), gone: expect(asking).rejects.toMatchObject({ name: 'AbortError' }) }
  }

  /** After two requests on another connection the gateway has heard of what happened on this one before. */
  async function heardOf(): Promise<void> {
    await gateway.request('/healthz')
    await gateway.request('/healthz')
  }

  test.each([
    ['nobody', nobody, anonymous],
    ['somebody', as('bg_annaanna_1'), keyHolders.bg_annaanna_1],
  ])('and is %s does not take the answer from others who wait for it', async (_who, headers, caller) => {
    const held = holdCity()
    const first = leavingClient(headers)
    await until(() => held.length === 1)
    const second = gateway.query(districts, { headers })
    await until(() => shared() === 1)
    first.leave()
    await first.gone
    await heardOf()
    held.release()
    expect(await second).toMatchObject(answerFor(caller))
  })

  test('as the last of those who wait ends what the subgraph is asked', async () => {
    let closed = false
    city.answerWith((request, response) => {
      request.resume()
      response.once('close', () => {
        closed = true
      })
    })
    const clients = [leavingClient(nobody), leavingClient(nobody)]
    await until(() => city.seen.length === 1 && shared() === 1)
    clients[0]?.leave()
    await clients[0]?.gone
    await heardOf()
    expect(closed).toBe(false)
    clients[1]?.leave()
    await until(() => closed)
    await Promise.all(clients.map(({ gone }) => gone))
  })
})
