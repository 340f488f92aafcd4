import { composeMail } from '../../../platform/mail/compose.js'
import type { Mail } from '../../../platform/mail/mail.js'

/** Tells the owner of an account that somebody wanted to make another one; the page that was used does not say so. */
export function alreadyRegisteredMail(to: string, signIn: string, newPassword: string): Mail {
  return composeMail(
    to,
    {
      de: {
        subject: 'Sie haben schon ein Konto',
        paragraphs: [
          'Guten Tag,',
          'mit dieser Adresse sollte ein Konto bei Bindeglied angelegt werden. Es gibt schon eines:',
          `Anmelden: ${signIn}\nPasswort vergessen: ${newPassword}`,
          'Waren Sie das nicht, brauchen Sie nichts zu tun.',
        ],
      },
      en: {
        subject: 'You have an account already',
        paragraphs: [
          'Hello,',
          'somebody wanted to make an account with Bindeglied with this address. There is one already:',
          `Sign in: ${signIn}\nForgotten password: ${newPassword}`,
          'If it was not you, there is nothing to do.',
        ],
      },
    },
    null,
  )
}
