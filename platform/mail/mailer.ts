import type { Config } from '../config/config.js'
import { folderMailer } from './folder-mailer.js'
import type { Mailer } from './mail.js'
import { smtpMailer } from './smtp-mailer.js'

export type { Mail, Mailer } from './mail.js'

/** Sends by the configured SMTP server; without one, mails are written to a folder and shown on a page of this machine. */
export function createMailer({
  url,
  from,
  stateDirectory,
}: Config['mail'] & Pick<Config, 'stateDirectory'>): Mailer {
  return url === undefined ? folderMailer(from, stateDirectory) : smtpMailer(from, url)
}
