import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { parse } from 'graphql'
import { createHandler } from 'graphql-http'
import { createContext, resolvers } from './resolvers.js'
import { SignatureRefused } from './verify-signature.js'

const typeDefs = parse(readFileSync(new URL('schema.graphql', import.meta.url), 'utf8'))

/** Bytes. The gateway asks for many entities in one request. */
const bodyLimit = 2 * 1024 * 1024

/**
 * The subgraph as an HTTP server that does not listen yet.
 *
 * @param hostToken what the hub wants to find under /.well-known/bindeglied-subgraph
 * @param verify see verify-signature.js
 */
export function createSubgraph({ hostToken, verify }) {
  const answer = createHandler({
    schema: buildSubgraphSchema([{ typeDefs, resolvers }]),
    context: ({ context }) => context,
  })

  async function graphql(request, response) {
    const body = await bodyOf(request)
    if (body === null) return refuse(response, 413, `A request has at most ${bodyLimit} bytes.`)
    const { method, url, headers } = request
    const claims = await verify({ method, authorization: headers.authorization, body })
    const context = createContext(claims)
    const [text, init] = await answer({ method, url, headers, body: body.toString(), raw: request, context })
    return response.writeHead(init.status, init.statusText, init.headers).end(text)
  }

  return createServer(async (request, response) => {
    try {
      if (request.url === '/.well-known/bindeglied-subgraph') {
        return response.writeHead(200, { 'content-type': 'text/plain' }).end(`${hostToken}\n`)
      }
      if (request.url === '/graphql') return await graphql(request, response)
      return refuse(response, 404, 'The graph is at /graphql.')
    } catch (error) {
      if (error instanceof SignatureRefused) return refuse(response, 401, error.message)
      process.stderr.write(`${error.stack}\n`)
      return refuse(response, 503, 'This does not work at the moment.')
    }
  })
}

/** Null: larger than the limit. Bytes and not text, for bytes are what was signed. */
async function bodyOf(request) {
  const chunks = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > bodyLimit) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function refuse(response, status, message) {
  const headers = { 'content-type': 'application/json', connection: 'close' }
  response.writeHead(status, headers).end(JSON.stringify({ errors: [{ message }] }))
}
