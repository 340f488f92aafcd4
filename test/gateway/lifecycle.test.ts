import { describe, expect, test } from '@jest/globals'
import { createGateway } from '../../gateway/app.js'
import { parseConfig } from '../../platform/config/config.js'
import { createLogger } from '../../platform/telemetry/logger.js'
import { keys, startGateway } from './kit/gateway.js'
import { startSubgraph } from './kit/subgraph.js'
import { clock, composeTown, town } from './kit/town.js'

const query = '{ districts { name bikes } }'

describe('The gateway', () => {
  test('starts while a subgraph is down, and has its fields as soon as it is up', async () => {
    const city = await startSubgraph('city', town.city, keys)
    const early = await startSubgraph('mobility', town.mobility, keys)
    const { port } = new URL(early.url)
    await early.close()
    const gateway = await startGateway({ subgraphs: { city: city.url, mobility: early.url } })

    expect(await gateway.request('/readyz')).toMatchObject({ status: 200 })
    const without = await gateway.query(query)
    expect(without).toMatchObject({
      status: 200,
      body: {
        data: {
          districts: [
            { name: 'Erkelenz-Mitte', bikes: null },
            { name: 'Gerderath', bikes: null },
          ],
        },
        errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'mobility' } }],
      },
    })
    expect(JSON.stringify(without.body)).not.toContain(port)
    expect(gateway.log).toContainEqual(
      expect.objectContaining({ level: 'warn', cause: expect.stringContaining('ECONNREFUSED') }),
    )

    const late = await startSubgraph('mobility', town.mobility, { ...keys, port: Number(port) })
    expect((await gateway.query(query)).body).toEqual({
      data: {
        districts: [
          { name: 'Erkelenz-Mitte', bikes: 4 },
          { name: 'Gerderath', bikes: 4 },
        ],
      },
    })
    await gateway.close()
    await Promise.all([city.close(), late.close()])
  })

  test('lets a running request end when it is closed, and takes no new one', async () => {
    const city = await startSubgraph('city', town.city, keys)
    const gateway = await startGateway({ subgraphs: { city: city.url } })
    let answer: () => void = () => {}
    const asked = new Promise<void>((resolve) => {
      city.answerWith((_request, response) => {
        answer = () => {
          response.writeHead(200, { 'content-type': 'application/json' })
          response.end(JSON.stringify({ data: { districts: [{ name: 'slow' }] } }))
        }
        resolve()
      })
    })

    const running = gateway.query('{ districts { name } }')
    await asked
    const closed = gateway.close()
    await expect(refusedSoon(gateway.url)).resolves.toBe('refused')
    answer()

    expect(await running).toMatchObject({ status: 200, body: { data: { districts: [{ name: 'slow' }] } } })
    await closed
    await city.close()
  })

  test('says what is wrong with a supergraph it cannot use', async () => {
    await expect(startGateway({ supergraph: 'type Query { a: Int }' })).rejects.toMatchObject({
      code: 'SCHEMA_INVALID',
      message: expect.stringMatching(/^The supergraph cannot be used: /),
    })
  })

  test('does not start without the key that it signs with', async () => {
    const logger = createLogger({ level: 'silent', format: 'json' }, 'gateway')
    const options = { config: parseConfig({}), supergraph: composeTown(), logger, clock }
    await expect(createGateway(options)).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringContaining('HUB_CALLER_PRIVATE_KEY'),
    })
  })
})

/** Asks over connections of its own until the server listens no more. */
async function refusedSoon(url: string): Promise<string> {
  for (;;) {
    try {
      await fetch(`${url}/healthz`, { headers: { connection: 'close' } }).then((response) => response.text())
    } catch {
      return 'refused'
    }
  }
}
