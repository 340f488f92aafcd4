import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Gateway } from '../../gateway/app.js'
import { createStandaloneGateway } from '../../gateway/standalone.js'
import { parseConfig } from '../../platform/config/config.js'
import { createLogger } from '../../platform/telemetry/logger.js'
import { hardToPlan, nested } from './kit/hard-to-plan.js'

let gateway: Gateway
beforeAll(async () => {
  gateway = await createStandaloneGateway({
    config: parseConfig({ HUB_PLANNING_TIME_MS: '2000', HUB_OPERATION_MAX_COST: '1000000' }),
    supergraph: hardToPlan,
    logger: createLogger({ level: 'silent', format: 'json' }, 'gateway'),
  })
})
afterAll(() => gateway.close())

async function ask(query: string): Promise<{ status: number; body: object }> {
  const headers = { 'content-type': 'application/json', accept: 'application/json' }
  const answer = await gateway.server.inject({ method: 'POST', url: '/graphql', headers, payload: { query } })
  return { status: answer.statusCode, body: answer.json() }
}

const tooComplex = {
  status: 400,
  body: {
    errors: [
      {
        message: expect.stringMatching(/nest fewer fields .* or split it/),
        extensions: { code: 'OPERATION_TOO_COMPLEX' },
      },
    ],
  },
}

test('a client is told that planning its operation is too much work', async () => {
  expect(await ask(nested(5, 'a'))).toMatchObject(tooComplex)
})

test('while an operation is planned that takes long, those that are known are answered', async () => {
  const known = '{ __schema { queryType { name } } }'
  expect(await ask(known)).toMatchObject({ status: 200 })
  const outcomes: string[] = []
  const slow = ask(nested(4, ...'abcdefghijklmnop')).finally(() => outcomes.push('slow'))
  for (let time = 0; time < 20; time++) {
    expect(await ask(known)).toMatchObject({ status: 200 })
    outcomes.push('quick')
  }
  expect(await slow).toMatchObject(tooComplex)
  expect(outcomes.indexOf('slow')).toBe(20)
})
