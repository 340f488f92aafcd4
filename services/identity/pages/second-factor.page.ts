import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { html } from '../../../platform/pages/html.js'
import { address, askAuth, fieldOf, languageOf, type PageParts, show, type Texts } from './page-request.js'

const path = '/account/second-factor'

/** Form of the codes an authenticator app shows (RFC 6238); anything else is a backup code. */
const oneTimeCode = /^\d{6}$/

interface SecondFactorTexts {
  title: string
  code: string
  hint: string
  submit: string
  wrong: string
  tooMany: string
  again: string
}

const texts: Texts<SecondFactorTexts> = {
  de: {
    title: 'Zweiter Faktor',
    code: 'Code',
    hint: 'Sechs Ziffern aus Ihrer Authenticator-App, oder einer Ihrer Ersatzcodes.',
    submit: 'Weiter',
    wrong: 'Dieser Code gilt nicht (mehr).',
    tooMany: 'Das waren zu viele Versuche. Bitte warten Sie eine Viertelstunde.',
    again: 'Neu anmelden',
  },
  en: {
    title: 'Second factor',
    code: 'Code',
    hint: 'Six digits of your authenticator app, or one of your backup codes.',
    submit: 'Go on',
    wrong: 'This code is not valid (any more).',
    tooMany: 'Those were too many attempts. Please wait a quarter of an hour.',
    again: 'Sign in anew',
  },
}

/** The form a sign-in goes on with where the account has a second factor. */
export function secondFactorPage(request: FastifyRequest, reply: FastifyReply, notice = '', status = 200) {
  const language = languageOf(request)
  const text = texts[language]
  const main = html`${notice === '' ? null : html`<p class="notice" role="alert">${notice}</p>`}
      <form method="post" action="${address(path, language)}">
        <label for="code">${text.code}</label>
        <p class="hint" id="hint">${text.hint}</p>
        <input id="code" name="code" autocomplete="one-time-code" aria-describedby="hint" required>
        <button type="submit">${text.submit}</button>
      </form>
      <p><a href="${address('/account/sign-in', language)}">${text.again}</a></p>`
  return show(request, reply, { path, title: text.title, main }, status)
}

/** `/account/second-factor`: the second half of a sign-in. */
export function addSecondFactorPage(server: FastifyInstance, parts: PageParts): void {
  server.get(path, async (request, reply) => secondFactorPage(request, reply))

  server.post(path, async (request, reply) => {
    const code = fieldOf(request, 'code').replaceAll(/\s/g, '')
    const way = oneTimeCode.test(code) ? '/two-factor/verify-totp' : '/two-factor/verify-backup-code'
    const { status } = await askAuth(parts, { request, reply }, way, { code })
    const language = languageOf(request)
    if (status === 200) return reply.redirect(address('/account/', language), 303)
    const { wrong, tooMany } = texts[language]
    return secondFactorPage(request, reply, status === 429 ? tooMany : wrong, status)
  })
}
