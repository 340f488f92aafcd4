import { composeMail } from '../../../platform/mail/compose.js'
import type { Mail } from '../../../platform/mail/mail.js'

/** Leads to the page where a new password is chosen. */
export function choosePasswordMail(to: string, link: string): Mail {
  return composeMail(
    to,
    {
      de: {
        subject: 'Neues Passwort wählen',
        paragraphs: [
          'Guten Tag,',
          'für Ihr Konto bei Bindeglied wurde ein neues Passwort gewünscht. Hier können Sie es innerhalb einer Stunde wählen; danach müssen Sie sich überall neu anmelden:',
          link,
          'Waren Sie das nicht, brauchen Sie nichts zu tun: Ihr Passwort bleibt, wie es ist.',
        ],
      },
      en: {
        subject: 'Choose a new password',
        paragraphs: [
          'Hello,',
          'a new password was asked for your account with Bindeglied. You can choose it here within an hour; then you have to sign in anew everywhere:',
          link,
          'If it was not you, there is nothing to do: your password stays as it is.',
        ],
      },
    },
    null,
  )
}
