import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { html } from '../../../platform/pages/html.js'
import { afterSignIn, backQuery } from './back.js'
import { field, notice } from './form.js'
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
export function secondFactorPage(request: FastifyRequest, reply: FastifyReply, said = '', status = 200) {
  const language = languageOf(request)
  const query = backQuery(request)
  const text = texts[language]
  const main = html`${notice(said)}
      <form method="post" action="${address(path, language, query)}">
        ${field({
          name: 'code',
          label: text.code,
          hint: text.hint,
          attributes: { type: 'text', autocomplete: 'one-time-code', autocapitalize: 'none' },
        })}
        <button type="submit">${text.submit}</button>
      </form>
      <p><a href="${address('/account/sign-in', language, query)}">${text.again}</a></p>`
  return show(request, reply, { path, query, title: text.title, main }, status)
}

/** `/account/second-factor`: the second half of a sign-in. */
export function addSecondFactorPage(server: FastifyInstance, parts: PageParts): void {
  server.get(path, async (request, reply) => secondFactorPage(request, reply))

  server.post(path, async (request, reply) => {
    const code = fieldOf(request, 'code').replaceAll(/\s/g, '')
    const way = oneTimeCode.test(code) ? '/two-factor/verify-totp' : '/two-factor/verify-backup-code'
    const { status } = await askAuth(parts, { request, reply }, way, { code })
    if (status === 200) return reply.redirect(afterSignIn(request), 303)
    const { wrong, tooMany } = texts[languageOf(request)]
    return secondFactorPage(request, reply, status === 429 ? tooMany : wrong, status)
  })
}
