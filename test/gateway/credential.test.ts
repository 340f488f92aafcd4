import { describe, expect, test } from '@jest/globals'
import { shownCredential } from '../../gateway/caller/credential.js'

const ownOrigins = new Set(['https://stadt.example', 'https://app.example'])
const json = { 'content-type': 'application/json' }
const session = 'bindeglied.session_token=abc.def'

function shown(headers: Record<string, string>, method = 'POST') {
  return shownCredential({ method, headers }, ownOrigins)
}

describe('A request shows', () => {
  test.each([
    ['nothing, without a header of either kind', {}, { kind: 'nothing' }],
    ['an API key', { authorization: 'Bearer bg_abcdefgh_x-_y' }, { kind: 'key', value: 'bg_abcdefgh_x-_y' }],
    ['an access token', { authorization: 'bearer  a-_.b.c' }, { kind: 'token', value: 'a-_.b.c' }],
    ['a session', { ...json, cookie: session }, { kind: 'cookie', value: session }],
    [
      'a session over TLS, and none of the other cookies',
      { ...json, cookie: `lang=de; __Secure-${session}; bindeglied.session_data=1` },
      { kind: 'cookie', value: `__Secure-${session}` },
    ],
    ['nothing, with other cookies only', { ...json, cookie: 'lang=de' }, { kind: 'nothing' }],
    [
      'what is in "authorization", even with a session',
      { ...json, cookie: session, authorization: 'Bearer bg_abcdefgh_x' },
      { kind: 'key', value: 'bg_abcdefgh_x' },
    ],
  ])('%s', (_what, headers, expected) => {
    expect(shown(headers as Record<string, string>)).toEqual(expected)
  })

  test.each([
    'Basic YW5uYTpwYXNzd29yZA==',
    'Bearer',
    'Bearer ',
    'Bearer of the client',
    'Bearer a.b',
    'Bearer bg_',
    'Bearer bg_a, Bearer bg_b',
    'bg_abcdefgh_x',
    '',
  ])('no credential, and is refused, with "authorization: %s"', (authorization) => {
    expect(() => shown({ ...json, cookie: session, authorization })).toThrow(
      expect.objectContaining({ code: 'CREDENTIAL_REFUSED' }),
    )
  })

  test.each([
    ['a page of the town', 'https://stadt.example', 'cookie'],
    ['a page that CORS lets in by name', 'https://app.example', 'cookie'],
    ['a foreign page', 'https://evil.example', 'nothing'],
    ['a page of another port of the town', 'https://stadt.example:8443', 'nothing'],
    ['a page of nobody', 'null', 'nothing'],
    ['a page of everybody', '*', 'nothing'],
  ])('with a session from %s: %s is %s', (_whose, origin, kind) => {
    expect(shown({ ...json, cookie: session, origin }).kind).toBe(kind)
  })

  test.each([
    ['GET', 'application/json', 'nothing'],
    ['HEAD', 'application/json', 'nothing'],
    ['POST', 'text/plain', 'nothing'],
    ['POST', 'text/plain; a=application/json', 'nothing'],
    ['POST', 'application/x-www-form-urlencoded', 'nothing'],
    ['POST', 'Application/JSON ; charset=utf-8', 'cookie'],
  ])('with a session by %s of %s: %s', (method, type, kind) => {
    expect(shown({ 'content-type': type, cookie: session }, method).kind).toBe(kind)
  })
})
