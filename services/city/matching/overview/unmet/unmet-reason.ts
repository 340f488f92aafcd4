import { registerEnumType } from 'type-graphql'
import type { MissUnit as EngineMissUnit, Rule } from '../../../../../matching/filter/rejection.js'

/** Why a need stays without all it asks for: a rule that alone stood in the way of something, or none of them. */
export const UnmetReason = {
  NOTHING_OFFERED: 'NOTHING_OFFERED',
  GIVEN_TO_OTHERS: 'GIVEN_TO_OTHERS',
  DECLINED: 'DECLINED',
  DEADLINE: 'DEADLINE',
  SOURCES: 'SOURCES',
  ELIGIBILITY: 'ELIGIBILITY',
  SMALLEST_LOT: 'SMALLEST_LOT',
  DISTANCE: 'DISTANCE',
  SKILLS: 'SKILLS',
  AVAILABILITY: 'AVAILABILITY',
  TAKEN: 'TAKEN',
  SEVERAL_RULES: 'SEVERAL_RULES',
  NOT_ENOUGH: 'NOT_ENOUGH',
} as const satisfies Record<Rule, Rule> & Record<string, string>

export type UnmetReason = keyof typeof UnmetReason

registerEnumType(UnmetReason, {
  name: 'UnmetReason',
  description: 'Why a need stays without all it asks for; it may have several reasons.',
  valuesConfig: {
    NOTHING_OFFERED: { description: 'Nothing of its kind and unit is offered.' },
    GIVEN_TO_OTHERS: { description: 'Something would do, but is proposed for other needs.' },
    DECLINED: { description: 'But for this, something would do: the two were turned down lately.' },
    DEADLINE: { description: 'But for this, something would do: it comes too late.' },
    SOURCES: { description: 'But for this, something would do: the need may not be met from one more.' },
    ELIGIBILITY: { description: 'But for this, something would do: it is not for such initiatives.' },
    SMALLEST_LOT: { description: 'But for this, something would do: it is too little to be of use.' },
    DISTANCE: { description: 'But for this, something would do: it is too far away.' },
    SKILLS: { description: 'But for this, something would do: skills are lacking.' },
    AVAILABILITY: { description: 'But for this, something would do: it is not to be had at the time.' },
    TAKEN: { description: 'But for this, something would do: too much of it is promised already.' },
    SEVERAL_RULES: { description: 'Something is offered that more than one rule stands in the way of.' },
    NOT_ENOUGH: {
      description:
        'None of the others: what would do is proposed for it and is not enough, or there was no time to look.',
    },
  },
})

/** What it is counted in by how much a rule was missed. */
export const MissUnit = {
  METRES: 'METRES',
  MINUTES: 'MINUTES',
  DAYS: 'DAYS',
  HUNDREDTHS: 'HUNDREDTHS',
  SKILLS: 'SKILLS',
  CONDITIONS: 'CONDITIONS',
  SOURCES: 'SOURCES',
  DECISIONS: 'DECISIONS',
} as const satisfies Record<EngineMissUnit, EngineMissUnit>

registerEnumType(MissUnit, {
  name: 'MissUnit',
  description: 'What it is counted in by how much a rule was missed.',
  valuesConfig: {
    HUNDREDTHS: { description: 'Of the unit of the need.' },
    SKILLS: { description: 'That are lacking.' },
    CONDITIONS: { description: 'Of whom it is for, that are not met.' },
    SOURCES: { description: 'More than the need allows.' },
    DECISIONS: { description: 'Against it.' },
  },
})
