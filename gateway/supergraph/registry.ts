import { LRUCache } from 'lru-cache'
import { HubError } from '../../platform/errors/hub-error.js'
import { type Release, release } from '../../platform/registry/release.js'
import type { ServiceConnection } from '../service/connection.js'
import { supergraphHash } from './supergraph.js'

/** From a question's first byte to the answer's last, ms. */
const timeoutMs = 10_000
/** Supergraphs whose texts are kept; one is some hundred kilobytes. */
const keptTexts = 8

/** What the registry of subgraphs, a part of city, says of releases. */
export interface Registry {
  /** The newest release; null while there is none. @throws Error if the registry gives no answer that can be used */
  newest(): Promise<Release | null>
  /** The text of a supergraph. @throws HubError SCHEMA_INVALID if the text is another; Error as above */
  textOf(hash: string): Promise<string>
}

export function createRegistry(city: ServiceConnection): Registry {
  // A release is read twice: to serve, and to be kept.
  const texts = new LRUCache<string, string>({ max: keptTexts })
  const ask = async (path: string) => {
    const answer = await city.request(path, { method: 'GET', signal: AbortSignal.timeout(timeoutMs) })
    if (answer.statusCode === 200 || answer.statusCode === 404) return answer
    await answer.body.dump()
    throw new Error(`The registry answers ${path} with HTTP ${answer.statusCode}`)
  }
  return {
    newest: async () => {
      const { statusCode, body } = await ask('/registry/release')
      if (statusCode === 200) return release.parse(await body.json())
      await body.dump()
      return null
    },
    textOf: async (hash) => {
      const known = texts.get(hash)
      if (known !== undefined) return known
      const { body } = await ask(`/registry/supergraphs/${hash}`)
      const text = await body.text()
      if (supergraphHash(text) !== hash) {
        throw new HubError('SCHEMA_INVALID', `The registry has no supergraph ${hash}, or not the right one.`)
      }
      texts.set(hash, text)
      return text
    },
  }
}
