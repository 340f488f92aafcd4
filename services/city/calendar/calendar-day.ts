import { z } from 'zod'
import { says } from '../../../platform/input/problem.js'

/** A day as the scalar `LocalDate` gives it. There is no year 0 in PostgreSQL. */
export function calendarDay() {
  return z.string().refine((day) => !day.startsWith('0000'), says('OUT_OF_RANGE'))
}
