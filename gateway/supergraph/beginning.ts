import { messageOf } from '../../platform/errors/hub-error.js'
import type { Logger } from '../../platform/telemetry/logger.js'
import { onlyRelease } from './editions.js'
import type { Generations } from './generations.js'
import type { LastGood } from './last-good.js'

export interface BeginningOptions {
  /** SDL that came with this version of the hub. */
  supergraph: string
  lastGood: LastGood | undefined
  generations: Generations
  logger: Logger
}

/**
 * What serves from the start, while nobody has been asked: the last release that served, else what came with this
 * version.
 *
 * @throws HubError SCHEMA_INVALID, CONFIG_INVALID if that cannot be used either
 */
export async function beginWith({
  supergraph,
  lastGood,
  generations,
  logger,
}: BeginningOptions): Promise<void> {
  try {
    const kept = await lastGood?.read()
    if (lastGood && kept) {
      await generations.adopt(kept, lastGood.textOf)
      return
    }
  } catch (error) {
    logger.warn({ cause: messageOf(error) }, 'the supergraph of the last start cannot be used')
  }
  await generations.adopt(onlyRelease(supergraph), async () => supergraph)
}
