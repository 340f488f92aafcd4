import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { bootScript, workersScript } from './graphiql-page.js'

export interface Asset {
  type: string
  body: Buffer
  gzipped: Buffer
  etag: string
}

export const assetNames = [
  'workers.js',
  'graphiql.js',
  'boot.js',
  'graphiql.css',
  'editor-worker.js',
  'json-worker.js',
  'graphql-worker.js',
] as const

const compress = promisify(gzip)

/** Reads GraphiQL's parts out of its package. */
export async function loadAssets(): Promise<ReadonlyMap<string, Asset>> {
  const graphiql = await import('@graphql-yoga/render-graphiql/graphiql')
  const texts: Record<(typeof assetNames)[number], string> = {
    'workers.js': workersScript,
    'graphiql.js': graphiql.js,
    'boot.js': bootScript,
    'graphiql.css': graphiql.css,
    'editor-worker.js': graphiql.editorWorkerService,
    'json-worker.js': graphiql.jsonWorker,
    'graphql-worker.js': graphiql.graphqlWorker,
  }
  return new Map(
    await Promise.all(assetNames.map(async (name) => [name, await asset(name, texts[name])] as const)),
  )
}

async function asset(name: string, text: string): Promise<Asset> {
  const body = Buffer.from(text)
  return {
    type: name.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8',
    body,
    gzipped: await compress(body),
    etag: `"${createHash('sha256').update(body).digest('base64url')}"`,
  }
}
