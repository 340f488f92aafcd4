import { registerEnumType } from 'type-graphql'

/** What a partner's subgraph may be told of who asks; the names are those of the contract with the gateway. */
export enum CallerClaim {
  SUBJECT = 'SUBJECT',
  ROLES = 'ROLES',
  ORGANIZATIONS = 'ORGANIZATIONS',
}

registerEnumType(CallerClaim, {
  name: 'CallerClaim',
  description: "What a partner's subgraph may be told of who asks; nothing unless a coordinator allows it.",
  valuesConfig: {
    SUBJECT: { description: 'Who it is: an id, no name.' },
    ROLES: { description: 'The roles the town has given.' },
    ORGANIZATIONS: { description: 'The ids of the organizations somebody acts for.' },
  },
})
