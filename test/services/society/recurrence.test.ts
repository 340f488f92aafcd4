import { describe, expect, test } from '@jest/globals'
import { Properties } from '../../../services/society/formats/calendar/properties.js'
import { readRule } from '../../../services/society/formats/calendar/rule-value.js'
import { definedZone } from '../../../services/society/formats/calendar/vtimezone.js'
import { nextUntil } from '../../../services/society/recurrence/next-until.js'
import { storedOccurrences } from '../../../services/society/recurrence/occurrences.js'
import { UnusableRule } from '../../../services/society/recurrence/rule.js'
import { ruleStarts } from '../../../services/society/recurrence/rule-starts.js'
import { createZone, namedZone, type Zone } from '../../../services/society/recurrence/zone.js'

const utc = createZone('UTC', [])

function ruleOf(text: string) {
  const properties = new Properties([`RRULE:${text}`], (_, reason) => {
    throw new Error(reason)
  })
  return readRule(properties.first('RRULE') ?? { parameters: {}, type: '', values: [] }, utc, false)
}

function zoneNamed(name: string): Zone {
  const zone = namedZone(name)
  if (zone === null) throw new Error(`no zone ${name}`)
  return zone
}

const at = (text: string) => Date.parse(`${text}Z`)
const shown = (wall: number) => new Date(wall).toISOString().slice(0, 16).replace('T09:00', '')

/** Rules of RFC 5545, 3.8.5.3, and further ones, from Tuesday 2 September 1997, 9:00; compared with python-dateutil. */
const rules: [string, string][] = [
  ['FREQ=DAILY;COUNT=10', '1997-09-02 1997-09-03 1997-09-04 1997-09-05 1997-09-06'],
  ['FREQ=DAILY;UNTIL=19971224T000000', '1997-09-02 1997-09-03 1997-09-04 1997-09-05 1997-09-06'],
  ['FREQ=DAILY;INTERVAL=2', '1997-09-02 1997-09-04 1997-09-06 1997-09-08 1997-09-10'],
  ['FREQ=DAILY;INTERVAL=10;COUNT=5', '1997-09-02 1997-09-12 1997-09-22 1997-10-02 1997-10-12'],
  [
    'FREQ=YEARLY;UNTIL=20000131T140000;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA',
    '1997-09-02 1998-01-01 1998-01-02 1998-01-03 1998-01-04',
  ],
  ['FREQ=DAILY;UNTIL=20000131T140000;BYMONTH=1', '1997-09-02 1998-01-01 1998-01-02 1998-01-03 1998-01-04'],
  ['FREQ=WEEKLY;COUNT=10', '1997-09-02 1997-09-09 1997-09-16 1997-09-23 1997-09-30'],
  ['FREQ=WEEKLY;INTERVAL=2;WKST=SU', '1997-09-02 1997-09-16 1997-09-30 1997-10-14 1997-10-28'],
  ['FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH', '1997-09-02 1997-09-04 1997-09-09 1997-09-11 1997-09-16'],
  [
    'FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000;WKST=SU;BYDAY=MO,WE,FR',
    '1997-09-02 1997-09-03 1997-09-05 1997-09-15 1997-09-17',
  ],
  [
    'FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH',
    '1997-09-02 1997-09-04 1997-09-16 1997-09-18 1997-09-30',
  ],
  ['FREQ=MONTHLY;COUNT=10;BYDAY=1FR', '1997-09-02 1997-09-05 1997-10-03 1997-11-07 1997-12-05'],
  ['FREQ=MONTHLY;UNTIL=19971224T000000;BYDAY=1FR', '1997-09-02 1997-09-05 1997-10-03 1997-11-07 1997-12-05'],
  [
    'FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU',
    '1997-09-02 1997-09-07 1997-09-28 1997-11-02 1997-11-30',
  ],
  ['FREQ=MONTHLY;COUNT=6;BYDAY=-2MO', '1997-09-02 1997-09-22 1997-10-20 1997-11-17 1997-12-22'],
  ['FREQ=MONTHLY;BYMONTHDAY=-3', '1997-09-02 1997-09-28 1997-10-29 1997-11-28 1997-12-29'],
  ['FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15', '1997-09-02 1997-09-15 1997-10-02 1997-10-15 1997-11-02'],
  ['FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1', '1997-09-02 1997-09-30 1997-10-01 1997-10-31 1997-11-01'],
  [
    'FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15',
    '1997-09-02 1997-09-10 1997-09-11 1997-09-12 1997-09-13',
  ],
  ['FREQ=MONTHLY;INTERVAL=2;BYDAY=TU', '1997-09-02 1997-09-09 1997-09-16 1997-09-23 1997-09-30'],
  ['FREQ=YEARLY;COUNT=10;BYMONTH=6,7', '1997-09-02 1998-06-02 1998-07-02 1999-06-02 1999-07-02'],
  ['FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3', '1997-09-02 1999-01-02 1999-02-02 1999-03-02 2001-01-02'],
  [
    'FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200',
    '1997-09-02 2000-01-01 2000-04-09 2000-07-18 2003-01-01',
  ],
  ['FREQ=YEARLY;BYDAY=20MO', '1997-09-02 1998-05-18 1999-05-17 2000-05-15 2001-05-14'],
  ['FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO', '1997-09-02 1998-05-11 1999-05-17 2000-05-15 2001-05-14'],
  ['FREQ=YEARLY;BYMONTH=3;BYDAY=TH', '1997-09-02 1998-03-05 1998-03-12 1998-03-19 1998-03-26'],
  ['FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8', '1997-09-02 1998-06-04 1998-06-11 1998-06-18 1998-06-25'],
  ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', '1997-09-02 1998-02-13 1998-03-13 1998-11-13 1999-08-13'],
  [
    'FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13',
    '1997-09-02 1997-09-13 1997-10-11 1997-11-08 1997-12-13',
  ],
  [
    'FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8',
    '1997-09-02 1997-11-04 2001-11-06 2005-11-08 2009-11-03',
  ],
  ['FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3', '1997-09-02 1997-09-04 1997-10-07'],
  ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2', '1997-09-02 1997-09-29 1997-10-30 1997-11-27 1997-12-30'],
  ['FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000', '1997-09-02 1997-09-02T12:00 1997-09-02T15:00'],
  [
    'FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40',
    '1997-09-02 1997-09-02T09:20 1997-09-02T09:40 1997-09-02T10:00 1997-09-02T10:20',
  ],
  ['FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO', '1997-09-02 1997-09-07 1997-09-16 1997-09-21'],
  ['FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU', '1997-09-02 1997-09-14 1997-09-16 1997-09-28'],
  ['FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5', '1997-09-02 1997-09-15 1997-09-30 1997-10-15 1997-10-30'],
  ['FREQ=MONTHLY;BYDAY=-1FR;BYMONTH=1,3,5', '1997-09-02 1998-01-30 1998-03-27 1998-05-29 1999-01-29'],
  ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', '1997-09-02 2000-02-29 2004-02-29 2008-02-29 2012-02-29'],
  ['FREQ=YEARLY;BYDAY=MO,WE;BYSETPOS=-1', '1997-09-02 1997-12-31 1998-12-30 1999-12-29 2000-12-27'],
  ['FREQ=MONTHLY;BYMONTHDAY=31', '1997-09-02 1997-10-31 1997-12-31 1998-01-31 1998-03-31'],
  ['FREQ=YEARLY;BYMONTH=12;BYDAY=SU;BYSETPOS=-2', '1997-09-02 1997-12-21 1998-12-20 1999-12-19 2000-12-24'],
  ['FREQ=WEEKLY;BYDAY=MO,TU,WE;BYSETPOS=-1', '1997-09-02 1997-09-03 1997-09-10 1997-09-17 1997-09-24'],
  ['FREQ=WEEKLY;BYMONTH=5,6,7;BYDAY=WE', '1997-09-02 1998-05-06 1998-05-13 1998-05-20 1998-05-27'],
  ['FREQ=DAILY;BYDAY=MO,WE', '1997-09-02 1997-09-03 1997-09-08 1997-09-10 1997-09-15'],
  ['FREQ=DAILY;BYMONTHDAY=-1', '1997-09-02 1997-09-30 1997-10-31 1997-11-30 1997-12-31'],
  [
    'FREQ=HOURLY;BYDAY=SA;BYHOUR=10,14',
    '1997-09-02 1997-09-06T10:00 1997-09-06T14:00 1997-09-13T10:00 1997-09-13T14:00',
  ],
  ['FREQ=MONTHLY;BYMONTH=4,9', '1997-09-02 1998-04-02 1998-09-02 1999-04-02 1999-09-02'],
  ['FREQ=YEARLY;BYMONTHDAY=1', '1997-09-02 1997-10-01 1997-11-01 1997-12-01 1998-01-01'],
  ['FREQ=YEARLY;BYWEEKNO=1', '1997-09-02 1997-12-30 1999-01-05 2000-01-04 2001-01-02'],
  ['FREQ=YEARLY;BYYEARDAY=-1', '1997-09-02 1997-12-31 1998-12-31 1999-12-31 2000-12-31'],
  ['FREQ=MONTHLY;INTERVAL=5;BYDAY=5SU', '1997-09-02 1999-05-30 1999-10-31 2002-09-29 2004-05-30'],
]

describe('a recurrence rule', () => {
  test.each(rules)('%s gives %s', (rule, starts) => {
    const found = ruleStarts(ruleOf(rule), at('1997-09-02T09:00:00'), at('2020-01-01T00:00:00')).starts
    const expected = starts.split(' ')
    expect(found.slice(0, expected.length).map(shown)).toEqual(expected)
  })

  test('ends with its COUNT, of which the start is one, or with its UNTIL', () => {
    const start = at('2026-01-05T18:00:00')
    const horizon = at('2036-01-01T00:00:00')
    const counted = ruleStarts(ruleOf('FREQ=WEEKLY;COUNT=4'), start, horizon)
    expect([counted.starts.length, counted.goesOn]).toEqual([4, false])
    const limited = ruleStarts(ruleOf('FREQ=WEEKLY;UNTIL=20260126T180000'), start, horizon)
    expect([limited.starts.length, limited.goesOn]).toEqual([4, false])
  })

  test('without an end goes on after the horizon', () => {
    const { starts, goesOn } = ruleStarts(
      ruleOf('FREQ=YEARLY'),
      at('2026-01-05T18:00:00'),
      at('2030-01-01T00:00:00'),
    )
    expect([starts.length, goesOn]).toEqual([4, true])
  })

  test.each([
    'FREQ=DAILY;INTERVAL=7;BYDAY=MO',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=HOURLY;INTERVAL=24;BYHOUR=3',
    'FREQ=YEARLY;BYMONTH=4;BYDAY=1MO;BYMONTHDAY=15',
    'FREQ=HOURLY;INTERVAL=999999999999999',
    'FREQ=DAILY;INTERVAL=999999999999999',
    'FREQ=WEEKLY;INTERVAL=999999999999999',
    'FREQ=MONTHLY;INTERVAL=999999999999999',
    'FREQ=YEARLY;INTERVAL=999999999999999',
  ])('%s, which never comes true again, ends all the same', (rule) => {
    const { starts } = ruleStarts(ruleOf(rule), at('2026-01-06T05:00:00'), at('2036-01-01T00:00:00'))
    expect(starts).toHaveLength(1)
  })

  test('that would take too many steps is refused', () => {
    const horizon = at('2036-01-01T00:00:00')
    expect(() => ruleStarts(ruleOf('FREQ=HOURLY'), at('0001-01-01T00:00:00'), horizon)).toThrow(UnusableRule)
    const times = `BYMINUTE=${Array.from({ length: 60 }, (_, minute) => minute).join(',')}`
    const dense = ruleOf(`FREQ=DAILY;BYHOUR=1,2,3;${times}`)
    expect(() => ruleStarts(dense, at('2026-01-01T00:00:00'), horizon)).toThrow('more than 96 times a day')
  })
})

describe('the stored occurrences', () => {
  const hour = { days: 0, ms: 3_600_000 }
  const series = {
    zone: utc,
    start: at('2016-01-01T18:00:00'),
    length: hour,
    dates: [],
    excluded: [],
    changes: [],
  }
  const window = { past: at('2025-11-23T00:00:00'), horizon: at('2036-11-23T00:00:00'), most: 2_000 }

  test('of a daily event leave out the oldest past ones first, then the farthest', () => {
    const stored = storedOccurrences({ ...series, rules: [ruleOf('FREQ=DAILY')] }, window)
    expect(stored.occurrences).toHaveLength(2_000)
    expect(shown(stored.occurrences[0]?.startsAt ?? 0)).toBe('2025-11-23T18:00')
    expect(stored.cut).toBe(true)
    expect(shown(stored.continuesAfter ?? 0)).toBe('2031-05-15T18:00')
  })

  test('of a weekly event are all of them up to the horizon', () => {
    const stored = storedOccurrences({ ...series, rules: [ruleOf('FREQ=WEEKLY')] }, window)
    expect(shown(stored.occurrences[0]?.startsAt ?? 0)).toBe('2016-01-01T18:00')
    expect(shown(stored.occurrences.at(-1)?.startsAt ?? 0)).toBe('2036-11-21T18:00')
    expect([stored.cut, stored.continuesAfter === null]).toEqual([false, false])
  })
})

describe('until when an occurrence is the next one', () => {
  const moments = (...ends: number[]) => nextUntil(ends.map((endsAt) => ({ endsAt })))

  test('is its own end, and for ever for the last', () => {
    expect(moments(2, 4, 6)).toEqual([2, 4, Infinity])
  })

  test('is never for one that lies within an earlier one', () => {
    expect(moments(5, 3, 8)).toEqual([5, null, Infinity])
    expect(moments(9, 3)).toEqual([Infinity, null])
  })
})

describe('a zone', () => {
  const berlin = zoneNamed('Europe/Berlin')
  const toUtc = (zone: Zone, text: string) => shown(zone.toUtc(at(text)))

  test('has other offsets in summer and winter', () => {
    expect(toUtc(berlin, '2026-07-01T18:00:00')).toBe('2026-07-01T16:00')
    expect(toUtc(berlin, '2026-12-01T18:00:00')).toBe('2026-12-01T17:00')
  })

  test('reads a time the clocks skip with the offset before, and of a time shown twice takes the first', () => {
    expect(toUtc(berlin, '2026-03-29T02:30:00')).toBe('2026-03-29T01:30')
    expect(toUtc(berlin, '2026-10-25T02:30:00')).toBe('2026-10-25T00:30')
  })

  test('turns moments back into wall times', () => {
    for (const text of [
      '2026-07-01T16:00:00',
      '2026-12-01T17:00:00',
      '2026-03-29T01:00:00',
      '2026-10-25T02:30:00',
    ])
      expect(berlin.toUtc(berlin.toWall(at(text)))).toBe(at(text))
  })

  test('is not made up for a name that is none', () => {
    expect(namedZone('Makebelieve/Nowhere')).toBeNull()
  })

  test('that a calendar defines is reckoned by its rules', () => {
    const zone = definedZone('Own', [
      'BEGIN:DAYLIGHT',
      'TZOFFSETFROM:+0100',
      'TZOFFSETTO:+0200',
      'DTSTART:19810329T020000',
      'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
      'END:DAYLIGHT',
      'BEGIN:STANDARD',
      'TZOFFSETFROM:+0200',
      'TZOFFSETTO:+0100',
      'DTSTART:19961027T030000',
      'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
      'END:STANDARD',
    ])
    if (zone === null) throw new Error('not defined')
    for (const text of [
      '2026-03-29T01:59:00',
      '2026-03-29T02:30:00',
      '2026-10-25T02:30:00',
      '2026-10-25T03:00:00',
    ])
      expect(toUtc(zone, text)).toBe(toUtc(berlin, text))
  })

  test('whose clocks would be changed every second is refused', () => {
    const part = ['TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', 'DTSTART:19810329T020000']
    expect(definedZone('Bad', ['BEGIN:STANDARD', ...part, 'RRULE:FREQ=SECONDLY', 'END:STANDARD'])).toBeNull()
    expect(definedZone('Bad', ['BEGIN:STANDARD', ...part, 'RRULE:FREQ=HOURLY', 'END:STANDARD'])).toBeNull()
    expect(definedZone('Bad', ['BEGIN:STANDARD', 'DTSTART:19810329T020000', 'END:STANDARD'])).toBeNull()
  })
})
