import { registerEnumType } from 'type-graphql'

export enum MatchStatus {
  PROPOSED = 'PROPOSED',
  ACCEPTED = 'ACCEPTED',
  CONFIRMED = 'CONFIRMED',
  DECLINED = 'DECLINED',
  REFUSED = 'REFUSED',
  RELEASED = 'RELEASED',
  EXPIRED = 'EXPIRED',
  SUPERSEDED = 'SUPERSEDED',
  WHAT_IF = 'WHAT_IF',
}

registerEnumType(MatchStatus, {
  name: 'MatchStatus',
  description: 'What has become of a match of a need with a resource.',
  valuesConfig: {
    PROPOSED: { description: 'The hub proposes it; nothing is booked.' },
    ACCEPTED: {
      description: 'A coordinator has accepted it: booked, until the provider confirms or refuses.',
    },
    CONFIRMED: { description: 'The provider has confirmed it.' },
    DECLINED: { description: 'A coordinator has declined the proposal.' },
    REFUSED: { description: 'The provider has refused it.' },
    RELEASED: { description: 'Given back, after it had been accepted.' },
    EXPIRED: { description: 'Nobody decided, or the provider did not confirm, in time.' },
    SUPERSEDED: { description: 'A later run proposes something else.' },
    WHAT_IF: { description: 'Of a run that only asks what would be.' },
  },
})

/** In these a match holds what it was promised. */
export const bookedStatuses: readonly MatchStatus[] = [MatchStatus.ACCEPTED, MatchStatus.CONFIRMED]
