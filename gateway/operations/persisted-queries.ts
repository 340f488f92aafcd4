import type { PersistedQueryOptions } from '@apollo/server'
import { LRUCache } from 'lru-cache'

/** Most memory the texts take, as characters. */
const maxSize = 16 * 1024 * 1024
/** How long a text is kept that nobody names, ms. */
const ttlMs = 60 * 60_000

/**
 * Where Apollo Server keeps the texts of automatic persisted queries: for all generations, so that none is forgotten when
 * the graph changes. A client that names a forgotten one is told so, and sends it again.
 */
export function createPersistedQueries(): PersistedQueryOptions {
  const texts = new LRUCache<string, string>({
    maxSize,
    sizeCalculation: (text) => text.length + 1,
    ttl: ttlMs,
    updateAgeOnGet: true,
  })
  return {
    cache: {
      get: async (key) => texts.get(key),
      set: async (key, text) => void texts.set(key, text),
      delete: async (key) => texts.delete(key),
    },
    ttl: null,
  }
}
