import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Html, html } from '../../../platform/pages/html.js'
import { afterSignIn, backQuery } from './back.js'
import { field, notice } from './form.js'
import {
  type AuthAnswer,
  address,
  askAuth,
  fieldOf,
  languageOf,
  type PageParts,
  queryOf,
  show,
  type Texts,
} from './page-request.js'
import { secondFactorPage } from './second-factor.page.js'

const path = '/account/sign-in'

interface SignInTexts {
  title: string
  email: string
  password: string
  submit: string
  forgotten: string
  signUp: string
  providers: string
  with: (provider: string) => string
  forward: (provider: string) => string
  wrong: string
  unconfirmed: string
  tooMany: string
  providerFailed: string
}

const texts: Texts<SignInTexts> = {
  de: {
    title: 'Anmelden',
    email: 'E-Mail-Adresse',
    password: 'Passwort',
    submit: 'Anmelden',
    forgotten: 'Passwort vergessen?',
    signUp: 'Konto anlegen',
    providers: 'Mit einem anderen Konto',
    with: (provider) => `Anmelden mit ${provider}`,
    forward: (provider) => `Weiter zu ${provider}`,
    wrong: 'Adresse oder Passwort stimmen nicht.',
    unconfirmed:
      'Die Adresse ist noch nicht bestätigt. Wir haben Ihnen noch einmal eine E-Mail mit dem Link dafür geschickt.',
    tooMany:
      'Das waren zu viele Versuche. Bitte warten Sie eine Viertelstunde, oder wählen Sie ein neues Passwort.',
    providerFailed:
      'Die Anmeldung dort hat nicht geklappt. Bitte versuchen Sie es noch einmal oder auf anderem Weg.',
  },
  en: {
    title: 'Sign in',
    email: 'E-mail address',
    password: 'Password',
    submit: 'Sign in',
    forgotten: 'Forgotten your password?',
    signUp: 'Make an account',
    providers: 'With another account',
    with: (provider) => `Sign in with ${provider}`,
    forward: (provider) => `Go on to ${provider}`,
    wrong: 'Address or password are not right.',
    unconfirmed: 'The address is not confirmed yet. We have sent you another e-mail with the link for it.',
    tooMany: 'Those were too many attempts. Please wait a quarter of an hour, or choose a new password.',
    providerFailed: 'Signing in there did not work. Please try again, or another way.',
  },
}

/** `/account/sign-in`: by e-mail and password, or by a configured provider. */
export function addSignInPage(server: FastifyInstance, parts: PageParts): void {
  const { oidcProviders } = parts.config.identity

  function form(request: FastifyRequest, reply: FastifyReply, said = '', status = 200) {
    const language = languageOf(request)
    const query = backQuery(request)
    const text = texts[language]
    const main = html`${notice(said)}
      <form method="post" action="${address(path, language, query)}">
        ${field({
          name: 'email',
          label: text.email,
          attributes: { type: 'email', autocomplete: 'username', value: fieldOf(request, 'email') },
        })}
        ${field({
          name: 'password',
          label: text.password,
          attributes: { type: 'password', autocomplete: 'current-password' },
        })}
        <button type="submit">${text.submit}</button>
      </form>
      <p><a href="${address('/account/password', language)}">${text.forgotten}</a></p>
      <p><a href="${address('/account/sign-up', language, query)}">${text.signUp}</a></p>
      ${providerForms(request)}`
    return show(request, reply, { path, query, title: text.title, main }, status)
  }

  function providerForms(request: FastifyRequest): Html | null {
    if (oidcProviders.length === 0) return null
    const language = languageOf(request)
    const buttons = oidcProviders.map(
      ({
        id,
        name,
      }) => html`<form method="post" action="${address(`${path}/${id}`, language, backQuery(request))}">
        <button type="submit">${texts[language].with(name)}</button></form>`,
    )
    return html`<h2>${texts[language].providers}</h2>${buttons}`
  }

  function noticeOf({ status, code }: AuthAnswer, text: SignInTexts): string {
    if (status === 429) return text.tooMany
    return code === 'EMAIL_NOT_VERIFIED' ? text.unconfirmed : text.wrong
  }

  server.get(path, async (request, reply) => {
    const failed = queryOf(request, 'error') !== ''
    return form(request, reply, failed ? texts[languageOf(request)].providerFailed : '')
  })

  server.post(path, async (request, reply) => {
    const body = { email: fieldOf(request, 'email'), password: fieldOf(request, 'password') }
    const answer = await askAuth(parts, { request, reply }, '/sign-in/email', body)
    if (answer.status !== 200)
      return form(request, reply, noticeOf(answer, texts[languageOf(request)]), answer.status)
    if (answer.body.twoFactorRedirect === true) return secondFactorPage(request, reply)
    return reply.redirect(afterSignIn(request), 303)
  })

  server.post<{ Params: { provider: string } }>(`${path}/:provider`, async (request, reply) => {
    const language = languageOf(request)
    const text = texts[language]
    const provider = oidcProviders.find(({ id }) => id === request.params.provider)
    if (provider === undefined) return form(request, reply, text.providerFailed, 404)
    await parts.signIn.findProviders()
    const answer = await askAuth(parts, { request, reply }, '/sign-in/social', {
      provider: provider.id,
      callbackURL: afterSignIn(request),
      errorCallbackURL: address(path, language, backQuery(request)),
    })
    const { url } = answer.body
    if (typeof url !== 'string') return form(request, reply, text.providerFailed, 503)
    // By a page, for browsers apply the rules for forms of this page to every address a form leads to.
    const main = html`<p><a href="${url}">${text.forward(provider.name)}</a></p>`
    return show(request, reply, { path, title: text.title, main, forward: url })
  })
}
