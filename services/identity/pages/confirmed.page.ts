import type { FastifyInstance } from 'fastify'
import { html } from '../../../platform/pages/html.js'
import { address, languageOf, queryOf, show, type Texts } from './page-request.js'

const path = '/account/confirmed'

interface ConfirmedTexts {
  title: string
  confirmed: string
  password: string
  over: string
  signIn: string
}

const texts: Texts<ConfirmedTexts> = {
  de: {
    title: 'Adresse bestätigt',
    confirmed:
      'Ihre E-Mail-Adresse ist bestätigt. Melden Sie sich jetzt mit dem Passwort an, das Sie gewählt haben.',
    password: 'Passt das Passwort nicht, fordern Sie ein neues an.',
    over: 'Dieser Link gilt nicht mehr. Melden Sie sich an, dann schicken wir Ihnen einen neuen.',
    signIn: 'Anmelden',
  },
  en: {
    title: 'Address confirmed',
    confirmed: 'Your e-mail address is confirmed. Now sign in with the password you have chosen.',
    password: 'If the password does not fit, ask for a new one.',
    over: 'This link is not valid any more. Sign in, and we send you a new one.',
    signIn: 'Sign in',
  },
}

/** `/account/confirmed`: where the link of a confirmation mail leads in the end. */
export function addConfirmedPage(server: FastifyInstance): void {
  server.get(path, async (request, reply) => {
    const language = languageOf(request)
    const text = texts[language]
    const error = queryOf(request, 'error')
    const signIn = html`<p><a href="${address('/account/sign-in', language)}">${text.signIn}</a></p>`
    if (error !== '') {
      const main = html`<p role="status">${text.over}</p>${signIn}`
      return show(request, reply, { path, query: { error }, title: text.signIn, main }, 400)
    }
    const main = html`<p role="status">${text.confirmed}</p>${signIn}
      <p><a href="${address('/account/password', language)}">${text.password}</a></p>`
    return show(request, reply, { path, title: text.title, main })
  })
}
