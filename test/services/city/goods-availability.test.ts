import { describe, expect, test } from '@jest/globals'
import { availableWindows } from '../../../services/city/goods/availability/available-windows.js'
import { GoodsStatus } from '../../../services/city/goods/goods-status.js'

describe('a range of days', () => {
  const open = { availability: null, validFrom: null, validTo: null, status: GoodsStatus.OPEN }

  test('may be one to 92 days long', () => {
    expect(availableWindows(open, '2026-11-23', '2026-11-23')).toHaveLength(1)
    expect(availableWindows(open, '2026-11-01', '2027-01-31')).toHaveLength(1)
    for (const [from, to] of [
      ['2026-11-01', '2027-02-01'],
      ['2026-11-02', '2026-11-01'],
    ] as const) {
      expect(() => availableWindows(open, from, to)).toThrow(
        expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } }),
      )
    }
  })

  test('has no window of what has been withdrawn', () => {
    expect(availableWindows({ ...open, status: GoodsStatus.WITHDRAWN }, '2026-11-23', '2026-11-23')).toEqual(
      [],
    )
  })
})
