import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { mailFiles, readMail, type StoredMail } from '../../platform/mail/mail-folder.js'
import { createServiceApp, type ServiceApp } from '../../platform/service/app.js'
import { createLogger } from '../../platform/telemetry/logger.js'
import { city } from '../../services/city/service.js'
import { startTestHub, type TestHub } from '../kit/hub.js'

const now = new Date('2026-11-23T08:00:00Z')

const page = 'edges { node { suggested { id title } reasons { code text(lang: EN) } } }'
const query = `{
  suggestions(lifeSituations: [AGEING, ENGAGEMENT], district: "05370004-06", interests: [EDUCATION]) {
    district { name } municipalServices { ${page} } initiatives { ${page} }
    courses { ${page} } events { ${page} } volunteerOpportunities { ${page} }
  }
}`

const partsOf = {
  city: ['municipalServices', 'initiatives'],
  education: ['courses'],
  society: ['events', 'volunteerOpportunities'],
} as const

type Answer = Record<
  string,
  {
    edges: { node: { suggested: { id: string; title: string }; reasons: { code: string; text: string }[] } }[]
  } | null
>

const suggestionsIn = (answer: { data: unknown }) => (answer.data as { suggestions: Answer }).suggestions

let hub: TestHub
beforeAll(async () => {
  hub = await startTestHub({ now })
}, 120_000)
afterAll(() => hub.stop())

describe('suggestions', () => {
  test('come from city, education and society in one answer, each with its reasons', async () => {
    const answer = await hub.query(query)
    expect(answer.errors).toBeUndefined()
    const suggestions = suggestionsIn(answer)
    expect(suggestions.district).toEqual({ name: 'Lövenich' })
    for (const part of Object.values(partsOf).flat()) {
      const nodes = suggestions[part]?.edges.map(({ node }) => node) ?? []
      expect([part, nodes.length]).not.toEqual([part, 0])
      for (const { suggested, reasons } of nodes) {
        expect(suggested.title).toContain('(Beispiel)')
        expect(reasons.length).toBeGreaterThan(0)
        for (const { text } of reasons)
          expect(text).toMatch(/^(because|in the district of Lövenich$|starts|is for|can be)/)
      }
    }
  })

  test('cost a few statements, however many there are', async () => {
    const statementsFor = async (first: number) => {
      const before = hub.statements.length
      const answer = await hub.query(query.replaceAll(' { edges', `(first: ${first}) { edges`))
      expect(answer.errors).toBeUndefined()
      return hub.statements.length - before
    }
    // One for each part, and one for the district's name.
    expect(await statementsFor(1)).toBe(6)
    expect(await statementsFor(100)).toBe(6)
  })

  test('that are asked for with nothing are refused with the reason', async () => {
    expect(await hub.query('{ suggestions { id } }')).toMatchObject({
      data: { suggestions: null },
      errors: [{ extensions: { code: 'BAD_USER_INPUT' }, message: expect.stringContaining('at least one') }],
    })
  })
})

describe('an interest that is followed', () => {
  let app: ServiceApp
  beforeAll(async () => {
    // City once more, as a process of its own that does the mails, and asks the running hub as any client does.
    const config = { ...hub.config, graphUrl: `${hub.address}/graphql` }
    app = await createServiceApp(city, {
      config,
      logger: createLogger(config.log, 'test'),
      clock: () => now,
    })
  })
  afterAll(() => app.close())

  async function mailsTo(email: string): Promise<StoredMail[]> {
    const { stateDirectory } = hub.config
    const files = (await mailFiles(stateDirectory)).reverse()
    const mails = await Promise.all(files.map((file) => readMail(stateDirectory, file)))
    return mails.filter((mail) => mail !== undefined).filter(({ to }) => to === email)
  }

  const linkIn = ({ text }: StoredMail) =>
    text.split(/\s/).find((word) => /\/interests\/(confirm|end)\?token=/.test(word)) ?? ''
  const throughGateway = (link: string) => link.replace(hub.config.publicUrl, hub.address)

  test('is confirmed, told of what all subgraphs suggest, and ended, all through the one door', async () => {
    const email = 'alma@example.org'
    const followed = await hub.query(
      `mutation ($key: String!) { followInterest(email: "${email}", lifeSituations: [AGEING], district: "05370004-06",
        interests: [EDUCATION], idempotencyKey: $key, lang: EN) { message(lang: EN) suggestions { courses { ${page} } } } }`,
      { key: randomUUID() },
    )
    expect(followed.errors).toBeUndefined()
    await app.runJob('interest-confirmations')
    const [confirmation] = await mailsTo(email)
    if (confirmation === undefined) throw new Error('no confirmation was mailed')
    const confirm = throughGateway(linkIn(confirmation))
    expect(await (await fetch(confirm)).text()).toContain('<button type="submit">')
    await app.runJob('interest-mails')
    expect(await mailsTo(email)).toHaveLength(1)

    expect((await fetch(confirm, { method: 'POST' })).status).toBe(200)
    await app.runJob('interest-mails')
    const [, told] = await mailsTo(email)
    if (told === undefined) throw new Error('no suggestions were mailed')
    for (const heading of ['SERVICES OF THE TOWN', 'INITIATIVES', 'COURSES', 'EVENTS'])
      expect(told.text).toContain(`\n${heading}\n`)
    expect(told.text).toContain('in the district of Lövenich')

    const end = throughGateway(linkIn(told))
    const form = { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) }
    expect((await fetch(end, form)).status).toBe(200)
    await app.runJob('interest-mails')
    expect(await mailsTo(email)).toHaveLength(2)
  })

  test('has a feed at the address the suggestions name', async () => {
    const { data } = await hub.query('{ suggestions(interests: [EDUCATION]) { feedPath } }')
    const { feedPath } = (data as unknown as { suggestions: { feedPath: string } }).suggestions
    const response = await fetch(`${hub.address}${feedPath}`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toContain('application/atom+xml')
  })
})

// Last, for what is stopped stays so.
describe('when a subgraph is down', () => {
  const down: string[] = []
  test.each(['education', 'society'] as const)(
    '%s costs its own part of the suggestions, and no other',
    async (name) => {
      await hub.stopSubgraph(name)
      down.push(name)
      const answer = await hub.query(query)
      const suggestions = suggestionsIn(answer)
      for (const [subgraph, parts] of Object.entries(partsOf)) {
        for (const part of parts) {
          if (down.includes(subgraph)) expect([part, suggestions[part]]).toEqual([part, null])
          else expect([part, suggestions[part]?.edges.length]).not.toEqual([part, 0])
        }
      }
      const named = answer.errors?.map(({ extensions }) => [extensions?.code, extensions?.subgraph])
      expect(named?.sort()).toEqual(down.map((each) => ['SUBGRAPH_UNAVAILABLE', each]).sort())
    },
  )
})
