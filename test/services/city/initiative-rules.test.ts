import { describe, expect, test } from '@jest/globals'
import { Language } from '../../../platform/graph/language.js'
import { AnalogAccessKind } from '../../../services/city/analog-access/analog-access.js'
import { isPostalAddress, isTelephoneNumber } from '../../../services/city/analog-access/usable-way.js'
import { Field } from '../../../services/city/field.js'
import { demandComplete, gapsOf } from '../../../services/city/initiative/completeness.js'
import { initiativeAccess } from '../../../services/city/initiative/initiative.access.js'
import {
  changedParts,
  emptyContent,
  type WrittenInitiative,
  withInput,
} from '../../../services/city/initiative/initiative-content.js'
import {
  demandStep,
  type InitiativeStep,
  initiativeLife,
} from '../../../services/city/initiative/initiative-life.js'
import { InitiativeStatus } from '../../../services/city/initiative/initiative-status.js'
import { proposalAccess } from '../../../services/city/initiative/proposal/proposal.access.js'
import {
  demandProposalStep,
  type ProposalStep,
  proposalLife,
} from '../../../services/city/initiative/proposal/proposal-life.js'
import { ProposalStatus } from '../../../services/city/initiative/proposal/proposal-status.js'

/** What each step leads to in each state; `-` where it is refused. */
const life = `
                 DRAFT     SUBMITTED         CHANGES_REQUESTED SCHEDULED         PUBLISHED REJECTED PAUSED    ENDED
  edit           DRAFT     -                 CHANGES_REQUESTED -                 -         -        -         -
  remove         DRAFT     -                 -                 -                 -         -        -         -
  submit         SUBMITTED -                 SUBMITTED         -                 -         -        -         -
  withdraw       -         DRAFT             -                 DRAFT             -         -        -         -
  requestChanges -         CHANGES_REQUESTED -                 CHANGES_REQUESTED -         -        -         -
  reject         -         REJECTED          -                 REJECTED          -         -        -         -
  schedule       -         SCHEDULED         -                 SCHEDULED         -         -        -         -
  publish        -         PUBLISHED         -                 PUBLISHED         -         -        -         -
  pause          -         -                 -                 -                 PAUSED    -        -         -
  resume         -         -                 -                 -                 -         -        PUBLISHED -
  end            -         -                 -                 -                 ENDED     -        ENDED     -
  propose        -         -                 -                 -                 PUBLISHED -        PAUSED    -`

const lifeOfProposals = `
                 PROPOSED          CHANGES_REQUESTED WITHDRAWN ACCEPTED REJECTED
  update         PROPOSED          PROPOSED          -         -        -
  withdraw       WITHDRAWN         WITHDRAWN         -         -        -
  requestChanges CHANGES_REQUESTED -                 -         -        -
  accept         ACCEPTED          -                 -         -        -
  reject         REJECTED          -                 -         -        -`

/** Rows of [step, state, what it leads to]. */
function rowsOf(table: string): [string, string, string][] {
  const [states = [], ...lines] = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  return lines.flatMap(([step = '', ...cells]) =>
    cells.map((cell, index): [string, string, string] => [step, states[index] ?? '', cell]),
  )
}

function outcome(step: () => string): unknown {
  try {
    return step()
  } catch (error) {
    return (error as { code: unknown }).code === 'STATE_REFUSED' ? '-' : error
  }
}

describe('the life of an initiative', () => {
  test('has a rule for every step in every state, and no others', () => {
    const rows = rowsOf(life)
    expect(new Set(rows.map(([step]) => step))).toEqual(new Set(Object.keys(initiativeLife)))
    expect(new Set(rows.map(([, state]) => state))).toEqual(new Set(Object.values(InitiativeStatus)))
    expect(rows).toHaveLength(12 * 8)
  })

  test.each(rowsOf(life))('%s of what is %s leads to %s', (step, state, to) => {
    expect(outcome(() => demandStep(step as InitiativeStep, state as InitiativeStatus))).toBe(to)
  })

  test('says which states a refused step fits', () => {
    expect(() => demandStep('pause', InitiativeStatus.DRAFT)).toThrow(
      expect.objectContaining({
        code: 'STATE_REFUSED',
        message: 'It is DRAFT; only what is PUBLISHED can be paused.',
        details: { status: 'DRAFT', fits: ['PUBLISHED'] },
      }),
    )
  })

  test('is walked by those the access rules let pass', () => {
    for (const [step, { by }] of Object.entries(initiativeLife)) {
      const people = by.filter((taker) => taker !== 'HUB')
      expect([step, initiativeAccess[step as InitiativeStep].for]).toEqual([step, people])
    }
    for (const [step, { by }] of Object.entries(proposalLife)) {
      expect([step, proposalAccess[step as ProposalStep].for]).toEqual([step, [by]])
    }
  })
})

describe('the life of a proposal', () => {
  test('has a rule for every step in every state, and no others', () => {
    const rows = rowsOf(lifeOfProposals)
    expect(new Set(rows.map(([step]) => step))).toEqual(new Set(Object.keys(proposalLife)))
    expect(new Set(rows.map(([, state]) => state))).toEqual(new Set(Object.values(ProposalStatus)))
  })

  test.each(rowsOf(lifeOfProposals))('%s of what is %s leads to %s', (step, state, to) => {
    expect(outcome(() => demandProposalStep(step as ProposalStep, state as ProposalStatus))).toBe(to)
  })
})

const content = {
  ...emptyContent({ DE: 'Titel' }, Field.HEALTH),
  summary: { DE: 'Worum es geht.' },
  districts: ['05370004-01'],
  analogAccess: [{ kind: AnalogAccessKind.PHONE, value: '02431 85-0', hours: { DE: 'morgens' } }],
}
const contact = { name: 'Ada', email: 'ada@verein.example', phone: null }
const publishable: WrittenInitiative = { content, contact }

const gaps = (changes: Partial<typeof content>, who: WrittenInitiative['contact'] = contact) =>
  gapsOf({ content: { ...content, ...changes }, contact: who }).map(({ path, code }) => [
    path.join('.'),
    code,
  ])

describe('what an initiative needs to be published', () => {
  test('is all there, or everything that is missing is named at once', () => {
    expect(gapsOf(publishable)).toEqual([])
    expect(
      gapsOf({ content: emptyContent({ DE: 'Titel' }, Field.HEALTH), contact: null }).map(({ code }) => code),
    ).toEqual(['MISSING_SUMMARY', 'MISSING_PLACE', 'MISSING_CONTACT', 'MISSING_ANALOG_ACCESS'])
  })

  test('is a district or a place of its own', () => {
    expect(gaps({ districts: [] })).toEqual([['districts', 'MISSING_PLACE']])
    expect(
      gapsOf({ content: { ...content, districts: [], location: { lat: 51, lon: 6 } }, contact }),
    ).toEqual([])
  })

  test('is a contact who can be reached', () => {
    expect(gaps({}, { name: 'Ada', email: null, phone: null })).toEqual([['contact', 'UNREACHABLE_CONTACT']])
    expect(gaps({}, { name: 'Ada', email: null, phone: '02431 85-0' })).toEqual([])
  })

  test('is an analog way in that can be used, each of them', () => {
    const { PHONE, PLACE, POST } = AnalogAccessKind
    expect(
      gaps({
        analogAccess: [
          { kind: PHONE, value: 'siehe Webseite', hours: { DE: 'morgens' } },
          { kind: PLACE, value: 'Am Markt 1', hours: null as never },
          { kind: POST, value: 'Am Markt 1, Erkelenz', hours: null as never },
          { kind: POST, value: 'Am Markt 1, 41812 Erkelenz', hours: null as never },
        ],
      }),
    ).toEqual([
      ['analogAccess.0.value', 'NOT_A_TELEPHONE_NUMBER'],
      ['analogAccess.1.hours', 'MISSING_HOURS'],
      ['analogAccess.2.value', 'NOT_A_POSTAL_ADDRESS'],
    ])
  })

  test.each([
    [Language.DE, 'Bitte mindestens einen Bezirk oder einen Ort angeben.'],
    [Language.EN, 'Please name at least one district, or a place.'],
    [Language.DE_EASY, 'Bitte schreiben Sie: Wo ist das Angebot?'],
  ])('is said in %s', (lang, message) => {
    const nowhere = { content: { ...content, districts: [] }, contact }
    expect(() => demandComplete(nowhere, lang)).toThrow(
      expect.objectContaining({
        code: 'INCOMPLETE',
        details: { problems: [{ path: ['districts'], code: 'MISSING_PLACE', message }] },
      }),
    )
  })

  test.each(['02431 85-0', '+49 (0) 2431/85 0', '115', '030 23125 501 (Beispiel)', '0160 1234567, Frau Ada'])(
    'takes "%s" for a telephone number',
    (value) => expect(isTelephoneNumber(value)).toBe(true),
  )

  test.each(['', 'anrufen', 'ada@verein.example', '12', '1234567890123456', 'Tel. 02431 85'])(
    'takes "%s" for none',
    (value) => expect(isTelephoneNumber(value)).toBe(false),
  )

  test.each(['Markt 1, 41812 Erkelenz', 'Postfach 12\n41806 Erkelenz', 'Straße 7 , 41812  Erkelenz'])(
    'takes "%s" for a postal address',
    (value) => expect(isPostalAddress(value)).toBe(true),
  )

  test.each(['', 'Markt 1, Erkelenz', '41812 Erkelenz', 'Markt 1, 41812', 'Markt 123456 Erkelenz'])(
    'takes "%s" for none',
    (value) => expect(isPostalAddress(value)).toBe(false),
  )
})

describe('what is written', () => {
  test('is replaced in the parts that are given; null empties, absent stays', () => {
    const written = withInput(publishable, {
      summary: null,
      districts: ['b', 'a', 'b'],
      contact: null,
      startsOn: undefined,
    })
    expect(written).toEqual({ content: { ...content, summary: null, districts: ['a', 'b'] }, contact: null })
    expect(withInput(publishable, {})).toEqual(publishable)
  })

  test('differs in the parts that are named', () => {
    const other = { ...content, title: { DE: 'Titel', EN: 'Title' }, location: { lat: 51, lon: 6 } }
    expect(changedParts(content, other)).toEqual(['title', 'location'])
    expect(changedParts(content, JSON.parse(JSON.stringify(content)))).toEqual([])
  })
})
