import { z } from 'zod'
import { text } from '../../../platform/input/text.js'
import {
  description,
  digitalSkills,
  localizedNames,
  longestTitle,
  names,
  webAddressOrNull,
} from './course-record.js'

/** What a learning resource is turned into before it is written; text is cleaned and bounded here. */
export const learningResourceRecord = z.object({
  title: text(longestTitle),
  description,
  kinds: localizedNames,
  subjects: localizedNames,
  skills: localizedNames,
  digitalSkills,
  keywords: names,
  languages: names,
  creators: names,
  license: z.string().nullable(),
  webAddress: webAddressOrNull,
  isAccessibleForFree: z.boolean().nullable(),
})

export type LearningResourceInput = z.input<typeof learningResourceRecord>
export type LearningResourceRecord = z.output<typeof learningResourceRecord>
