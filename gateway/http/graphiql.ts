import type { FastifyInstance } from 'fastify'
import { type Asset, assetNames, loadAssets } from './graphiql-assets.js'
import { graphiqlHtml } from './graphiql-page.js'
import { pagePolicy } from './security.js'

export const graphiqlPath = '/graphiql'

/**
 * Monaco, GraphiQL's editor, makes style elements and puts its icons into data: addresses; the rest comes from here.
 */
const policy = pagePolicy({
  'script-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'worker-src': ["'self'"],
  'connect-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'", 'data:'],
})

/** Serves GraphiQL with all its parts from its package, with no other host and no inline script. */
export function addGraphiql(server: FastifyInstance): void {
  server.get(graphiqlPath, policy, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(graphiqlHtml(graphiqlPath)),
  )
  // Nine megabytes of text: read when somebody first looks, for most gateways serve programs only.
  let loading: Promise<ReadonlyMap<string, Asset>> | undefined
  for (const name of assetNames) {
    server.get(`${graphiqlPath}/${name}`, policy, async (request, reply) => {
      loading ??= loadAssets()
      const asset = (await loading).get(name)
      if (asset === undefined) throw new TypeError(`GraphiQL has no part ${name}`)
      reply.headers({ etag: asset.etag, vary: 'accept-encoding', 'cache-control': 'public, max-age=3600' })
      if (request.headers['if-none-match'] === asset.etag) return reply.code(304).send()
      reply.type(asset.type)
      const gzipped = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
      return gzipped ? reply.header('content-encoding', 'gzip').send(asset.gzipped) : reply.send(asset.body)
    })
  }
}
