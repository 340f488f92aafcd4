import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { Mail } from '../../platform/mail/mail.js'
import { mailFiles, readMail } from '../../platform/mail/mail-folder.js'
import { createMailer } from '../../platform/mail/mailer.js'

let stateDirectory: string
beforeEach(async () => {
  stateDirectory = await mkdtemp(join(tmpdir(), 'bindeglied-mail-'))
})
afterEach(() => rm(stateDirectory, { recursive: true, force: true }))

const from = 'Bindeglied <hub@stadt.example>'
const mail: Mail = {
  to: 'erika@beispiel.example',
  subject: 'Größe, Maß und noch viel mehr Wörter, die nicht in eine Zeile passen / Size',
  text: 'Guten Tag,\n\nhttp://127.0.0.1:4000/account/password?token=abc=3D_def\n\n— Ü.\n',
}

describe('without a mail server', () => {
  test('mails are written to a folder only the hub may read, and read back as they were', async () => {
    const mailer = createMailer({ url: undefined, from, stateDirectory })
    await mailer.send(mail)
    await mailer.send({ ...mail, text: 'kurz', html: '<p>kurz</p>' })
    const [newest = '', oldest = ''] = await mailFiles(stateDirectory)
    expect(await readMail(stateDirectory, oldest)).toEqual({
      name: oldest,
      to: mail.to,
      subject: mail.subject,
      date: expect.stringMatching(/^\w{3}, \d/),
      text: mail.text,
    })
    expect((await readMail(stateDirectory, newest))?.text.trim()).toBe('kurz')
    const folder = join(stateDirectory, 'mails')
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
    expect((await stat(join(folder, newest))).mode & 0o777).toBe(0o600)
    const text = await readFile(join(folder, oldest), 'utf8')
    expect(text).toMatch(/^From: Bindeglied <hub@stadt.example>\r\n/m)
    expect(text.replaceAll('\r\n', '')).not.toContain('\n')
  })

  test('the newest 500 are kept', async () => {
    const mailer = createMailer({ url: undefined, from, stateDirectory })
    await mailer.send(mail)
    const [first = ''] = await mailFiles(stateDirectory)
    const folder = join(stateDirectory, 'mails')
    for (let index = 0; index < 520; index++)
      await writeFile(join(folder, `2020-01-01T00-00-00-000Z-${String(index).padStart(6, '0')}-0.eml`), '')
    await mailer.send(mail)
    const names = await readdir(folder)
    expect(names).toHaveLength(500)
    expect(names).toContain(first)
    expect(names).not.toContain('2020-01-01T00-00-00-000Z-000000-0.eml')
  })

  test('a recipient is one recipient, and a subject one line', async () => {
    const mailer = createMailer({ url: undefined, from, stateDirectory })
    await mailer.send({
      ...mail,
      to: 'a@beispiel.example, b@beispiel.example',
      subject: 'x\r\nBcc: c@beispiel.example',
    })
    const [name = ''] = await mailFiles(stateDirectory)
    const text = await readFile(join(stateDirectory, 'mails', name), 'utf8')
    expect(text).not.toMatch(/^Bcc:/im)
    expect(text).not.toMatch(/^To: a@beispiel.example, b@beispiel.example\r$/m)
  })

  test('a folder that cannot be written to is said', async () => {
    await writeFile(join(stateDirectory, 'mails'), 'in the way')
    const mailer = createMailer({ url: undefined, from, stateDirectory })
    await expect(mailer.send(mail)).rejects.toMatchObject({ code: 'MAIL_UNAVAILABLE' })
  })
})

describe('with a mail server', () => {
  let server: Server
  let said: string[]
  afterEach(() => new Promise((done) => server.close(done)))

  /** A small SMTP server (RFC 5321) that notes what it is told. */
  async function startServer(answerToRecipient: string): Promise<string> {
    said = []
    server = createServer((socket) => converse(socket, answerToRecipient)).listen(0, '127.0.0.1')
    await once(server, 'listening')
    return `smtp://127.0.0.1:${(server.address() as { port: number }).port}`
  }

  function converse(socket: Socket, answerToRecipient: string): void {
    let inData = false
    socket.write('220 ready\r\n')
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      for (const line of chunk.toString().split('\r\n').slice(0, -1)) {
        said.push(line)
        if (inData && line !== '.') continue
        inData = line === 'DATA'
        if (inData) socket.write('354 go on\r\n')
        else if (line.startsWith('RCPT')) socket.write(`${answerToRecipient}\r\n`)
        else socket.write('250 ok\r\n')
      }
    })
  }

  test('mails are handed to it', async () => {
    const mailer = createMailer({ url: await startServer('250 ok'), from, stateDirectory })
    await mailer.send(mail)
    mailer.close()
    expect(said).toEqual(
      expect.arrayContaining([
        'MAIL FROM:<hub@stadt.example>',
        'RCPT TO:<erika@beispiel.example>',
        'Auto-Submitted: auto-generated',
      ]),
    )
    expect(await mailFiles(stateDirectory)).toEqual([])
  })

  test('a mail it refuses is said', async () => {
    const mailer = createMailer({ url: await startServer('550 unknown'), from, stateDirectory })
    await expect(mailer.send(mail)).rejects.toMatchObject({ code: 'MAIL_UNAVAILABLE' })
    mailer.close()
  })
})
