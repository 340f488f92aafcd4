import { randomBytes } from 'node:crypto'
import { chmod, mkdir, rename, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { HubError, messageOf } from '../errors/hub-error.js'
import type { Mailer } from './mail.js'
import { mailFiles, mailFolder } from './mail-folder.js'
import { envelope } from './message.js'

/** Mails that are kept; the oldest go first. */
const keptMails = 500

/** Writes mails to a folder, a file each (RFC 5322), whole or not at all. */
export function folderMailer(from: string, stateDirectory: string): Mailer {
  const folder = mailFolder(stateDirectory)
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  let written = 0

  /** Sorts by time; mails of one millisecond by the order they were written in. */
  function nextName(): string {
    const time = new Date().toISOString().replaceAll(/[:.]/g, '-')
    written += 1
    return `${time}-${String(written).padStart(6, '0')}-${randomBytes(4).toString('hex')}.eml`
  }

  return {
    async send(mail) {
      try {
        const { message } = await transport.sendMail({ ...envelope(from, mail), textEncoding: 'base64' })
        await mkdir(folder, { recursive: true, mode: 0o700 })
        // The folder may be older than this rule.
        await chmod(folder, 0o700)
        const file = join(folder, nextName())
        await writeFile(`${file}.new`, message as Buffer, { mode: 0o600 })
        await rename(`${file}.new`, file)
        const surplus = (await mailFiles(stateDirectory)).slice(keptMails)
        await Promise.all(surplus.map((name) => unlink(join(folder, name)).catch(() => {})))
      } catch (error) {
        throw new HubError(
          'MAIL_UNAVAILABLE',
          `A mail cannot be written to ${folder} (${messageOf(error)}): check the disk, or set HUB_MAIL_URL.`,
          { cause: error },
        )
      }
    },
    close: () => transport.close(),
  }
}
