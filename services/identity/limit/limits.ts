/** How often something may be tried within a window of time. */
export interface Limit {
  max: number
  /** seconds */
  window: number
}

const minute = 60
const hour = 60 * minute

/** Wrong passwords of one account, wherever they come from. A window ends by itself, so nobody is locked out for ever. */
export const passwordLimit: Limit = { max: 5, window: 15 * minute }

/** Mails of one kind to one address, so that nobody can be buried in them. */
export const mailLimit: Limit = { max: 5, window: hour }

/** Invitations one person may send. */
export const invitationLimit: Limit = { max: 50, window: 24 * hour }

/**
 * Requests of one address to a path below `/auth`. Many people may share an address, so these are wider than
 * the limits of an account.
 */
export const addressLimits: Record<string, Limit | false> = {
  '/sign-up/email': { max: 10, window: hour },
  '/sign-in/email': { max: 20, window: 5 * minute },
  '/sign-in/social': { max: 20, window: 5 * minute },
  '/request-password-reset': { max: 10, window: hour },
  '/send-verification-email': { max: 10, window: hour },
  '/reset-password': { max: 20, window: hour },
  '/two-factor/*': { max: 20, window: 5 * minute },
  // Public, and asked by every gateway and program that verifies tokens.
  '/jwks': false,
}

/** Everything else below `/auth`. */
export const otherwise: Limit = { max: 120, window: minute }
