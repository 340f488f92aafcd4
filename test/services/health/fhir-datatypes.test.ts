import { describe, expect, test } from '@jest/globals'
import { address, oneLine } from '../../../services/health/formats/fhir/address.js'
import { concept } from '../../../services/health/formats/fhir/concept.js'
import { availableTime, notAvailable } from '../../../services/health/formats/fhir/opening-hours.js'
import { keysOf, keysOfReference } from '../../../services/health/formats/fhir/reference.js'
import { contactsOf } from '../../../services/health/formats/fhir/telecom.js'

describe('an address becomes one line', () => {
  const parts = { line: ['Weg 1', null], postalCode: '41812', city: 'Erkelenz' }
  test.each([
    ['its text', { ...parts, text: 'Weg 1, Erkelenz' }, 'Weg 1, Erkelenz'],
    ['its parts where there is no text', parts, 'Weg 1, 41812 Erkelenz'],
    [
      'its parts where the text has several lines',
      { ...parts, text: 'Weg 1\n41812\nErkelenz' },
      'Weg 1, 41812 Erkelenz',
    ],
    [
      'the lines of its text where it has no parts',
      { text: 'Praxis\nWeg 1, \r\n41812  Erkelenz' },
      'Praxis, Weg 1, 41812 Erkelenz',
    ],
    ['lines that are broken as in XML', { text: 'Weg 1&#13;&#10;41812 Erkelenz' }, 'Weg 1, 41812 Erkelenz'],
    ['what there is', { city: 'Erkelenz' }, 'Erkelenz'],
    ['nothing', {}, null],
  ])('%s', (_, value, line) => {
    expect(oneLine(address.parse(value))).toBe(line)
  })
})

describe('a concept is known by', () => {
  test.each([
    ['its text', { text: 'Pflege', coding: [{ display: 'Pflege und Betreuung' }] }, 'Pflege'],
    ['a display', { coding: [{ code: 'A' }, { code: 'B', display: 'Betreuung' }] }, 'Betreuung'],
    ['a code', { coding: [{ system: 'urn:x' }, { code: 'PFL' }] }, 'PFL'],
  ])('%s', (_, value, name) => {
    expect(concept.parse(value)).toBe(name)
  })
})

describe('the telephone number shown is', () => {
  const phone = (value: string, more = {}) => ({ system: 'phone', value, ...more })
  test.each([
    [
      'the one of the best rank',
      [phone('1'), phone('2', { rank: 2 }), phone('3', { rank: 1, use: 'temp' })],
      '3',
    ],
    ['the one at work', [phone('1', { use: 'mobile' }), phone('2'), phone('3', { use: 'work' })], '3'],
    ['never one at home or out of use', [phone('1', { use: 'home' }), phone('2', { use: 'old' })], null],
    ['no fax', [{ system: 'fax', value: '1' }], null],
  ])('%s', (_, telecom, value) => {
    expect(contactsOf(telecom, () => {}).phone).toBe(value)
  })
})

describe('an available time', () => {
  test.each([
    [
      'with both ends',
      { availableStartTime: '08:00:00', availableEndTime: '18:30:59.5' },
      ['08:00', '18:30', false],
    ],
    [
      'until midnight',
      { availableStartTime: '18:00:00', availableEndTime: '24:00:00' },
      ['18:00', '24:00', false],
    ],
    ['all day, whatever else it says', { allDay: true, availableStartTime: '08:00:00' }, [null, null, true]],
    ['without times', {}, [null, null, false]],
  ])('%s', (_, value, [opens, closes, allDay]) => {
    const hours = availableTime.parse({ daysOfWeek: ['mon', 'mon'], ...value })
    expect(hours).toEqual([{ day: 'MONDAY', opens, closes, allDay }])
  })
})

describe('a closure is told as', () => {
  test.each([
    ['why', { description: 'Umbau' }, 'Umbau'],
    [
      'why and when',
      { description: 'Urlaub', during: { start: '2027-07-01', end: '2027-07-14' } },
      'Urlaub (2027-07-01 bis 2027-07-14)',
    ],
    ['since when', { during: { start: '2027-07' } }, 'Geschlossen (ab 2027-07)'],
    ['until when', { during: { end: '2027-07-14T08:00:00Z' } }, 'Geschlossen (bis 2027-07-14)'],
  ])('%s', (_, value, text) => {
    expect(notAvailable.parse(value)).toBe(text)
  })
})

describe('a reference finds a resource', () => {
  const resource = {
    type: 'Location',
    id: '1',
    content: { identifier: [{ system: 'urn:register', value: '77' }, 'no identifier'] },
    fullUrl: 'https://fhir.example/r4/Location/1/_history/2',
    location: 'feed.json',
  }
  const finds = (reference: Record<string, unknown>) => {
    const keys = keysOfReference(
      { reference: null, identifier: null, display: null, ...reference } as never,
      'Location',
      'owner',
    )
    return keys.some((key) => keysOf(resource).includes(key))
  }

  test.each([
    ['by type and id', { reference: 'Location/1' }, true],
    ['by type and id, whatever the version', { reference: 'Location/1/_history/7' }, true],
    ['by the address it stands under', { reference: 'https://fhir.example/r4/Location/1' }, true],
    ['by identifier', { identifier: { system: 'urn:register', value: '77' } }, true],
    [
      'by identifier where the address leads nowhere',
      { reference: 'x', identifier: { system: 'urn:register', value: '77' } },
      true,
    ],
    ['not of another server', { reference: 'https://other.example/r4/Location/1' }, false],
    ['not of another register', { identifier: { system: 'urn:other', value: '77' } }, false],
    ['not as if it were contained', { reference: '#1' }, false],
    ['not by name', { display: 'Location/1' }, false],
  ])('%s', (_, reference, found) => {
    expect(finds(reference)).toBe(found)
  })
})
