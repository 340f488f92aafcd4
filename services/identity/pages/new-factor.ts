import { z } from 'zod'

const newFactor = z.object({
  /** What an authenticator app is told, in its "Key Uri Format". */
  totpURI: z.string().regex(/^otpauth:\/\/totp\/[^\s"<>?]+\?secret=[A-Z2-7]+&[^\s"<>]+$/),
  /** Codes for who has lost the app, each for once. */
  backupCodes: z
    .array(z.string().regex(/^[\w-]{1,32}$/))
    .min(1)
    .max(20),
})

/** A second factor that is being set up: what better-auth makes, and what the page's form brings back. */
export type NewFactor = z.infer<typeof newFactor>

/** Undefined for what better-auth did not make. */
export function readNewFactor(value: unknown): NewFactor | undefined {
  return newFactor.safeParse(value).data
}

/** The key in groups of four (base 32, RFC 4648), for typing it into an app. */
export function typedKey({ totpURI }: NewFactor): string {
  const secret = new URL(totpURI).searchParams.get('secret') ?? ''
  return secret.replaceAll(/.{4}(?=.)/g, '$& ')
}
