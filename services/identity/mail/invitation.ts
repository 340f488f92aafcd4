import { composeMail } from '../../../platform/mail/compose.js'
import type { Mail } from '../../../platform/mail/mailer.js'

/** Brings an invitation. Says neither who invites nor to what, for strangers choose such names. */
export function invitationMail(to: string, link: string): Mail {
  return composeMail(
    to,
    {
      de: {
        subject: 'Einladung zu einer Organisation',
        paragraphs: [
          'Guten Tag,',
          'eine Organisation, die bei Bindeglied mitmacht, lädt Sie ein, für sie zu arbeiten. Welche es ist und wer Sie einlädt, sehen Sie hier, wenn Sie mit dieser E-Mail-Adresse angemeldet sind:',
          link,
          'Die Einladung gilt 14 Tage. Wollen Sie sie nicht annehmen, brauchen Sie nichts zu tun.',
        ],
      },
      en: {
        subject: 'Invitation to an organization',
        paragraphs: [
          'Hello,',
          'an organization that takes part in Bindeglied invites you to work for it. Which one it is and who invites you, you see here when you are signed in with this e-mail address:',
          link,
          'The invitation is valid for 14 days. If you do not want to accept it, there is nothing to do.',
        ],
      },
    },
    null,
  )
}
