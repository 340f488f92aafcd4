import { isDeepStrictEqual } from 'node:util'
import type { Caller } from '../../platform/caller/caller.js'
import { messageOf } from '../../platform/errors/hub-error.js'
import type { Edition, Release } from '../../platform/registry/release.js'
import type { Logger } from '../../platform/telemetry/logger.js'
import type { Generation } from './generation.js'
import { lotOf } from './lot.js'

/** Most generations for organizations that try out something; the least used one makes room. */
const maxSandboxes = 8

/** Finds the text of a supergraph by its hash. */
export type TextOf = (hash: string) => Promise<string>

export interface GenerationsOptions {
  /** Builds and warms what does not exist yet. */
  build(edition: Edition, textOf: TextOf): Promise<Generation>
  logger: Logger
}

/** What a request runs on, from its first step to its last. */
export interface Entered {
  generation: Generation
  leave(): void
}

export interface Generations {
  /** Whether it is this release that serves. */
  serves(release: Release): boolean
  /**
   * Serves a release from now on. What runs ends on what it began with.
   *
   * @throws HubError SCHEMA_INVALID, and whatever `textOf` throws; then everything stays as it is
   */
  adopt(release: Release, textOf: TextOf): Promise<void>
  /** @param addressOf finds the client's address, where requests are shared out */
  enter(caller: Caller, addressOf: () => string): Promise<Entered>
  /** Ends all generations after their requests. */
  close(): Promise<void>
}

interface Serving {
  release: Release
  textOf: TextOf
  /** By ascending `below`. */
  shares: readonly { below: number; key: string; generation: Generation }[]
  /** By the key of their edition, the least used first; an organization's is built when it first asks. */
  sandboxes: Map<string, Promise<Generation>>
}

export function createGenerations({ build, logger }: GenerationsOptions): Generations {
  let serving: Serving | undefined
  const retiring = new Set<Promise<void>>()

  function retire(generation: Generation): void {
    const retired = generation.retire().catch((error: unknown) => {
      logger.error({ error }, 'a supergraph that is not used any more could not be let go of')
    })
    retiring.add(retired)
    void retired.then(() => retiring.delete(retired))
  }

  function retireSandbox(sandbox: Promise<Generation>): void {
    // One that was never built has told so already.
    void sandbox.then(retire, () => {})
  }

  async function shareOut(release: Release, textOf: TextOf): Promise<Serving['shares']> {
    const built: Generation[] = []
    try {
      const shares: Serving['shares'][number][] = []
      for (const { below, edition } of release.shares) {
        const key = JSON.stringify(edition)
        let generation = serving?.shares.find((share) => share.key === key)?.generation
        if (generation === undefined) {
          generation = await build(edition, textOf)
          built.push(generation)
        }
        shares.push({ below, key, generation })
      }
      return shares
    } catch (error) {
      for (const generation of built) retire(generation)
      throw error
    }
  }

  async function enterSandbox(caller: Caller): Promise<Entered | undefined> {
    const edition = serving && editionOf(caller, serving.release)
    if (serving === undefined || edition === undefined) return undefined
    const { sandboxes, textOf } = serving
    const key = JSON.stringify(edition)
    const sandbox = sandboxes.get(key) ?? build(edition, textOf)
    // Set again, it is the most recently used one.
    sandboxes.delete(key)
    sandboxes.set(key, sandbox)
    for (const [oldest, generation] of sandboxes) {
      if (sandboxes.size <= maxSandboxes) break
      sandboxes.delete(oldest)
      retireSandbox(generation)
    }
    try {
      const generation = await sandbox
      // While it was built it may have had to make room.
      return serving?.sandboxes.get(key) === sandbox ? entered(generation) : undefined
    } catch (error) {
      logger.warn({ cause: messageOf(error) }, 'a sandbox cannot be used; its organization gets what is live')
      return undefined
    }
  }

  function shareOf(caller: Caller, addressOf: () => string): Generation {
    const { shares = [] } = serving ?? {}
    const lot = shares.length > 1 ? lotOf(caller, addressOf()) : 0
    const share = shares.find(({ below }) => lot < below)
    if (share === undefined) throw new TypeError('No release serves')
    return share.generation
  }

  return {
    // Not by its number, which a database that was made anew counts from the beginning.
    serves: (release) => isDeepStrictEqual(release, serving?.release),
    adopt: async (release, textOf) => {
      const shares = await shareOut(release, textOf)
      const before = serving
      const wanted = new Set(Object.values(release.sandboxes).map((edition) => JSON.stringify(edition)))
      const sandboxes = new Map([...(before?.sandboxes ?? [])].filter(([key]) => wanted.has(key)))
      serving = { release, textOf, shares, sandboxes }
      for (const { generation } of before?.shares ?? []) {
        if (!shares.some((share) => share.generation === generation)) retire(generation)
      }
      for (const [key, sandbox] of before?.sandboxes ?? []) {
        if (!sandboxes.has(key)) retireSandbox(sandbox)
      }
    },
    enter: async (caller, addressOf) => (await enterSandbox(caller)) ?? entered(shareOf(caller, addressOf)),
    close: async () => {
      for (const { generation } of serving?.shares ?? []) retire(generation)
      for (const sandbox of serving?.sandboxes.values() ?? []) retireSandbox(sandbox)
      await Promise.allSettled(serving?.sandboxes.values() ?? [])
      serving = undefined
      await Promise.all(retiring)
    },
  }
}

function entered(generation: Generation): Entered {
  return { generation, leave: generation.enter() }
}

/** Of the first organization the caller belongs to that tries out something. */
function editionOf({ memberships }: Caller, { sandboxes }: Release): Edition | undefined {
  const organization = memberships.find((membership) => Object.hasOwn(sandboxes, membership.organization))
  return organization && sandboxes[organization.organization]
}
