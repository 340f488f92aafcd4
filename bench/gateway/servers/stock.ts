/**
 * `@apollo/gateway` as its documentation has it.
 *
 * Arguments: the supergraph's file, the port, and how subgraphs are asked: `own-client` (its own) or `undici`.
 */
import { readFile } from 'node:fs/promises'
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway'
import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'
import { Headers, Pool } from 'undici'

type Fetcher = RemoteGraphQLDataSource['fetcher']

const [file = '', port, client] = process.argv.slice(2)

/** The cheapest answer it takes: what it reads of one, and nothing else. */
function undiciFetcher(address: string): Fetcher {
  const { origin, pathname } = new URL(address)
  const pool = new Pool(origin)
  return async (_url, { method = 'GET', headers, body } = {}) => {
    const response = await pool.request({
      path: pathname,
      method: method as 'POST',
      headers,
      body: body as string,
    })
    return {
      status: response.statusCode,
      ok: response.statusCode < 400,
      headers: new Headers({ 'content-type': String(response.headers['content-type']) }),
      text: () => response.body.text(),
      json: () => response.body.json(),
    } as never
  }
}

const gateway = new ApolloGateway({
  supergraphSdl: await readFile(file, 'utf8'),
  buildService: ({ url = '' }) =>
    new RemoteGraphQLDataSource(client === 'undici' ? { url, fetcher: undiciFetcher(url) } : { url }),
})
await startStandaloneServer(new ApolloServer({ gateway }), {
  listen: { host: '127.0.0.1', port: Number(port) },
})
