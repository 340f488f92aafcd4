import { describe, expect, test } from '@jest/globals'
import { policySettings } from '../../../../gateway/partner/policy/settings.js'
import { createUsual } from '../../../../gateway/partner/policy/usual.js'

const longestMs = 2_000

function usualAfter(...answers: [count: number, ms: number][]) {
  const usual = createUsual(policySettings.patience, longestMs)
  for (const [count, ms] of answers) for (let i = 0; i < count; i++) usual.answered(ms)
  return usual.limitMs()
}

describe('After how long an answer is late', () => {
  test('cannot be said of a partner that has hardly been asked', () => {
    expect(usualAfter()).toBeUndefined()
    expect(usualAfter([19, 10])).toBeUndefined()
    expect(usualAfter([20, 40])).toBe(80)
  })

  test('is twice what nearly all answers took, but no trifle, and no more than the partner is given', () => {
    expect(usualAfter([100, 100])).toBe(200)
    expect(usualAfter([100, 2])).toBe(50)
    expect(usualAfter([100, 1_500])).toBe(longestMs)
  })

  test('does not follow one answer in a hundred, but two', () => {
    expect(usualAfter([99, 50], [1, 900])).toBe(100)
    expect(usualAfter([98, 50], [2, 900])).toBe(1_800)
  })

  test('is what it was when a hundred quick answers have come after the late ones', () => {
    expect(usualAfter([100, 50], [30, 400], [98, 50])).toBe(800)
    expect(usualAfter([100, 50], [30, 400], [99, 50])).toBe(100)
  })
})
