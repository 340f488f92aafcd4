import { registerEnumType } from 'type-graphql'

export enum OrganizationKind {
  TOWN = 'TOWN',
  PUBLIC_BODY = 'PUBLIC_BODY',
  ASSOCIATION = 'ASSOCIATION',
  COOPERATIVE = 'COOPERATIVE',
  FOUNDATION = 'FOUNDATION',
  COMPANY = 'COMPANY',
  SCHOOL = 'SCHOOL',
  RELIGIOUS_COMMUNITY = 'RELIGIOUS_COMMUNITY',
  INFORMAL_GROUP = 'INFORMAL_GROUP',
}

registerEnumType(OrganizationKind, {
  name: 'OrganizationKind',
  description:
    'What an organization is by law: the town itself, another public body, an association (e. V.), …',
})
