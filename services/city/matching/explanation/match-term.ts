import { registerEnumType } from 'type-graphql'
import type { Term } from '../../../../matching/score/terms.js'

/** The engine's terms as the graph has them. */
export const MatchTerm = {
  SKILLS: 'SKILLS',
  DISTANCE: 'DISTANCE',
  OVERLAP: 'OVERLAP',
  PRIORITY: 'PRIORITY',
  URGENCY: 'URGENCY',
  FAIRNESS: 'FAIRNESS',
  COST: 'COST',
} as const satisfies Record<Term, Term>

registerEnumType(MatchTerm, {
  name: 'MatchTerm',
  description: 'What a pair of a need and a resource is judged by; of each, more points are better.',
  valuesConfig: {
    SKILLS: {
      description:
        'How exactly the skills fit: a specialist is better kept for what only specialists can do.',
    },
    DISTANCE: { description: 'How near the two are.' },
    OVERLAP: { description: 'How much of the time that is asked for is covered.' },
    PRIORITY: { description: 'How much the roadmap wants the initiative.' },
    URGENCY: { description: 'How soon the need is to be met.' },
    FAIRNESS: { description: 'How little of what it asked for the organization got lately.' },
    COST: { description: 'How little of the resource would be tied up without use.' },
  },
})
