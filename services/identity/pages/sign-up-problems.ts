import { z } from 'zod'
import { signUpBody } from '../session/sign-up.js'

/** What a person signs up with. */
const signUpForm = signUpBody.extend({ password: z.string().min(12).max(128) })

export type SignUpForm = z.infer<typeof signUpForm>

/**
 * The fields that signing up would refuse, all at once; better-auth tells them one after the other, without saying
 * which. Holds to the length of passwords in `session/auth.ts`.
 */
export function signUpProblems(form: SignUpForm): ReadonlySet<keyof SignUpForm> {
  const { error } = signUpForm.safeParse(form)
  return new Set(error?.issues.map(({ path: [field] }) => field as keyof SignUpForm))
}
