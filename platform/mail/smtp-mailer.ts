import { createTransport } from 'nodemailer'
import { HubError, messageOf } from '../errors/hub-error.js'
import type { Mailer } from './mail.js'
import { envelope } from './message.js'

/** Times a mail server may take to be reached, to greet, and between two answers, ms. */
const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }

/** Sends mails by SMTP (RFC 5321); `smtps:` is TLS from the first byte, `smtp:` TLS as soon as the server offers it. */
export function smtpMailer(from: string, url: string): Mailer {
  const transport = createTransport({ url, pool: true, maxConnections: 2, ...timeouts })
  return {
    async send(mail) {
      try {
        await transport.sendMail(envelope(from, mail))
      } catch (error) {
        throw new HubError(
          'MAIL_UNAVAILABLE',
          `The mail server did not take a mail (${messageOf(error)}): check HUB_MAIL_URL and HUB_MAIL_FROM.`,
          { cause: error },
        )
      }
    },
    close: () => transport.close(),
  }
}
