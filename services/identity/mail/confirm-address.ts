import { composeMail } from '../../../platform/mail/compose.js'
import type { Mail } from '../../../platform/mail/mail.js'

/** Asks whoever reads the mailbox to confirm that the account is theirs. Says no name, for a stranger may have chosen it. */
export function confirmAddressMail(to: string, link: string): Mail {
  return composeMail(
    to,
    {
      de: {
        subject: 'Adresse bestätigen',
        paragraphs: [
          'Guten Tag,',
          'mit dieser Adresse wurde ein Konto bei Bindeglied angelegt. Bestätigen Sie bitte innerhalb von 24 Stunden, dass es Ihres ist:',
          link,
          'Waren Sie das nicht, brauchen Sie nichts zu tun: Ohne Bestätigung kann sich niemand mit dem Konto anmelden.',
        ],
      },
      en: {
        subject: 'Confirm your address',
        paragraphs: [
          'Hello,',
          'an account with Bindeglied was made with this address. Please confirm within 24 hours that it is yours:',
          link,
          'If it was not you, there is nothing to do: nobody can sign in to the account before it is confirmed.',
        ],
      },
    },
    null,
  )
}
