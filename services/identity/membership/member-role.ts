import { registerEnumType } from 'type-graphql'

export enum MemberRole {
  OWNER = 'OWNER',
  MEMBER = 'MEMBER',
}

registerEnumType(MemberRole, {
  name: 'MemberRole',
  description:
    'What somebody is in an organization: members work on what it does, owners also say who belongs to it.',
})
