import { registerEnumType } from 'type-graphql'

/** The fields the council names in vision statement 4. */
export enum Field {
  EDUCATION = 'EDUCATION',
  MOBILITY = 'MOBILITY',
  HEALTH = 'HEALTH',
  SOCIETY = 'SOCIETY',
  CLIMATE = 'CLIMATE',
}

registerEnumType(Field, {
  name: 'Field',
  description: 'What an initiative is about: education, mobility, health, society, climate and environment.',
})
