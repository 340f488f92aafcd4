import { z } from 'zod'
import type { AskedQuestion, Question } from '../../../platform/suggestions/question.js'
import { Field } from '../field.js'
import { LifeSituation } from '../municipal-service/life-situation.js'

/** Where the Atom feed of a question lies: the question in the open, for it says nothing about who asks. */
export function feedPath({ lifeSituations, district, interests }: Question): string {
  const parameters = new URLSearchParams()
  for (const each of lifeSituations) parameters.append('lifeSituation', each)
  if (district !== null) parameters.append('district', district)
  for (const each of interests) parameters.append('interest', each)
  return `/feeds/interests?${parameters}`
}

const parametersOfFeed = z.object({
  lifeSituations: z.array(z.enum(LifeSituation)),
  district: z.string().nullable(),
  interests: z.array(z.enum(Field)),
})

/** Reads the question of a feed's address; null if a parameter names nothing the hub knows. */
export function askedByFeed(parameters: URLSearchParams): AskedQuestion | null {
  const { data = null } = parametersOfFeed.safeParse({
    lifeSituations: parameters.getAll('lifeSituation'),
    district: parameters.get('district'),
    interests: parameters.getAll('interest'),
  })
  return data
}
