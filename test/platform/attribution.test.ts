import { expect, test } from '@jest/globals'
import { districtOf } from '../../platform/town/attribution.js'
import { districts } from '../../platform/town/districts.js'

test('the town has nine districts, numbered below its municipality key', () => {
  expect(districts.map(({ id }) => id)).toEqual(
    Array.from({ length: 9 }, (_, index) => `05370004-0${index + 1}`),
  )
})

test.each([
  ['a place in the centre', { lat: 51.0801, lon: 6.317 }, '05370004-01'],
  ['a place near Holzweiler', { lat: 51.047, lon: 6.407 }, '05370004-09'],
  ['Hetzerath, which shares its district with Granterath', { lat: 51.058, lon: 6.273 }, '05370004-05'],
  ['a name over the nearest place', { lat: 51.1, lon: 6.2667, address: 'Golkrath, Kirche' }, '05370004-04'],
  ['an address without position', { address: 'Hauptstr. 1, 41812 Erkelenz-Golkrath' }, '05370004-04'],
  ['an address that names the town only', { address: 'Markt 1, 41812 Erkelenz' }, '05370004-01'],
  ['a name in another case', { address: 'ERKELENZ, LÖVENICH' }, '05370004-06'],
  ['a decomposed umlaut', { address: 'Erkelenz-Lo\u0308venich' }, '05370004-06'],
  [
    'a street that only begins like a place',
    { address: 'Gerderather Straße 5, 41812 Erkelenz' },
    '05370004-01',
  ],
  ['a namesake elsewhere, told by position', { lat: 50.94, lon: 6.83, address: 'Lövenich' }, null],
  ['a namesake elsewhere, told by its address', { address: 'Köln-Lövenich, 50859 Köln' }, null],
  ['a place outside', { lat: 51.5, lon: 6.3 }, null],
  ['nothing', {}, null],
])('%s belongs to its district', (_name, place, expected) => {
  expect(districtOf(place)).toBe(expected)
})
