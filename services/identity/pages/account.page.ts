import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { html } from '../../../platform/pages/html.js'
import { address, askAuth, languageOf, type PageParts, show, type Texts } from './page-request.js'
import { secondFactorPaths } from './second-factor-paths.js'

const path = '/account/'

interface AccountTexts {
  title: string
  signedIn: (name: string, email: string) => string
  setUp: string
  off: string
  signOut: string
  everywhere: string
  everywhereHint: string
}

const texts: Texts<AccountTexts> = {
  de: {
    title: 'Ihr Konto',
    signedIn: (name, email) => `Sie sind angemeldet als ${name} (${email}).`,
    setUp: 'Zweiten Faktor einrichten',
    off: 'Zweiten Faktor ausschalten',
    signOut: 'Abmelden',
    everywhere: 'Überall abmelden',
    everywhereHint:
      'Beendet auch die Anmeldungen in anderen Browsern und Programmen, innerhalb von 5 Sekunden.',
  },
  en: {
    title: 'Your account',
    signedIn: (name, email) => `You are signed in as ${name} (${email}).`,
    setUp: 'Set up the second factor',
    off: 'Switch the second factor off',
    signOut: 'Sign out',
    everywhere: 'Sign out everywhere',
    everywhereHint: 'Also ends what other browsers and programs are signed in with, within 5 seconds.',
  },
}

/** `/account/`: who is signed in, the second factor, and the ways out. */
export function addAccountPage(server: FastifyInstance, parts: PageParts): void {
  server.get('/account', async (request, reply) => reply.redirect(address(path, languageOf(request)), 308))

  server.get(path, async (request, reply) => {
    const session = await parts.signIn.sessionOf(request.headers.cookie ?? '')
    const language = languageOf(request)
    if (session === null) return reply.redirect(address('/account/sign-in', language), 303)
    const text = texts[language]
    const factor = session.user.twoFactorEnabled === true ? 'off' : 'setUp'
    const main = html`<p>${text.signedIn(session.user.name, session.user.email)}</p>
      <p><a href="${address(secondFactorPaths[factor], language)}">${text[factor]}</a></p>
      <form method="post" action="${address('/account/sign-out', language)}">
        <button type="submit">${text.signOut}</button>
      </form>
      <form method="post" action="${address('/account/sign-out-everywhere', language)}">
        <button type="submit" aria-describedby="hint">${text.everywhere}</button>
        <p class="hint" id="hint">${text.everywhereHint}</p>
      </form>`
    return show(request, reply, { path, title: text.title, main })
  })

  server.post('/account/sign-out', signOut)

  server.post('/account/sign-out-everywhere', async (request, reply) => {
    await askAuth(parts, { request, reply }, '/revoke-sessions', {})
    return signOut(request, reply)
  })

  /** Ends the session, and has the browser forget its cookie. */
  async function signOut(request: FastifyRequest, reply: FastifyReply) {
    await askAuth(parts, { request, reply }, '/sign-out', {})
    return reply.redirect(address('/account/sign-in', languageOf(request)), 303)
  }
}
