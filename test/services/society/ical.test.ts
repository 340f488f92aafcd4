import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { society } from '../../../services/society/service.js'
import { type RunningService, startService } from '../../kit/service.js'
import {
  calendar,
  event,
  eventOf,
  fixedZone,
  startsOf,
  type TestFolder,
  testFolder,
  uidsOf,
} from './calendars.js'

const now = new Date('2026-11-23T07:00:00Z')
const berlin = 'TZID=Europe/Berlin'

let service: RunningService
let folder: TestFolder
beforeAll(async () => {
  service = await startService(society, { now })
  folder = await testFolder()
})
afterEach(() => service.forgetFeeds())
afterAll(async () => {
  await folder.remove()
  await service.stop()
})

async function imported(content: string | Buffer) {
  return service.import('ical', await folder.write('calendar.ics', content))
}

describe('an event', () => {
  test('keeps what it says about itself, and of persons nothing but the organizer’s name', async () => {
    const report = await imported(
      calendar(
        event(
          'UID:all',
          `DTSTART;${berlin}:20261205T110000`,
          `DTEND;${berlin}:20261205T200000`,
          'SUMMARY:Markt\\, klein',
          'DESCRIPTION:Erste Zeile\\nzweite',
          'LOCATION:Dorfplatz\\, 41812 Erkelenz-Gerderath',
          'GEO:51.0998;6.2160',
          'CATEGORIES:Markt,Fest',
          'CATEGORIES:Fest',
          'STATUS:TENTATIVE',
          'ORGANIZER;CN="Verein (Beispiel)":mailto:geheim@example.org',
          'ATTENDEE;CN=Eine Person:mailto:person@example.org',
          'URL:https://example.org/markt',
          'BEGIN:VALARM',
          'ACTION:EMAIL',
          'SUMMARY:Wecker',
          'ATTENDEE:mailto:person@example.org',
          'END:VALARM',
        ),
      ),
    )
    expect(report).toMatchObject({ skipped: 0, doubtful: 0 })
    expect(await eventOf(service, 'all')).toEqual({
      id: 'test:all',
      title: 'Markt, klein',
      description: 'Erste Zeile\nzweite',
      startsAt: '2026-12-05T10:00:00.000Z',
      endsAt: '2026-12-05T19:00:00.000Z',
      allDay: false,
      place: 'Dorfplatz, 41812 Erkelenz-Gerderath',
      location: { lat: 51.0998, lon: 6.216 },
      categories: ['Markt', 'Fest'],
      status: 'TENTATIVE',
      organizer: 'Verein (Beispiel)',
      webAddress: 'https://example.org/markt',
      recurs: false,
      continuesAfter: null,
      district: { id: '05370004-02' },
      occurrences: [
        {
          startsAt: '2026-12-05T10:00:00.000Z',
          endsAt: '2026-12-05T19:00:00.000Z',
          title: 'Markt, klein',
          place: 'Dorfplatz, 41812 Erkelenz-Gerderath',
        },
      ],
    })
    const { rows } = await service.database.pool.query(
      'select e::text, o::text from society.event e, society.occurrence o',
    )
    expect(JSON.stringify(rows)).not.toMatch(/Person|geheim|@example\.org/)
  })

  test.each([
    ['a time in a zone', `DTSTART;${berlin}:20260701T180000`, '2026-07-01T16:00'],
    ['a time in UTC', 'DTSTART:20260701T180000Z', '2026-07-01T18:00'],
    ['a time without a zone, which is the town’s', 'DTSTART:20260701T180000', '2026-07-01T16:00'],
    ['a Windows zone', 'DTSTART;TZID=W. Europe Standard Time:20260701T180000', '2026-07-01T16:00'],
    [
      'a path to a zone',
      'DTSTART;TZID="/mozilla.org/20070129_1/Europe/London":20260701T180000',
      '2026-07-01T17:00',
    ],
    ['a zone the file defines', 'DTSTART;TZID=Eigene Zone:20260701T180000', '2026-07-01T14:30'],
    ['a whole day, which begins at midnight', 'DTSTART;VALUE=DATE:20260701', '2026-06-30T22:00'],
    ['a day that is not marked as one', 'DTSTART:20260701', '2026-06-30T22:00'],
  ])('starts at %s', async (_, start, expected) => {
    const report = await imported(
      calendar(fixedZone('Eigene Zone', '+0330'), event('UID:a', 'SUMMARY:A', start)),
    )
    expect(report).toMatchObject({ skipped: 0, doubtful: 0 })
    expect(await startsOf(service, 'a')).toEqual([expected])
  })

  test('in a zone nobody knows is taken for one in the town’s, with a warning', async () => {
    const report = await imported(calendar(event('UID:a', 'SUMMARY:A', 'DTSTART;TZID=Mond:20260701T180000')))
    expect(await startsOf(service, 'a')).toEqual(['2026-07-01T16:00'])
    expect(report.warnings).toEqual([
      {
        location: 'calendar.ics:4 (a)',
        reason: 'the time zone Mond is not known; Europe/Berlin is taken for it',
      },
    ])
  })

  test('without a zone is in the one its calendar names', async () => {
    await imported(
      calendar(['X-WR-TIMEZONE:America/New_York'], event('UID:a', 'SUMMARY:A', 'DTSTART:20260701T180000')),
    )
    expect(await startsOf(service, 'a')).toEqual(['2026-07-01T22:00'])
  })

  test.each([
    ['at DTEND', [`DTEND;${berlin}:20260701T193000`], '2026-07-01T17:30:00.000Z'],
    ['after DURATION', ['DURATION:P1DT30M'], '2026-07-02T16:30:00.000Z'],
    ['when it starts, without both', [], '2026-07-01T16:00:00.000Z'],
  ])('ends %s', async (_, lines, endsAt) => {
    await imported(calendar(event('UID:a', 'SUMMARY:A', `DTSTART;${berlin}:20260701T180000`, ...lines)))
    expect((await eventOf(service, 'a')).endsAt).toBe(endsAt)
  })

  test('of whole days ends at the midnight after the last, and lasts one day at least', async () => {
    await imported(
      calendar(
        event('UID:two', 'SUMMARY:A', 'DTSTART;VALUE=DATE:20270619', 'DTEND;VALUE=DATE:20270621'),
        event('UID:none', 'SUMMARY:A', 'DTSTART;VALUE=DATE:20270619', 'DTEND;VALUE=DATE:20270619'),
      ),
    )
    expect(await eventOf(service, 'two')).toMatchObject({ allDay: true, endsAt: '2027-06-20T22:00:00.000Z' })
    expect(await eventOf(service, 'none')).toMatchObject({ allDay: true, endsAt: '2027-06-19T22:00:00.000Z' })
  })

  test('without a UID gets the same id in every import', async () => {
    const content = calendar(event('SUMMARY:Ohne', 'DTSTART:20260701T180000Z'))
    const report = await imported(content)
    expect(report.warnings.map(({ reason }) => reason)).toEqual([
      'has no UID; its id is made from its title, start and place',
    ])
    const [first] = await uidsOf(service)
    await imported(content)
    expect(await uidsOf(service)).toEqual([first])
  })

  test('is read whatever way its lines are folded, also inside of a character', async () => {
    const content = Buffer.concat([
      Buffer.from('\uFEFFBEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20260701T180000Z\nSUMMARY:M'),
      Buffer.from([0xc3]),
      Buffer.from('\r\n '),
      Buffer.from([0xa4]),
      Buffer.from('rz\n\tmarkt\nEND:VEVENT\nEND:VCALENDAR\n\n\n'),
    ])
    await imported(content)
    expect((await eventOf(service, 'a')).title).toBe('Märzmarkt')
  })
})

describe('a recurring event', () => {
  test('stays at its local time when the clocks change', async () => {
    await imported(
      calendar(event('UID:w', 'SUMMARY:W', `DTSTART;${berlin}:20261013T180000`, 'RRULE:FREQ=WEEKLY;COUNT=4')),
    )
    expect(await startsOf(service, 'w')).toEqual([
      '2026-10-13T16:00',
      '2026-10-20T16:00',
      '2026-10-27T17:00',
      '2026-11-03T17:00',
    ])
  })

  test('keeps its exact length by DTEND and its days by DURATION over a change of the clocks', async () => {
    const start = `DTSTART;${berlin}:20261023T180000`
    await imported(
      calendar(
        event('UID:end', 'SUMMARY:E', start, `DTEND;${berlin}:20261024T180000`, 'RRULE:FREQ=DAILY;COUNT=2'),
        event('UID:duration', 'SUMMARY:D', start, 'DURATION:P1D', 'RRULE:FREQ=DAILY;COUNT=2'),
      ),
    )
    const ends = async (uid: string) =>
      (await eventOf(service, uid)).occurrences.map(({ endsAt }) => endsAt.slice(0, 16))
    expect(await ends('end')).toEqual(['2026-10-24T16:00', '2026-10-25T16:00'])
    expect(await ends('duration')).toEqual(['2026-10-24T16:00', '2026-10-25T17:00'])
  })

  test.each([
    ['a moment', 'UNTIL=20261208T170000Z', 2],
    ['a time without a zone', 'UNTIL=20261208T180000', 2],
    ['a day, to its end', 'UNTIL=20261208', 2],
    ['a moment before the next', 'UNTIL=20261208T165959Z', 1],
  ])('ends by UNTIL with %s', async (_, until, count) => {
    await imported(
      calendar(
        event('UID:w', 'SUMMARY:W', `DTSTART;${berlin}:20261201T180000`, `RRULE:FREQ=WEEKLY;${until}`),
      ),
    )
    expect(await startsOf(service, 'w')).toHaveLength(count)
  })

  test('takes place by all of its rules and dates, each start once', async () => {
    await imported(
      calendar(
        event(
          'UID:w',
          'SUMMARY:W',
          `DTSTART;${berlin}:20261201T180000`,
          `DTEND;${berlin}:20261201T190000`,
          'RRULE:FREQ=WEEKLY;COUNT=2',
          'RRULE:FREQ=DAILY;COUNT=2',
          `RDATE;${berlin}:20261201T180000,20261205T200000`,
          'RDATE;VALUE=DATE:20261206',
          'RDATE;VALUE=PERIOD:20261207T100000Z/PT3H,20261209T100000Z/20261209T103000Z',
        ),
      ),
    )
    const { occurrences, recurs } = await eventOf(service, 'w')
    expect(recurs).toBe(true)
    expect(
      occurrences.map(({ startsAt, endsAt }) => `${startsAt.slice(5, 16)} ${endsAt.slice(11, 16)}`),
    ).toEqual([
      '12-01T17:00 18:00',
      '12-02T17:00 18:00',
      '12-05T19:00 20:00',
      '12-06T17:00 18:00',
      '12-07T10:00 13:00',
      '12-08T17:00 18:00',
      '12-09T10:00 10:30',
    ])
  })

  test('does not take place when excluded, by time in any zone or by day', async () => {
    const report = await imported(
      calendar(
        event(
          'UID:w',
          'SUMMARY:W',
          `DTSTART;${berlin}:20261201T180000`,
          'RRULE:FREQ=DAILY;COUNT=6',
          'EXDATE:20261202T170000Z',
          `EXDATE;${berlin}:20261201T180000,20261204T180000`,
          'EXDATE;VALUE=DATE:20261205',
        ),
      ),
    )
    expect(await startsOf(service, 'w')).toEqual(['2026-12-03T17:00', '2026-12-06T17:00'])
    expect(report.warnings.map(({ reason }) => reason)).toEqual([
      'EXDATE names a day although the event starts at a time; what starts on that day is excluded',
    ])
  })

  test('is another time, at another place or not at all where a single occurrence is changed', async () => {
    const report = await imported(
      calendar(
        // Changes may stand before their event.
        event(
          'UID:w',
          `RECURRENCE-ID;${berlin}:20261208T180000`,
          `DTSTART;${berlin}:20261209T200000`,
          'SUMMARY:Verlegt',
          'LOCATION:Anderswo',
        ),
        event(
          'UID:w',
          `DTSTART;${berlin}:20261201T180000`,
          'SUMMARY:W',
          'LOCATION:Hier',
          'RRULE:FREQ=WEEKLY;COUNT=4',
        ),
        event('UID:w', 'RECURRENCE-ID:20261215T170000Z', 'STATUS:CANCELLED'),
        event(
          'UID:w',
          `RECURRENCE-ID;${berlin}:20261222T180000`,
          `DTSTART;${berlin}:20261222T180000`,
          'CLASS:PRIVATE',
        ),
      ),
    )
    const { occurrences } = await eventOf(service, 'w')
    expect(occurrences.map(({ startsAt, title, place }) => [startsAt.slice(0, 16), title, place])).toEqual([
      ['2026-12-01T17:00', 'W', 'Hier'],
      ['2026-12-09T19:00', 'Verlegt', 'Anderswo'],
    ])
    expect(report.problems.map(({ reason }) => reason)).toEqual(['private: its CLASS is not PUBLIC'])
  })

  test('whose changed occurrence is none of its own has it as a further one', async () => {
    const report = await imported(
      calendar(
        event('UID:w', 'DTSTART:20261201T180000Z', 'SUMMARY:W', 'RRULE:FREQ=WEEKLY;COUNT=2'),
        event('UID:w', 'RECURRENCE-ID:20261203T180000Z', 'DTSTART:20261203T190000Z', 'SUMMARY:W'),
      ),
    )
    expect(await startsOf(service, 'w')).toHaveLength(3)
    expect(report.doubtful).toBe(1)
  })

  test('without end is known for ten years and says that it goes on', async () => {
    const report = await imported(
      calendar(event('UID:w', 'DTSTART:20261201T180000Z', 'SUMMARY:W', 'RRULE:FREQ=WEEKLY')),
    )
    expect(report).toMatchObject({ doubtful: 0, written: { 'society.event': 1, 'society.occurrence': 521 } })
    expect((await eventOf(service, 'w')).continuesAfter).toBe('2036-11-18T18:00:00.000Z')
  })

  test('every day since long ago is known for years, which is said', async () => {
    const report = await imported(
      calendar(event('UID:d', 'DTSTART:20120101T180000Z', 'SUMMARY:D', 'RRULE:FREQ=DAILY')),
    )
    expect(report.written['society.occurrence']).toBe(2_000)
    expect(report.warnings.map(({ reason }) => reason)).toEqual([
      'recurs so often that occurrences after 2031-05-15 wait for a later import',
    ])
  })
})

describe('changed occurrences without their event', () => {
  test('are events of their own', async () => {
    await imported(
      calendar(
        event('UID:w', 'RECURRENCE-ID;VALUE=DATE:20261201', 'DTSTART;VALUE=DATE:20261201', 'SUMMARY:Eins'),
        event('UID:w', 'RECURRENCE-ID;VALUE=DATE:20261202', 'DTSTART;VALUE=DATE:20261202', 'SUMMARY:Zwei'),
      ),
    )
    expect(await uidsOf(service)).toEqual(['w/20261201T000000', 'w/20261202T000000'])
    expect((await eventOf(service, 'w/20261202T000000')).title).toBe('Zwei')
  })
})

describe('of two events with one UID', () => {
  const version = (sequence: number, title: string) =>
    event('UID:a', `SEQUENCE:${sequence}`, `SUMMARY:${title}`, 'DTSTART:20261201T180000Z')

  test('the one with the higher SEQUENCE counts', async () => {
    const report = await imported(calendar(version(1, 'Alt'), version(3, 'Neu'), version(2, 'Mittel')))
    expect((await eventOf(service, 'a')).title).toBe('Neu')
    expect(report.problems).toEqual([
      { location: 'calendar.ics:4 (a)', reason: 'a later version of it (SEQUENCE 3) counts' },
      { location: 'calendar.ics:16 (a)', reason: 'a later version of it (SEQUENCE 3) counts' },
    ])
  })

  test('and one SEQUENCE the second is refused', async () => {
    const report = await imported(calendar(version(1, 'Eins'), version(1, 'Zwei')))
    expect((await eventOf(service, 'a')).title).toBe('Eins')
    expect(report.problems).toEqual([
      { location: 'calendar.ics:10 (a)', reason: 'the same UID stands at calendar.ics:4 (a) already' },
    ])
  })
})

describe('a bad record', () => {
  const good = event('UID:good', 'SUMMARY:Gut', 'DTSTART:20261201T180000Z')
  const start = 'DTSTART:20261201T180000Z'

  test.each([
    ['has no start', ['SUMMARY:A'], 'has no DTSTART'],
    [
      'starts on a day that does not exist',
      ['DTSTART:20260230T180000Z'],
      'DTSTART: 2026-02-30T18:00:00Z is no date',
    ],
    ['starts in the year 0', ['DTSTART:00000101T180000Z'], 'is no date or time'],
    ['starts some day', ['DTSTART:irgendwann'], 'is no date or time'],
    ['ends after a nonsensical duration', [start, 'DURATION:lang'], 'DURATION: lang is no duration'],
    ['ends after the last year there is', [start, 'DURATION:P9999999999D'], 'is too long'],
    ['recurs in a way nobody knows', [start, 'RRULE:FREQ=MANCHMAL'], 'RRULE: invalid frequency'],
    ['recurs without saying how often', [start, 'RRULE:BYDAY=MO'], 'RRULE: FREQ is missing'],
    ['recurs every second without end', [start, 'RRULE:FREQ=SECONDLY'], 'RRULE: FREQ=SECONDLY is more often'],
    ['recurs every minute without end', [start, 'RRULE:FREQ=MINUTELY'], 'RRULE: FREQ=MINUTELY is more often'],
    [
      'recurs every hour since Roman times',
      ['DTSTART:00100101T180000Z', 'RRULE:FREQ=HOURLY'],
      'more than 1000000 steps',
    ],
    ['recurs by too many rules', [start, ...Array(9).fill('RRULE:FREQ=DAILY')], 'more than 8 RRULEs'],
    ['has no occurrence left', [start, 'EXDATE:20261201T180000Z'], 'no occurrence is left'],
    ['has a NUL in it', [start, 'SUMMARY:a\0b'], 'has a NUL character'],
    ['is too long', [start, `DESCRIPTION:${'x'.repeat(70_000)}`], 'is longer than 65536 characters'],
    ['is private', [start, 'CLASS:PRIVATE'], 'private'],
    ['is confidential', [start, 'CLASS:CONFIDENTIAL'], 'private'],
    ['is of a class nobody knows', [start, 'CLASS:X-TEAM'], 'private'],
  ])('that %s is listed, and the good ones are kept', async (_, lines, reason) => {
    const report = await imported(calendar(event('UID:bad', ...lines), good))
    expect(await uidsOf(service)).toEqual(['good'])
    expect(report.problems).toHaveLength(1)
    expect(report.problems[0]?.location).toMatch(/^calendar\.ics:4/)
    expect(report.problems[0]?.reason).toContain(reason)
  })

  test('whose UID is too long or has a control character is listed', async () => {
    const report = await imported(
      calendar(event(`UID:${'u'.repeat(500)}`, start), event('UID:a\u0007', start), good),
    )
    expect(await uidsOf(service)).toEqual(['good'])
    expect(report.skipped).toBe(2)
  })

  test('whose made-up id is one that is there already is listed', async () => {
    const report = await imported(
      calendar(
        event('UID:w', 'RECURRENCE-ID:20261201T180000Z', 'SUMMARY:A', start),
        event('UID:w/20261201T180000', 'SUMMARY:B', start),
      ),
    )
    expect(await uidsOf(service)).toEqual(['w/20261201T180000'])
    expect(report.problems.map(({ reason }) => reason)).toEqual(['the id w/20261201T180000 stands twice'])
  })

  test('that is cut off by the end of the file is listed, and the file called incomplete', async () => {
    const report = await imported(`BEGIN:VCALENDAR\n${good.join('\n')}\nBEGIN:VEVENT\nUID:cut\n${start}`)
    expect(await uidsOf(service)).toEqual(['good'])
    expect(report.problems).toEqual([{ location: 'calendar.ics:7', reason: 'the file ends inside of it' }])
    expect(report.warnings).toEqual([
      { location: 'calendar.ics', reason: 'ends before END:VCALENDAR; it may not be complete' },
    ])
  })
})

describe('what is doubtful about an event', () => {
  test.each([
    ['a position that is none', 'GEO:0;0', 'GEO is no place on the earth; kept without a position'],
    ['a position off the earth', 'GEO:91;6', 'GEO is no place on the earth; kept without a position'],
    [
      'a status of tasks',
      'STATUS:COMPLETED',
      'STATUS COMPLETED is none an event can have; taken as confirmed',
    ],
    ['an address that is none', 'URL:javascript:alert(1)', 'URL is no web address; left out'],
    ['a control character', 'LOCATION:a\u0007b', 'LOCATION has a control character; left out'],
    ['a very long title', `LOCATION:${'x'.repeat(600)}`, 'LOCATION is longer than 500 characters; cut'],
    [
      'an end before its start',
      'DTEND:20251201T180000Z',
      'DTEND is before DTSTART; taken as an event without a length',
    ],
  ])('such as %s is said, and the event kept', async (_, line, reason) => {
    const report = await imported(calendar(event('UID:a', 'SUMMARY:A', 'DTSTART:20261201T180000Z', line)))
    expect(await uidsOf(service)).toEqual(['a'])
    expect(report.warnings).toEqual([{ location: 'calendar.ics:4 (a)', reason }])
  })
})

describe('an import', () => {
  const one = (uid: string) => calendar(event(`UID:${uid}`, `SUMMARY:${uid}`, 'DTSTART:20261201T180000Z'))

  test('replaces what the same feed brought before', async () => {
    await imported(one('before'))
    await imported(one('after'))
    expect(await uidsOf(service)).toEqual(['after'])
  })

  test('of something that is no calendar changes nothing', async () => {
    await imported(one('before'))
    for (const content of [
      '',
      'id,title\n1,x\n',
      '{"@type":"Event"}',
      'BEGIN:VCARD\nEND:VCARD\n',
      Buffer.alloc(300_000, 0xff),
    ])
      await expect(imported(content)).rejects.toMatchObject({ code: 'FORMAT_UNRECOGNIZED' })
    expect(await uidsOf(service)).toEqual(['before'])
  })

  test('in which every record is refused changes nothing', async () => {
    await imported(one('before'))
    await expect(imported(calendar(event('UID:a')))).rejects.toMatchObject({ code: 'IMPORT_EMPTY' })
    expect(await uidsOf(service)).toEqual(['before'])
  })

  test('of a calendar without events leaves none', async () => {
    const report = await imported('BEGIN:VCALENDAR\nEND:VCALENDAR\n\n\n')
    expect(report).toMatchObject({ written: {}, skipped: 0, doubtful: 0 })
  })

  test('passes over tasks and journal entries', async () => {
    const report = await imported(
      calendar(
        ['BEGIN:VTODO', 'UID:t', 'END:VTODO'],
        ['BEGIN:VJOURNAL', 'UID:j', 'END:VJOURNAL'],
        event('UID:a', 'SUMMARY:A', 'DTSTART:20261201T180000Z'),
      ),
    )
    expect(await uidsOf(service)).toEqual(['a'])
    expect(report.warnings.map(({ reason }) => reason)).toEqual([
      '2 tasks, journal entries or free/busy times in it are no events; passed over',
    ])
  })

  test('of a folder reads all calendars in it, brings changes in another file to their event, and lists other files', async () => {
    const several = await testFolder()
    await several.write(
      'a.ics',
      calendar(event('UID:w', 'RECURRENCE-ID:20261208T180000Z', 'STATUS:CANCELLED')),
    )
    await several.write(
      'b.ics',
      calendar(event('UID:w', 'SUMMARY:W', 'DTSTART:20261201T180000Z', 'RRULE:FREQ=WEEKLY;COUNT=2')),
    )
    await several.write('liesmich.txt', 'Kalender')
    const report = await service.import('ical', several.path)
    expect(await startsOf(service, 'w')).toEqual(['2026-12-01T18:00'])
    expect(report.problems).toEqual([
      { location: 'liesmich.txt', reason: 'is no iCalendar file: it has no BEGIN:VCALENDAR' },
    ])
    await several.remove()
  })
})
