import { z } from 'zod'
import { says } from '../../../platform/input/problem.js'
import { canonical, isDistrict, isEmpty, questionId } from '../../../platform/suggestions/question.js'
import { Field } from '../field.js'
import { LifeSituation } from '../municipal-service/life-situation.js'
import { InterestFrequency } from './interest-frequency.js'

/** Longest address that mail servers take (RFC 5321, 4.5.3.1.3, without the brackets). */
const longestAddress = 254

/** What somebody wants to follow, with the question as the id of its suggestions. */
export const interestInput = z
  .object({
    // No mail provider in use tells capitals and small letters apart.
    email: z.string().trim().toLowerCase().pipe(z.email().max(longestAddress)),
    frequency: z.enum(InterestFrequency),
    lifeSituations: z.array(z.enum(LifeSituation)).nullish(),
    district: z.string().refine(isDistrict, says('UNKNOWN')).nullish(),
    interests: z.array(z.enum(Field)).nullish(),
  })
  .refine((asked) => !isEmpty(canonical(asked)), { ...says('MISSING'), path: ['interests'] })
  .transform(({ email, frequency, ...asked }) => ({
    email,
    frequency,
    question: questionId(canonical(asked)),
  }))
