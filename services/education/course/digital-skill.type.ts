import { registerEnumType } from 'type-graphql'

/** The five competence areas of the European Digital Competence Framework for Citizens (DigComp 2.2), by number. */
export enum DigCompArea {
  INFORMATION_AND_DATA_LITERACY = 'INFORMATION_AND_DATA_LITERACY',
  COMMUNICATION_AND_COLLABORATION = 'COMMUNICATION_AND_COLLABORATION',
  DIGITAL_CONTENT_CREATION = 'DIGITAL_CONTENT_CREATION',
  SAFETY = 'SAFETY',
  PROBLEM_SOLVING = 'PROBLEM_SOLVING',
}

registerEnumType(DigCompArea, {
  name: 'DigCompArea',
  description: 'Area of digital skills (European Digital Competence Framework for Citizens, DigComp 2.2).',
})
