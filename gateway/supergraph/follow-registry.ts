import { setTimeout as pause } from 'node:timers/promises'
import { HubError, messageOf } from '../../platform/errors/hub-error.js'
import { type Release, registryChange } from '../../platform/registry/release.js'
import type { Logger } from '../../platform/telemetry/logger.js'
import type { ServiceConnection } from '../service/connection.js'
import { followChanges } from '../service/follow-changes.js'
import type { Generations } from './generations.js'
import type { LastGood } from './last-good.js'
import type { Registry } from './registry.js'

/** How often the registry is asked while it says nothing, ms. It says every second that it is there. */
const askEveryMs = 5_000
/** How often it is asked while it does, for what got lost, in such times. */
const askAnyway = 12

export interface FollowRegistryOptions {
  city: ServiceConnection
  registry: Registry
  generations: Generations
  lastGood: LastGood | undefined
  /** Brings the registered operations up to date. */
  refreshOperations: () => Promise<void>
  logger: Logger
}

export interface RegistryFollower {
  follow(): void
  /** Ends the following; a release that is being adopted is adopted first. */
  close(): Promise<void>
}

/**
 * Serves every release of the registry soon after it is made: the registry tells so, and is asked now and then.
 * A release that cannot be used changes nothing.
 */
export function createRegistryFollower(options: FollowRegistryOptions): RegistryFollower {
  const { city, logger } = options
  const closing = new AbortController()
  const { signal } = closing
  const releases = oneAfterAnother(newestServer(options), signal)
  const operations = oneAfterAnother(() => refresh(options), signal)
  const both = () => {
    releases.run()
    operations.run()
  }
  let heard = false

  async function askNowAndThen(): Promise<void> {
    for (let time = 1; !signal.aborted; time++) {
      await pause(askEveryMs, undefined, { signal }).catch(() => {})
      if (!signal.aborted && (!heard || time % askAnyway === 0)) both()
      heard = false
    }
  }

  let following: Promise<unknown> = Promise.resolve()
  return {
    follow: () => {
      following = Promise.all([
        followChanges({
          connection: city,
          path: '/registry/changes',
          line: registryChange,
          hear: ({ kind }) => {
            heard = true
            if (kind === 'start') both()
            if (kind === 'release') releases.run()
            if (kind === 'operations') operations.run()
          },
          what: 'changes of the registry',
          logger,
          signal,
        }),
        askNowAndThen(),
      ])
    },
    close: async () => {
      closing.abort()
      await Promise.all([following, releases.ended(), operations.ended()])
    },
  }
}

function newestServer({ registry, generations, lastGood, logger }: FollowRegistryOptions) {
  /** Trying it again would end as it did. */
  let unusable: number | undefined
  return async (): Promise<void> => {
    const release = await registry.newest().catch((error: unknown) => {
      logger.debug({ cause: messageOf(error) }, 'the registry cannot be asked')
      return null
    })
    if (release === null || release.number === unusable || generations.serves(release)) return
    const { number } = release
    try {
      await generations.adopt(release, registry.textOf)
      logger.info({ release: number }, `release ${number} of the supergraph serves`)
    } catch (error) {
      if (error instanceof HubError) unusable = number
      logger.error({ release: number, cause: messageOf(error) }, `release ${number} cannot be used`)
      return
    }
    await keep(release, registry, lastGood, logger)
  }
}

/** What serves, serves also where the disk is full. */
async function keep(
  release: Release,
  { textOf }: Registry,
  lastGood: LastGood | undefined,
  logger: Logger,
): Promise<void> {
  try {
    await lastGood?.keep(release, textOf)
  } catch (error) {
    logger.warn({ cause: messageOf(error) }, 'the supergraph could not be kept for the next start')
  }
}

async function refresh({ refreshOperations, logger }: FollowRegistryOptions): Promise<void> {
  await refreshOperations().catch((error: unknown) => {
    logger.debug({ cause: messageOf(error) }, 'registered operations cannot be asked for')
  })
}

/** Runs something never twice at the same time; asked for during a run, it runs once more after it, until the signal. */
function oneAfterAnother(work: () => Promise<void>, signal: AbortSignal) {
  let running: Promise<void> | undefined
  let again = false
  const run = (): void => {
    if (signal.aborted) return
    if (running) {
      again = true
      return
    }
    running = work().finally(() => {
      running = undefined
      if (!again) return
      again = false
      run()
    })
  }
  return { run, ended: async () => running }
}
