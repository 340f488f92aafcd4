import { PartnerFailure } from '../failure.js'
import { type Clock, processClock } from './clock.js'
import type { PolicySettings } from './settings.js'
import { createUsual } from './usual.js'

export interface Patience {
  /** @throws PartnerFailure OVERLOADED while the partner has stalled: what is sent now would wait in vain */
  admit(): void
  /**
   * Does the work, and waits for it as long as such work usually takes; for a few at a time as long as it takes.
   *
   * @param work its signal ends it when it has taken too long
   * @throws PartnerFailure OVERLOADED as above, and as the reason of that signal
   */
  execute<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>
  /**
   * Waits as long as such work usually takes for work that goes on in any case, and is learned from when it ends.
   *
   * @throws PartnerFailure TIMEOUT
   */
  waitFor<T>(work: Promise<T>): Promise<T>
}

/**
 * Bounds how many wait for a partner that is slower than it usually is. A few wait for late answers as long as those
 * take, and so find out what has become usual; everybody else goes on without the partner's fields. While some are late
 * and nothing comes, few begin to wait.
 *
 * @param longestMs what the partner is given at most
 */
export function createPatience(
  settings: PolicySettings['patience'],
  longestMs: number,
  clock: Clock = processClock,
): Patience {
  const { mostLate, lateOfStalled } = settings
  const usual = createUsual(settings, longestMs)
  let inFlight = 0
  let late = 0
  let lastAnswerAt = clock.now()

  function admit(): void {
    const limitMs = usual.limitMs()
    if (limitMs === undefined || late < lateOfStalled || inFlight < mostLate) return
    // Some requests take longer than others: what is answered meanwhile shows that the partner is well.
    if (clock.now() - lastAnswerAt < limitMs) return
    throw overloaded(
      `No answer comes, and ${late} are later than the ${Math.ceil(limitMs)} ms they usually take.`,
    )
  }

  async function learningFrom<T>(work: Promise<T>): Promise<T> {
    const begun = clock.now()
    const result = await work
    lastAnswerAt = clock.now()
    usual.answered(lastAnswerAt - begun)
    return result
  }

  async function execute<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    admit()
    const ending = new AbortController()
    let isLate = false
    inFlight++
    const takeBack = afterLimit((limitMs) => {
      isLate = late < mostLate
      if (isLate) late++
      else
        ending.abort(
          overloaded(`It took longer than the usual ${limitMs} ms, and ${late} others wait already.`),
        )
    })
    try {
      return await learningFrom(work(ending.signal))
    } finally {
      takeBack()
      inFlight--
      if (isLate) late--
    }
  }

  async function waitFor<T>(work: Promise<T>): Promise<T> {
    const { promise: lost, reject } = Promise.withResolvers<never>()
    const takeBack = afterLimit((limitMs) =>
      reject(
        new PartnerFailure('TIMEOUT', `The answer was not there after ${limitMs} ms, and it usually is.`),
      ),
    )
    try {
      return await Promise.race([learningFrom(work), lost])
    } finally {
      takeBack()
    }
  }

  function afterLimit(run: (limitMs: number) => void): () => void {
    const limitMs = usual.limitMs()
    return limitMs === undefined ? () => {} : clock.after(limitMs, () => run(Math.ceil(limitMs)))
  }

  return { admit, execute, waitFor }
}

function overloaded(message: string): PartnerFailure {
  return new PartnerFailure('OVERLOADED', message)
}
