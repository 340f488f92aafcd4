import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type GraphQLSchema, graphql } from 'graphql'
import { schemaOf, subgraphs } from '../graph/subgraphs.js'
import { answerParent } from '../parent.js'
import { readBody } from './read-body.js'

/** Addresses of the subgraphs by name, or how many requests they have answered so far. */
export type SubgraphsQuestion = 'addresses' | 'answered'

const headers = { 'content-type': 'application/json' }
let answered = 0

/**
 * Answers are computed once for each body and remembered, so that the gateway is what limits a run. Gateways order and
 * batch references differently; each has its own bodies, some dozens.
 */
async function serve(schema: GraphQLSchema): Promise<string> {
  const remembered = new Map<string, Buffer>()
  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const body = await readBody(request)
    let answer = remembered.get(body)
    if (answer === undefined) {
      answer = await compute(schema, body)
      remembered.set(body, answer)
    }
    answered++
    response.writeHead(200, { ...headers, 'content-length': answer.length }).end(answer)
  })
  // Connections outlast a gateway's turn: none of them is to meet one that closes.
  server.keepAliveTimeout = 600_000
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`
}

async function compute(schema: GraphQLSchema, body: string): Promise<Buffer> {
  const { query, variables, operationName } = JSON.parse(body)
  const result = await graphql({ schema, source: query, variableValues: variables, operationName })
  return Buffer.from(JSON.stringify(result))
}

const addresses = Object.fromEntries(
  await Promise.all(subgraphs.map(async (subgraph) => [subgraph.name, await serve(schemaOf(subgraph))])),
)
answerParent((question: SubgraphsQuestion) => (question === 'addresses' ? addresses : answered))
