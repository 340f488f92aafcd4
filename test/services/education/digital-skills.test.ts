import { expect, test } from '@jest/globals'
import { nameFromAddress } from '../../../services/education/formats/concept-name.js'
import { digitalSkillsOf, type SkillTerm } from '../../../services/education/formats/digital-skills.js'

const nothing: SkillTerm = { names: [], id: null, code: null, scheme: null }

test.each<[string, Partial<SkillTerm>, string[]]>([
  ['the number of a competence', { names: ['Kennwörter'], code: '4.1', scheme: 'DigComp 2.2' }, ['SAFETY']],
  [
    'the number before the name',
    { names: ['2.1 Interagieren (DigComp 2.2)'] },
    ['COMMUNICATION_AND_COLLABORATION'],
  ],
  ['the number behind the framework’s name', { names: ['DigComp 4.2: Daten schützen'] }, ['SAFETY']],
  ['nothing by the framework’s version', { names: ['DigComp 2.2: Daten schützen'] }, []],
  [
    'the number behind the framework’s version',
    { names: ['DigComp 2.2: 5.3 Kreativ nutzen'] },
    ['PROBLEM_SOLVING'],
  ],
  [
    'an area by its name',
    { names: ['Problemlösen'], scheme: 'https://example.org/digcomp' },
    ['PROBLEM_SOLVING'],
  ],
  [
    'an area whose name is nothing else',
    { names: ['Information and data literacy'] },
    ['INFORMATION_AND_DATA_LITERACY'],
  ],
  [
    'a concept of the Medienkompetenzrahmen NRW',
    { id: 'http://w3id.org/openeduhub/vocabs/medienkompetenzrahmenNRW/1.4' },
    ['SAFETY'],
  ],
  [
    'a concept below one of its areas',
    { id: 'http://w3id.org/openeduhub/vocabs/medienkompetenzrahmenNRW/4.2' },
    ['DIGITAL_CONTENT_CREATION'],
  ],
  ['nothing by a name that means much else', { names: ['Sicherheit', 'Problemlösen'] }, []],
  ['nothing by a number alone', { names: ['Kapitel'], code: '4.1' }, []],
  ['nothing by a number DigComp does not have', { names: ['DigComp'], code: '9.9' }, []],
  ['nothing by an inherited name', { names: ['constructor'] }, []],
])('a digital skill is told by %s', (_, term, areas) => {
  expect(digitalSkillsOf([{ ...nothing, ...term }])).toEqual(areas)
})

test('areas stand once, in the framework’s order', () => {
  const codes = ['5.1', '1.2', '1.3'].map((code) => ({ ...nothing, code, scheme: 'DigComp 2.2' }))
  expect(digitalSkillsOf(codes)).toEqual(['INFORMATION_AND_DATA_LITERACY', 'PROBLEM_SOLVING'])
})

test.each([
  ['https://w3id.org/kim/hcrt/drill_and_practice', 'drill and practice'],
  ['https://example.org/themen#%C3%96kologie', 'Ökologie'],
  ['https://w3id.org/kim/hochschulfaechersystematik/n059', null],
  ['http://w3id.org/openeduhub/vocabs/new_lrt/4e16015a-7862-49ed-9b5e-6c1c6e0ffcd1', null],
  ['https://example.org/%zz', null],
])('the address %s is called %s', (address, name) => {
  expect(nameFromAddress(address)).toBe(name)
})
