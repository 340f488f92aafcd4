import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { anonymous } from '../../../../platform/caller/caller.js'
import type { ChangeContext } from '../../../../platform/changes/change.js'
import { type Html, html } from '../../../../platform/pages/html.js'
import { chooseLanguage, type PageLanguage } from '../../../../platform/pages/language.js'
import { sendPage } from '../../../../platform/pages/page.js'
import type { ServiceParts } from '../../../../platform/service/definition.js'
import { confirmInterest } from '../changes/confirm.js'
import { endInterest } from '../changes/end.js'
import { confirmPath, endPath } from '../mail/interest-links.js'
import { type LinkTexts, linkTexts } from './link-texts.js'

/** Largest body of a form, which is not read, bytes. */
const bodyLimit = 16 * 1024

/** Longer than any token the hub makes. */
const longestToken = 100

interface LinkPage {
  path: string
  texts: Readonly<Record<PageLanguage, LinkTexts>>
  /** Does what the link is for; whether the link was good. */
  act(context: ChangeContext, token: string): Promise<boolean>
  /** HTTP status if it was not. */
  statusOver: number
}

const pages: readonly LinkPage[] = [
  { path: confirmPath, texts: linkTexts.confirm, act: confirmInterest, statusOver: 404 },
  // What has been ended already is as ended as anybody can want it.
  { path: endPath, texts: linkTexts.end, act: endInterest, statusOver: 200 },
]

/**
 * Puts the pages on a server where links of mails lead. A GET only shows a button, for programs that look for harm
 * follow links, too; a POST does it at once, whether it comes from the button or, with one click, from a mail program
 * (RFC 8058).
 */
export async function addInterestPages(
  server: FastifyInstance,
  parts: Pick<ServiceParts, 'database' | 'clock'>,
): Promise<void> {
  await server.register(async (scope) => {
    // What is to be done says the address; mail programs send forms of either kind (RFC 8058, 3.2).
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, async () => undefined)
    for (const page of pages) {
      scope.get(page.path, (request, reply) => ask(page, request, reply))
      scope.post(page.path, (request, reply) => act(page, parts, request, reply))
    }
  })
}

function ask(page: LinkPage, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const language = languageOf(request)
  const { title, question, button } = page.texts[language]
  const main = html`<p>${question}</p>
      <form method="post" action="${addressOf(page, tokenOf(request), language)}">
        <button type="submit">${button}</button>
      </form>`
  return show(page, request, reply, { title, main })
}

async function act(
  page: LinkPage,
  { database, clock }: Pick<ServiceParts, 'database' | 'clock'>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const context = { caller: anonymous, database, requestId: request.id, now: clock() }
  const good = await page.act(context, tokenOf(request))
  const { title, done, over } = page.texts[languageOf(request)]
  const main = html`<p role="status">${good ? done : over}</p>`
  return show(page, request, reply, { title, main }, good ? 200 : page.statusOver)
}

function show(
  page: LinkPage,
  request: FastifyRequest,
  reply: FastifyReply,
  { title, main }: { title: string; main: Html },
  status?: number,
): FastifyReply {
  const language = languageOf(request)
  // An answer to a POST cannot be asked for again in the other language.
  const other =
    request.method === 'POST' ? null : addressOf(page, tokenOf(request), language === 'de' ? 'en' : 'de')
  return sendPage(
    reply,
    { language, title, main, otherLanguage: other === null ? null : { href: other } },
    status,
  )
}

function addressOf({ path }: LinkPage, token: string, lang: PageLanguage): string {
  return `${path}?${new URLSearchParams({ token, lang })}`
}

function tokenOf(request: FastifyRequest): string {
  const { token } = request.query as Record<string, unknown>
  return typeof token === 'string' && token.length <= longestToken ? token : ''
}

function languageOf(request: FastifyRequest): PageLanguage {
  const { lang } = request.query as Record<string, unknown>
  return chooseLanguage(lang, request.headers['accept-language'])
}
