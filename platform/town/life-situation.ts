import { registerEnumType } from 'type-graphql'

/** What can be going on in the life of someone who looks for help; our own list. */
export enum LifeSituation {
  BIRTH = 'BIRTH',
  CHILDHOOD = 'CHILDHOOD',
  SCHOOL = 'SCHOOL',
  TRAINING = 'TRAINING',
  WORK = 'WORK',
  BUSINESS = 'BUSINESS',
  MOVING = 'MOVING',
  BUILDING = 'BUILDING',
  MARRIAGE = 'MARRIAGE',
  HEALTH = 'HEALTH',
  CARE = 'CARE',
  DISABILITY = 'DISABILITY',
  AGEING = 'AGEING',
  BEREAVEMENT = 'BEREAVEMENT',
  MOBILITY = 'MOBILITY',
  ENGAGEMENT = 'ENGAGEMENT',
}

registerEnumType(LifeSituation, {
  name: 'LifeSituation',
  description: 'What is going on in the life of someone who needs a service of the town.',
})
