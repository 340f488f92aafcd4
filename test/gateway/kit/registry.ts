import type { RequestListener, ServerResponse } from 'node:http'
import { supergraphHash } from '../../../gateway/supergraph/supergraph.js'
import { createCallerVerifier } from '../../../platform/caller/token.js'
import type { Edition, PartnerTerms, Release } from '../../../platform/registry/release.js'
import { clock } from './town.js'

/** Speaks the registry's interface to gateways, over real HTTP; what it says is the test's to choose. */
export interface StandInRegistry {
  /** To be put beside city's graph. */
  listener: RequestListener
  /** An edition of this supergraph, which gateways can fetch from now on. */
  edition(supergraph: string, partners?: PartnerTerms[]): Edition
  /** Makes it the newest release, and says so on every stream unless it is kept secret. */
  publish(release: Omit<Release, 'number'>, options?: { secretly?: boolean }): Release
  openStreams(): number
  /** How often gateways asked for the newest release. */
  asked(): number
}

export async function createStandInRegistry(publicKey: string): Promise<StandInRegistry> {
  const verify = await createCallerVerifier(publicKey, 'city')
  const texts = new Map<string, string>()
  const streams = new Set<ServerResponse>()
  let newest: Release | undefined
  let asked = 0

  function answer(path: string, response: ServerResponse): void {
    if (path === '/registry/changes') {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' })
      streams.add(response.on('close', () => streams.delete(response)))
      response.write('{"kind":"start"}\n')
      return
    }
    if (path === '/registry/release') asked++
    const text =
      path === '/registry/release'
        ? newest && JSON.stringify(newest)
        : texts.get(path.replace('/registry/supergraphs/', ''))
    response.writeHead(text === undefined ? 404 : 200).end(text)
  }

  return {
    listener: async ({ url = '', headers: { authorization = '' } }, response) => {
      const caller = await verify(authorization.replace('Bearer ', ''), clock()).catch(() => undefined)
      if (caller?.subject === 'system:gateway') answer(url, response)
      else response.writeHead(401).end()
    },
    edition: (supergraph, partners = []) => {
      const hash = supergraphHash(supergraph)
      texts.set(hash, supergraph)
      return { supergraph: hash, partners }
    },
    publish: (release, { secretly = false } = {}) => {
      newest = { ...release, number: (newest?.number ?? 0) + 1 }
      const line = JSON.stringify({ kind: 'release', number: newest.number })
      if (!secretly) for (const stream of streams) stream.write(`${line}\n`)
      return newest
    },
    openStreams: () => streams.size,
    asked: () => asked,
  }
}
