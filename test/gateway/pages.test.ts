import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type RunningGateway, startGateway } from './kit/gateway.js'

let gateway: RunningGateway

beforeAll(async () => {
  gateway = await startGateway({})
})

afterAll(() => gateway.close())

/** Addresses of other hosts that a browser would load something from. */
function outsideHosts(html: string): string[] {
  return [
    ...html.matchAll(/(?:src|href|action|url\(|@import)\s*=?\s*["'(]?\s*((?:https?:)?\/\/[^"')\s>]+)/g),
  ].map(([, url]) => url ?? '')
}

async function html(path: string, headers: Record<string, string> = {}): Promise<string> {
  const answer = await gateway.request(path, { headers })
  expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } })
  return answer.body as string
}

describe('The start page', () => {
  const german = /<html lang="de">[\s\S]*Die Stadt als Bindeglied zwischen/
  const english = /<html lang="en">[\s\S]*The town as the linking element between/

  test.each([
    ['is German for a browser that says nothing', '/', {}, german],
    ['is English for a browser that prefers it', '/', { 'accept-language': 'en-GB,de;q=0.5' }, english],
    [
      'is German for a browser that prefers it',
      '/',
      { 'accept-language': 'fr, en;q=0.3, de-AT;q=0.8' },
      german,
    ],
    ['is German where neither is wanted', '/', { 'accept-language': 'fr' }, german],
    ['is in the language the address asks for', '/?lang=en', { 'accept-language': 'de' }, english],
    ['is in the other language as well', '/?lang=de', { 'accept-language': 'en' }, german],
    ['takes no language it does not have', '/?lang=fr', {}, german],
  ])('%s', async (_what, path, headers, expected) => {
    expect(await html(path, headers)).toMatch(expected)
  })

  test.each([
    ['de', 'en', 'English'],
    ['en', 'de', 'Deutsch'],
  ])('in %s leads to the other language and to everything there is', async (language, other, label) => {
    const page = await html(`/?lang=${language}`)

    expect(page).toContain(`<a href="/?lang=${other}" lang="${other}" hreflang="${other}">${label}</a>`)
    for (const path of [`/account/?lang=${language}`, '/graphiql', '/graphql', '/healthz', '/readyz'])
      expect(page).toContain(`href="${path}"`)
  })

  test('needs no script and no other host, and its style is allowed by hash', async () => {
    const page = await html('/')
    expect(page).not.toMatch(/<script|\son\w+=/)
    expect(outsideHosts(page)).toEqual([])
    const answer = await gateway.request('/')
    expect(answer.headers['content-security-policy']).toMatch(/style-src 'sha256-[\w+/=]+'/)
    expect(answer.headers['content-security-policy']).not.toMatch(/script-src|unsafe/)
  })
})

describe('GraphiQL', () => {
  test('comes with all its parts from here and from no other host', async () => {
    const page = await html('/graphiql')
    expect(outsideHosts(page)).toEqual([])
    expect(page).not.toMatch(/<script>/)

    const parts = [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path ?? '')
    const workers = ['editor-worker.js', 'json-worker.js', 'graphql-worker.js'].map(
      (name) => `/graphiql/${name}`,
    )
    expect(parts).toEqual(
      expect.arrayContaining(['/graphiql/graphiql.js', '/graphiql/graphiql.css', '/graphiql/boot.js']),
    )
    for (const path of [...parts, ...workers].filter((part) => part !== '/')) {
      const { status, headers, body } = await gateway.request(path)
      expect({ path, status, type: headers['content-type'] }).toEqual({
        path,
        status: 200,
        type: path.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8',
      })
      expect(String(body).length).toBeGreaterThan(100)
      expect(String(body)).not.toMatch(/unpkg\.com|esm\.sh|jsdelivr|cdnjs|googleapis/)
    }
  })

  test('is allowed to load from here only, and to run no inline script', async () => {
    const { headers } = await gateway.request('/graphiql')
    const policy = headers['content-security-policy'] ?? ''
    expect(policy).toContain("script-src 'self';")
    expect(policy).not.toMatch(/unsafe-eval|https?:|\*/)
  })

  test('starts with the district page', async () => {
    const { body } = await gateway.request('/graphiql/boot.js')
    expect(body).toContain('query DistrictPage($id: ID!)')
  })

  test('is sent once: a browser that has a part is told so', async () => {
    const { headers } = await gateway.request('/graphiql/boot.js')
    expect(
      await gateway.request('/graphiql/boot.js', { headers: { 'if-none-match': headers.etag ?? '' } }),
    ).toMatchObject({ status: 304, body: '' })
  })
})
