import { registerEnumType } from 'type-graphql'
import type { Rule } from '../../../../matching/filter/rejection.js'

/** The engine's hard rules as the graph has them. */
export const MatchRule = {
  DECLINED: 'DECLINED',
  DEADLINE: 'DEADLINE',
  SOURCES: 'SOURCES',
  ELIGIBILITY: 'ELIGIBILITY',
  SMALLEST_LOT: 'SMALLEST_LOT',
  DISTANCE: 'DISTANCE',
  SKILLS: 'SKILLS',
  AVAILABILITY: 'AVAILABILITY',
  TAKEN: 'TAKEN',
} as const satisfies Record<Rule, Rule>

registerEnumType(MatchRule, {
  name: 'MatchRule',
  description: 'What must be so for a resource to be proposed for a need.',
  valuesConfig: {
    DECLINED: { description: 'Nobody turned the two down lately.' },
    DEADLINE: { description: 'The last day on which an answer is of use is not over.' },
    SOURCES: { description: 'The need is not met from as many resources as it allows already.' },
    ELIGIBILITY: { description: 'The resource is for such initiatives.' },
    SMALLEST_LOT: { description: 'There is enough of it to be of use to both.' },
    DISTANCE: { description: 'Each is within the radius of the other.' },
    SKILLS: { description: 'Every skill that is asked for is there, itself or by a more special one.' },
    AVAILABILITY: { description: 'It is to be had when it is needed.' },
    TAKEN: { description: 'Enough of it is not promised to others.' },
  },
})
