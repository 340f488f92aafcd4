import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { parse } from 'graphql'
import { createHandler } from 'graphql-http/lib/use/http'
import { anonymous } from '../../../platform/caller/caller.js'
import { type CallerVerifier, createCallerVerifier } from '../../../platform/caller/token.js'
import { clock, type SubgraphDefinition } from './town.js'

/** What a subgraph was asked, and what its own check of the caller token said. */
export interface SeenRequest {
  headers: IncomingMessage['headers']
  caller: unknown
}

export interface RunningSubgraph {
  name: string
  url: string
  seen: SeenRequest[]
  /** Answers in the subgraph's place until it is called with nothing. */
  answerWith(listener?: RequestListener): void
  close(): Promise<void>
}

interface SubgraphOptions {
  /** Of the gateway whose tokens it takes; without it, it answers everybody. */
  publicKey?: string
  port?: number
  /** Answers what is not for the graph. */
  beside?: RequestListener
}

const nothingThere: RequestListener = (_request, response) => void response.writeHead(404).end()

/** A real subgraph on a free port, or the given one, that answers only who may ask it. */
export async function startSubgraph(
  name: string,
  { typeDefs, resolvers }: SubgraphDefinition,
  { publicKey, port = 0, beside = nothingThere }: SubgraphOptions = {},
): Promise<RunningSubgraph> {
  const verify = publicKey === undefined ? async () => anonymous : await createCallerVerifier(publicKey, name)
  const schema = buildSubgraphSchema([{ typeDefs: parse(typeDefs), resolvers: resolvers as never }])
  const graph = createHandler({ schema })
  const seen: SeenRequest[] = []
  let standIn: RequestListener | undefined

  const server = createServer(async (request, response) => {
    if (!request.url?.startsWith('/graphql')) return beside(request, response)
    const caller = await callerOf(request, verify)
    seen.push({ headers: request.headers, caller })
    if (standIn) return standIn(request, response)
    if (caller instanceof Error) return refuse(response, caller)
    await graph(request, response)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    name,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    seen,
    answerWith: (listener) => {
      standIn = listener
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function callerOf(request: IncomingMessage, verify: CallerVerifier): Promise<unknown> {
  return verify((request.headers.authorization ?? '').replace(/^Bearer /, ''), clock()).catch(
    (error: unknown) => error,
  )
}

function refuse(response: ServerResponse, { message }: Error): void {
  response.writeHead(401, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ errors: [{ message, extensions: { code: 'CALLER_REFUSED' } }] }))
}
