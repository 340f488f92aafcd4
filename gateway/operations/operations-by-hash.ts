import { type OperationRoom, roomOfHub } from '../../platform/registry/operation-room.js'
import type { RegisteredOperations } from '../../platform/registry/release.js'

/** That an app has registered an operation, or removed it (null). */
export type OperationChange = Omit<RegisteredOperations['operations'][number], 'revision'>

/** A registered operation, and that an app has registered it. */
export interface KeptOperation {
  app: string
  hash: string
  text: string
}

/** Registered operations, found by their hash. Bounded, whatever is registered. */
export interface OperationsByHash {
  readonly size: number
  /** One of the apps that have registered it, and the text. */
  get(hash: string): KeptOperation | undefined
  /** @returns false if there is no room for it */
  apply(change: OperationChange): boolean
  all(): Iterable<KeptOperation>
}

export function createOperationsByHash(room: OperationRoom = roomOfHub): OperationsByHash {
  const known = new Map<string, { text: string; apps: Set<string> }>()
  let bytes = 0

  function add(app: string, hash: string, text: string): boolean {
    const there = known.get(hash)
    if (there) {
      there.apps.add(app)
      return true
    }
    const size = Buffer.byteLength(text)
    if (known.size >= room.operations || bytes + size > room.bytes) return false
    known.set(hash, { text, apps: new Set([app]) })
    bytes += size
    return true
  }

  function remove(app: string, hash: string): void {
    const there = known.get(hash)
    if (!there?.apps.delete(app) || there.apps.size > 0) return
    known.delete(hash)
    bytes -= Buffer.byteLength(there.text)
  }

  return {
    get size() {
      return known.size
    },
    get: (hash) => {
      const there = known.get(hash)
      const [app] = there?.apps ?? []
      return there && app !== undefined ? { app, hash, text: there.text } : undefined
    },
    apply: ({ app, hash, text }) => {
      if (text !== null) return add(app, hash, text)
      remove(app, hash)
      return true
    },
    *all() {
      for (const [hash, { text, apps }] of known) for (const app of apps) yield { app, hash, text }
    },
  }
}
