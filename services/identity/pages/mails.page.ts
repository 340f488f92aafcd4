import type { FastifyInstance, FastifyRequest } from 'fastify'
import ipaddr from 'ipaddr.js'
import { isLoopbackHost } from '../../../platform/config/own-origins.js'
import { mailFiles, readMail, type StoredMail } from '../../../platform/mail/mail-folder.js'
import { type Html, html } from '../../../platform/pages/html.js'
import type { PageLanguage } from '../../../platform/pages/language.js'
import { clientAddress, clientHost } from '../limit/client-address.js'
import { address, languageOf, type PageParts, show, type Texts } from './page-request.js'

const path = '/account/mails'
/** Mails the list shows, newest first. */
const shownMails = 50

interface MailsTexts {
  title: string
  lead: string
  none: string
  back: string
  to: string
  date: string
}

const texts: Texts<MailsTexts> = {
  de: {
    title: 'E-Mails',
    lead: 'Es ist kein Mailserver eingestellt (HUB_MAIL_URL). Was verschickt worden wäre, steht hier; zu sehen nur auf diesem Rechner.',
    none: 'Noch keine E-Mails.',
    back: 'Alle E-Mails',
    to: 'An',
    date: 'Datum',
  },
  en: {
    title: 'E-mails',
    lead: 'No mail server is configured (HUB_MAIL_URL). What would have been sent stands here; it is shown on this machine only.',
    none: 'No e-mails yet.',
    back: 'All e-mails',
    to: 'To',
    date: 'Date',
  },
}

/**
 * `/account/mails`: the mails of a hub without a mail server. They hold links that sign people in, so nobody sees
 * them but who sits at the machine: the client's address, the name it asked for and the public address are all loopback.
 */
export function addMailsPage(server: FastifyInstance, parts: PageParts): void {
  const { config } = parts

  async function mayRead(request: FastifyRequest): Promise<boolean> {
    if (config.mail.url !== undefined || !isLoopbackHost(new URL(config.publicUrl).hostname)) return false
    const client = ipaddr.process(await clientAddress(request, parts))
    // Else another site could have its own name lead here, and read along (DNS rebinding).
    return client.range() === 'loopback' && isLoopbackHost(await clientHost(request, parts))
  }

  server.get(path, async (request, reply) => {
    if (!(await mayRead(request))) return reply.callNotFound()
    const names = (await mailFiles(config.stateDirectory)).slice(0, shownMails)
    const mails = await Promise.all(names.map((name) => readMail(config.stateDirectory, name)))
    const language = languageOf(request)
    const found = mails.filter((mail) => mail !== undefined)
    return show(request, reply, { path, title: texts[language].title, main: mailList(found, language) })
  })

  server.get<{ Params: { name: string } }>(`${path}/:name`, async (request, reply) => {
    if (!(await mayRead(request))) return reply.callNotFound()
    const mail = await readMail(config.stateDirectory, request.params.name)
    if (mail === undefined) return reply.callNotFound()
    const main = oneMail(mail, languageOf(request))
    return show(request, reply, { path: `${path}/${mail.name}`, title: mail.subject, main })
  })
}

function mailList(mails: readonly StoredMail[], language: PageLanguage): Html {
  const { lead, none } = texts[language]
  const items = mails.map(
    ({ name, subject, to, date }) =>
      html`<li><a href="${address(`${path}/${name}`, language)}">${subject}</a><br>${to}, ${date}</li>`,
  )
  return html`<p>${lead}</p>${mails.length === 0 ? html`<p>${none}</p>` : html`<ul>${items}</ul>`}`
}

function oneMail({ to, date, text }: StoredMail, language: PageLanguage): Html {
  const labels = texts[language]
  return html`<p>${labels.to}: ${to}<br>${labels.date}: ${date}</p>
      <div class="mail">${linked(text)}</div>
      <p><a href="${address(path, language)}">${labels.back}</a></p>`
}

/** A mail's paragraphs, with its links to follow. */
function linked(text: string): Html[] {
  return text.split(/\n{2,}/).map((paragraph) => {
    const parts = paragraph.split(/(https?:\/\/\S+)/)
    return html`<p>${parts.map((part, index) => (index % 2 === 1 ? html`<a href="${part}">${part}</a>` : html`${part}`))}</p>`
  })
}
