import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { society } from '../../../services/society/service.js'
import { type RunningService, startService } from '../../kit/service.js'
import { eventOf, startsOf, uidsOf } from './calendars.js'

const folder = fileURLToPath(new URL('../../../../shared/data/society/ics/', import.meta.url))
const describeWithRealFiles = existsSync(folder) ? describe : describe.skip

/** File, then events, occurrences, refused and doubtful records. */
const files: [string, number, number, number, number][] = [
  ['RDATE_test.ics', 0, 0, 0, 0],
  ['RRULE_UNTIL_test.ics', 0, 0, 0, 0],
  ['blank_line_end.ics', 0, 0, 0, 0],
  ['daily_recur.ics', 1, 2_000, 0, 1],
  ['duration_instead_of_dtend.ics', 1, 1, 0, 0],
  ['google_birthday.ics', 4, 6, 0, 0],
  ['multiple_rrules.ics', 1, 36, 0, 0],
  ['only_dtstart_time.ics', 1, 1, 0, 0],
  ['rdate_exdate.ics', 1, 3, 0, 2],
  ['recur_instances_finite.ics', 1, 5, 0, 0],
  ['utc_negative_zero.ics', 1, 1, 0, 0],
]

describeWithRealFiles('the calendars of ical.js', () => {
  let service: RunningService
  beforeAll(async () => {
    service = await startService(society, { now: new Date('2026-11-23T07:00:00Z') })
  })
  afterEach(() => service.forgetFeeds())
  afterAll(() => service.stop())

  test.each(files)(
    '%s has %i events with %i occurrences, %i refused, %i doubtful',
    async (file, events, occurrences, skipped, doubtful) => {
      const report = await service.import('ical', `${folder}${file}`)
      expect(report).toMatchObject({ skipped, doubtful })
      expect(report.written['society.event'] ?? 0).toBe(events)
      expect(report.written['society.occurrence'] ?? 0).toBe(occurrences)
    },
  )

  test('are read as a folder at once, where two files hold one UID', async () => {
    const report = await service.import('ical', folder)
    expect(await uidsOf(service)).toHaveLength(10)
    expect(report.problems).toEqual([
      {
        location: 'only_dtstart_time.ics:25 (dn4vrfmfn5p05roahsopg57h48@example.com)',
        reason:
          'the same UID stands at duration_instead_of_dtend.ics:25 (dn4vrfmfn5p05roahsopg57h48@example.com) already',
      },
    ])
  })

  test('have the occurrences their rules say', async () => {
    await service.import('ical', folder)
    expect(await startsOf(service, '123')).toEqual([
      '2024-06-09T03:00',
      '2024-06-10T03:00',
      '2024-06-12T03:00',
    ])
    expect(await startsOf(service, '623c13c0-6c2b-45d6-a12b-c33ad61c4868')).toEqual([
      '2012-10-02T17:00',
      '2012-11-05T18:00',
      '2012-11-06T18:00',
      '2012-11-10T18:00',
      '2012-12-04T18:00',
    ])
    const daily = await eventOf(service, 'tgh9qho17b07pk2n2ji3gluans@google.com')
    expect(daily).toMatchObject({
      startsAt: '2026-11-23T13:00:00.000Z',
      endsAt: '2026-11-23T14:00:00.000Z',
      recurs: true,
    })
  })

  test('leave nothing of the persons invited', async () => {
    await service.import('ical', folder)
    const { rows } = await service.database.pool.query('select e::text from society.event e')
    expect(JSON.stringify(rows)).not.toMatch(/mailto|james@|jlal|calmozilla1@gmail/)
  })
})
