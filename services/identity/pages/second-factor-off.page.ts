import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { html } from '../../../platform/pages/html.js'
import { field, notice } from './form.js'
import { address, askAuth, fieldOf, languageOf, type PageParts, show, type Texts } from './page-request.js'
import { secondFactorPaths } from './second-factor-paths.js'
import { withSession } from './signed-in.js'

const path = secondFactorPaths.off

interface OffTexts {
  title: string
  lead: string
  password: string
  turnOff: string
  wrong: string
  tooMany: string
  off: string
  account: string
}

const texts: Texts<OffTexts> = {
  de: {
    title: 'Zweiten Faktor ausschalten',
    lead: 'Der zweite Faktor ist eingeschaltet. Wird er ausgeschaltet, reicht zum Anmelden wieder das Passwort, und die Ersatzcodes gelten nicht mehr.',
    password: 'Ihr Passwort',
    turnOff: 'Ausschalten',
    wrong: 'Das Passwort stimmt nicht.',
    tooMany: 'Das waren zu viele Versuche. Bitte warten Sie eine Viertelstunde.',
    off: 'Der zweite Faktor ist ausgeschaltet.',
    account: 'Zu Ihrem Konto',
  },
  en: {
    title: 'Switch the second factor off',
    lead: 'The second factor is switched on. When it is switched off, the password is enough to sign in again, and the backup codes are not valid any more.',
    password: 'Your password',
    turnOff: 'Switch off',
    wrong: 'The password is not right.',
    tooMany: 'Those were too many attempts. Please wait a quarter of an hour.',
    off: 'The second factor is switched off.',
    account: 'To your account',
  },
}

/** `/account/second-factor/off`: switches the second factor off, for who knows the password. */
export function addSecondFactorOffPage(server: FastifyInstance, parts: PageParts): void {
  server.get(path, async (request, reply) =>
    withSession(parts, { request, reply }, path, ({ user }) =>
      user.twoFactorEnabled === true
        ? passwordForm(request, reply)
        : reply.redirect(address(secondFactorPaths.setUp, languageOf(request)), 303),
    ),
  )

  server.post(path, async (request, reply) =>
    withSession(parts, { request, reply }, path, async () => {
      const language = languageOf(request)
      const { title, off, account, tooMany, wrong } = texts[language]
      const asked = { password: fieldOf(request, 'password') }
      const { status, code } = await askAuth(parts, { request, reply }, '/two-factor/disable', asked)
      if (status === 429) return passwordForm(request, reply, { said: tooMany }, status)
      if (code === 'INVALID_PASSWORD') return passwordForm(request, reply, { problem: wrong }, status)
      if (status !== 200) return reply.redirect(address(path, language), 303)
      const main = html`<p role="status">${off}</p>
      <p><a href="${address('/account/', language)}">${account}</a></p>`
      return show(request, reply, { path: secondFactorPaths.setUp, title, main })
    }),
  )
}

function passwordForm(
  request: FastifyRequest,
  reply: FastifyReply,
  { said = '', ...problem }: { said?: string; problem?: string } = {},
  status = 200,
) {
  const language = languageOf(request)
  const text = texts[language]
  const main = html`${notice(said)}<p>${text.lead}</p>
      <form method="post" action="${address(path, language)}">
        ${field({
          name: 'password',
          label: text.password,
          ...problem,
          attributes: { type: 'password', autocomplete: 'current-password' },
        })}
        <button type="submit">${text.turnOff}</button>
      </form>`
  return show(request, reply, { path, title: text.title, main }, status)
}
