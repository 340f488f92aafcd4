import { describe, expect, test } from '@jest/globals'
import { JsonLdGraph, type JsonLdNode } from '../../../services/education/formats/schemaorg/json-ld-graph.js'
import { spansOf } from '../../../services/education/formats/schemaorg/spans.js'

const now = new Date('2026-11-23T07:00:00Z')

/** Start and end of each time, and what was said about the schedule. */
function timesOf(instance: JsonLdNode) {
  const warnings: string[] = []
  const spans = spansOf(instance, new JsonLdGraph(), now, (reason) => warnings.push(reason))
  const times = spans?.map(({ startsAt, endsAt }) => `${shortly(startsAt)} ${shortly(endsAt)}`)
  return { times, warnings, spans }
}

function shortly(moment: Date | null): string {
  return moment === null ? '-' : moment.toISOString().replace(':00.000Z', 'Z')
}

function scheduled(schedule: JsonLdNode): JsonLdNode {
  return { '@type': 'CourseInstance', courseSchedule: { '@type': 'Schedule', ...schedule } }
}

describe('a schedule comes to the times it names', () => {
  test.each<[string, JsonLdNode, string[]]>([
    [
      'every week, by the clocks of its zone, through the change to winter time',
      {
        repeatFrequency: 'P1W',
        byDay: 'https://schema.org/Thursday',
        startDate: '2026-10-22',
        endDate: '2026-10-29',
        startTime: '18:00',
        endTime: '19:30',
      },
      ['2026-10-22T16:00Z 2026-10-22T17:30Z', '2026-10-29T17:00Z 2026-10-29T18:30Z'],
    ],
    [
      'every second week on two days, beginning in the middle of a week',
      {
        repeatFrequency: 'P2W',
        byDay: ['Monday', 'Wednesday'],
        startDate: '2026-12-02',
        endDate: '2026-12-31',
        startTime: '10:00',
        duration: 'PT1H30M',
      },
      [
        '2026-12-02T09:00Z 2026-12-02T10:30Z',
        '2026-12-14T09:00Z 2026-12-14T10:30Z',
        '2026-12-16T09:00Z 2026-12-16T10:30Z',
        '2026-12-28T09:00Z 2026-12-28T10:30Z',
        '2026-12-30T09:00Z 2026-12-30T10:30Z',
      ],
    ],
    [
      'the first and the last Saturday of a month',
      {
        repeatFrequency: 'P1M',
        byDay: ['1SA', '-1SA'],
        startDate: '2026-12-01',
        endDate: '2026-12-31',
        startTime: '09:00',
      },
      ['2026-12-05T08:00Z -', '2026-12-26T08:00Z -'],
    ],
    [
      'the second Tuesday, said by byMonthWeek',
      {
        repeatFrequency: 'P1M',
        byDay: 'Tuesday',
        byMonthWeek: 2,
        startDate: '2026-12-01',
        repeatCount: 2,
        startTime: '09:00',
      },
      ['2026-12-08T08:00Z -', '2027-01-12T08:00Z -'],
    ],
    [
      'the 31st, in months that have one',
      { repeatFrequency: 'P1M', byMonthDay: 31, startDate: '2026-12-01', repeatCount: 3, startTime: '12:00' },
      ['2026-12-31T11:00Z -', '2027-01-31T11:00Z -', '2027-03-31T10:00Z -'],
    ],
    [
      'every day but one, in the zone it names, over midnight',
      {
        repeatFrequency: 'Daily',
        startDate: '2026-07-01',
        repeatCount: 3,
        exceptDate: '2026-07-02',
        startTime: '23:00',
        endTime: '01:00',
        scheduleTimezone: 'Europe/London',
      },
      ['2026-07-01T22:00Z 2026-07-02T00:00Z', '2026-07-03T22:00Z 2026-07-04T00:00Z'],
    ],
    [
      'every year in its month',
      { repeatFrequency: 'P1Y', startDate: '2026-02-28', repeatCount: 2, startTime: '08:00' },
      ['2026-02-28T07:00Z -', '2027-02-28T07:00Z -'],
    ],
    [
      'whole days where it names no time',
      { repeatFrequency: 'P1W', startDate: '2026-03-28', repeatCount: 1 },
      ['2026-03-27T23:00Z 2026-03-28T23:00Z'],
    ],
    [
      'a time the clocks skip in spring, an hour later',
      { repeatFrequency: 'P1D', startDate: '2026-03-29', repeatCount: 1, startTime: '02:30' },
      ['2026-03-29T01:30Z -'],
    ],
  ])('%s', (_, schedule, expected) => {
    const { times, warnings } = timesOf(scheduled(schedule))
    expect(times).toEqual(expected)
    expect(warnings).toEqual([])
  })

  test('what has no end goes on for ten years from the import', () => {
    const { spans } = timesOf(
      scheduled({ repeatFrequency: 'P1W', startDate: '2015-01-05', startTime: '18:00' }),
    )
    expect(spans?.at(-1)?.startsAt.toISOString()).toBe('2036-11-17T17:00:00.000Z')
    expect(spans).toHaveLength(1_000)
  })

  test('of more than a thousand times the ones to come are kept, and the rest is told of', () => {
    const { spans, warnings } = timesOf(
      scheduled({
        repeatFrequency: 'P1D',
        startDate: '2010-01-01',
        endDate: '2199-12-31',
        startTime: '18:00',
      }),
    )
    expect(spans).toHaveLength(1_000)
    expect(spans?.[0]?.startsAt.toISOString()).toBe('2026-11-23T17:00:00.000Z')
    expect(warnings).toEqual([expect.stringContaining('later sessions were left out')])
  })

  test.each<[string, JsonLdNode]>([
    ['its repeatFrequency is not', { startDate: '2026-01-01', repeatFrequency: 'sometimes' }],
    ['its repeatFrequency is not', { startDate: '2026-01-01', repeatFrequency: 'P0W' }],
    ['is no date', { startDate: '2026-02-30', repeatFrequency: 'P1W' }],
    ['is no date', { startDate: '0000-01-01', repeatFrequency: 'P1W' }],
    ['no day of the week', { startDate: '2026-01-01', repeatFrequency: 'P1W', byDay: 'Feiertag' }],
    ['is no time zone', { startDate: '2026-01-01', repeatFrequency: 'P1W', scheduleTimezone: 'Erkelenz' }],
  ])('one that cannot be followed is told of: %s', (reason, schedule) => {
    const { spans, warnings } = timesOf(scheduled(schedule))
    expect(spans).toBeNull()
    expect(warnings).toEqual([expect.stringContaining(reason)])
  })
})

describe('an instance’s own dates', () => {
  test.each<[string, JsonLdNode, string[]]>([
    [
      'a day is from midnight to midnight',
      { startDate: '2026-07-01' },
      ['2026-06-30T22:00Z 2026-07-01T22:00Z'],
    ],
    [
      'days last to the end of the last one',
      { startDate: '2019-02-15', endDate: '2019-03-21' },
      ['2019-02-14T23:00Z 2019-03-21T23:00Z'],
    ],
    [
      'a time without zone is the town’s',
      { startDate: '2026-07-01T18:00', endDate: '2026-07-01T20:00:00' },
      ['2026-07-01T16:00Z 2026-07-01T18:00Z'],
    ],
    [
      'a time with zone is that zone’s',
      { startDate: '2026-07-01T18:00:00+01:00', duration: 'PT45M' },
      ['2026-07-01T17:00Z 2026-07-01T17:45Z'],
    ],
    [
      'an end before the start is left out',
      { startDate: '2026-07-01T18:00Z', endDate: '2026-06-01T18:00Z' },
      ['2026-07-01T18:00Z -'],
    ],
    [
      'listed sub-events are what is held, without the cancelled ones',
      {
        startDate: '2026-07-01',
        eventSchedule: { repeatFrequency: 'P1D', startDate: '2026-07-01' },
        subEvent: [
          { startDate: '2026-07-01T18:00Z' },
          { startDate: '2026-07-08T18:00Z', eventStatus: 'https://schema.org/EventCancelled' },
        ],
      },
      ['2026-07-01T18:00Z -'],
    ],
  ])('%s', (_, instance, expected) => {
    expect(timesOf(instance).times).toEqual(expected)
  })

  test('a date that is none leaves the course without a time', () => {
    expect(timesOf({ startDate: '31.12.2026' })).toMatchObject({
      spans: null,
      warnings: ['startDate 31.12.2026 is no date; kept without a time'],
    })
  })
})
