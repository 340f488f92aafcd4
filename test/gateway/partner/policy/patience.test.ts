import { beforeEach, describe, expect, test } from '@jest/globals'
import { createPatience, type Patience } from '../../../../gateway/partner/policy/patience.js'
import { policySettings } from '../../../../gateway/partner/policy/settings.js'
import { createPolicyClock, type PolicyClock } from '../kit/policy-clock.js'

/** What the partner is given at most, ms. */
const longestMs = 2_000
/** What answers take where nothing is said; late is later than twice that. */
const usualMs = 30

let clock: PolicyClock
let patience: Patience

beforeEach(async () => {
  clock = createPolicyClock()
  patience = createPatience(policySettings.patience, longestMs, clock)
  await atRate(50, 200, usualMs)
})

/** How a request ended, and how long whoever asked had to wait. */
interface Outcome {
  kind: 'ANSWERED' | 'OVERLOADED' | 'TIMEOUT'
  waitedMs: number
}

/** Asks a partner that takes so long; one that takes longer than it is given is ended, as the client does it. */
async function ask(takesMs: number): Promise<Outcome> {
  const begun = clock.now()
  const ended = (kind: Outcome['kind']) => ({ kind, waitedMs: clock.now() - begun })
  try {
    await patience.execute((signal) => answerAfter(takesMs, signal))
    return ended('ANSWERED')
  } catch (error) {
    return ended((error as { kind: Outcome['kind'] }).kind)
  }
}

function answerAfter(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (ms < longestMs) clock.after(ms, resolve)
    else clock.after(longestMs, () => reject({ kind: 'TIMEOUT' }))
    signal?.addEventListener('abort', () => reject(signal.reason))
  })
}

/** So many requests a second, of so many altogether; waits until each of them has ended. */
async function atRate(
  rate: number,
  count: number,
  takesMs: number | ((number: number) => number),
): Promise<Outcome[]> {
  const asked: Promise<Outcome>[] = []
  for (let number = 0; number < count; number++) {
    asked.push(ask(typeof takesMs === 'number' ? takesMs : takesMs(number)))
    await clock.pass(1_000 / rate)
  }
  await clock.pass(longestMs)
  return Promise.all(asked)
}

function countOf(outcomes: readonly Outcome[], kind: Outcome['kind']): number {
  return outcomes.filter((outcome) => outcome.kind === kind).length
}

describe('A partner that stops answering', () => {
  test.each([10, 50, 500])('keeps few waiting, at %d requests a second', async (rate) => {
    // Until those that wait have been given their whole time; then the breaker is open.
    const outcomes = await atRate(rate, rate * 1.9, Number.POSITIVE_INFINITY)
    const waits = outcomes.map(({ waitedMs }) => waitedMs)
    expect(waits.filter((ms) => ms > 2 * usualMs)).toHaveLength(3)
    // Those that had been sent when the others became late.
    expect(waits.filter((ms) => ms > 0 && ms <= 2 * usualMs).length).toBeLessThanOrEqual(0.06 * rate)
    expect(countOf(outcomes, 'TIMEOUT')).toBe(3)
    expect(countOf(outcomes, 'OVERLOADED')).toBe(outcomes.length - 3)
  })

  test('is asked again by so many when those that waited have gone', async () => {
    await atRate(50, 50, Number.POSITIVE_INFINITY)
    expect(countOf(await atRate(50, 20, usualMs), 'ANSWERED')).toBe(20)
  })
})

describe('A partner that is ten times slower from now on', () => {
  test('is waited for again by everybody when three have waited for it', async () => {
    const slow = 10 * usualMs
    const first = await atRate(50, 100, slow)
    const lost = first.findLastIndex(({ kind }) => kind !== 'ANSWERED')
    // All that were lost were asked for before the third slow answer had come.
    expect(lost * 20).toBeLessThan(2 * slow)
    expect(countOf(await atRate(50, 200, slow), 'ANSWERED')).toBe(200)
  })

  test('is given less when it is quick again', async () => {
    await atRate(50, 50, 10 * usualMs)
    await atRate(50, 100, usualMs)
    const outcomes = await atRate(50, 50, Number.POSITIVE_INFINITY)
    expect(outcomes.filter(({ waitedMs }) => waitedMs > 2 * usualMs)).toHaveLength(3)
  })
})

describe('A partner of whose requests some take long', () => {
  test('is waited for where these are few', async () => {
    const outcomes = await atRate(50, 1_000, (number) => (number % 200 === 0 ? 1_500 : usualMs))
    expect(countOf(outcomes, 'ANSWERED')).toBe(1_000)
  })

  test('is asked on for what is quick, and loses of what is slow what is too much at once', async () => {
    // Eleven slow ones at a time, too few of all to become usual.
    const outcomes = await atRate(1_000, 2_000, (number) => (number % 130 === 0 ? 1_500 : usualMs))
    expect(
      countOf(
        outcomes.filter((_, number) => number % 130 !== 0),
        'ANSWERED',
      ),
    ).toBe(1_984)
    const slow = outcomes.filter((_, number) => number % 130 === 0)
    expect(countOf(slow, 'ANSWERED')).toBeGreaterThanOrEqual(3)
    expect(countOf(slow, 'OVERLOADED')).toBeGreaterThan(0)
  })

  test('is not taken for one that has stalled when many come at once', async () => {
    const slow = ask(1_500)
    await clock.pass(1_000)
    const burst = Array.from({ length: 20 }, () => ask(usualMs))
    await clock.pass(longestMs)
    expect(countOf(await Promise.all([slow, ...burst]), 'ANSWERED')).toBe(21)
  })
})

test('A partner that has hardly been asked is given its whole time', async () => {
  const fresh = createPatience(policySettings.patience, longestMs, clock)
  const asked = Array.from({ length: 50 }, () =>
    fresh.execute((signal) => answerAfter(longestMs - 1, signal)),
  )
  await clock.pass(longestMs)
  await expect(Promise.all(asked)).resolves.toHaveLength(50)
})

describe('Who waits for what goes on in any case', () => {
  test('waits no longer than usual, and what comes later is learned from', async () => {
    const work = answerAfter(500)
    const waiting = patience.waitFor(work)
    const lost = expect(waiting).rejects.toMatchObject({
      kind: 'TIMEOUT',
      message: 'The answer was not there after 60 ms, and it usually is.',
    })
    await clock.pass(60)
    await lost
    await clock.pass(500)
    await expect(work).resolves.toBeUndefined()
    const again = patience.waitFor(answerAfter(500))
    again.catch(() => {})
    await clock.pass(500)
    // The second late answer.
    const third = patience.waitFor(answerAfter(500))
    await clock.pass(500)
    await expect(third).resolves.toBeUndefined()
  })

  test('gets an answer that comes in time, and a failure as it is', async () => {
    const answered = patience.waitFor(answerAfter(usualMs).then(() => 'answer'))
    const failed = expect(patience.waitFor(Promise.reject(new Error('refused')))).rejects.toThrow('refused')
    await clock.pass(usualMs)
    await expect(answered).resolves.toBe('answer')
    await failed
  })
})
