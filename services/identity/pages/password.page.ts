import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { html } from '../../../platform/pages/html.js'
import { field, notice } from './form.js'
import {
  address,
  askAuth,
  fieldOf,
  languageOf,
  type PageParts,
  queryOf,
  show,
  type Texts,
} from './page-request.js'

const path = '/account/password'

interface PasswordTexts {
  choose: string
  password: string
  hint: string
  save: string
  length: string
  over: string
  chosen: string
  signIn: string
  ask: string
  email: string
  send: string
  noAddress: string
  sent: string
  tooMany: string
}

const texts: Texts<PasswordTexts> = {
  de: {
    choose: 'Passwort wählen',
    password: 'Neues Passwort',
    hint: '12 bis 128 Zeichen. Am einfachsten sind mehrere Wörter hintereinander.',
    save: 'Speichern',
    length: 'Das Passwort braucht 12 bis 128 Zeichen.',
    over: 'Dieser Link gilt nicht mehr: Er wurde schon benutzt oder ist abgelaufen. Hier bekommen Sie einen neuen.',
    chosen: 'Ihr Passwort ist gespeichert. Sie sind jetzt überall abgemeldet.',
    signIn: 'Anmelden',
    ask: 'Neues Passwort anfordern',
    email: 'E-Mail-Adresse Ihres Kontos',
    send: 'Link schicken',
    noAddress: 'Das ist keine E-Mail-Adresse.',
    sent: 'Wenn es zu dieser Adresse ein Konto gibt, haben wir eine E-Mail mit einem Link dorthin geschickt. Er gilt eine Stunde.',
    tooMany: 'Das waren zu viele Anfragen. Bitte versuchen Sie es in einer Stunde wieder.',
  },
  en: {
    choose: 'Choose a password',
    password: 'New password',
    hint: '12 to 128 characters. Several words in a row are easiest.',
    save: 'Save',
    length: 'The password needs 12 to 128 characters.',
    over: 'This link is not valid any more: it was used already or is too old. Here you get a new one.',
    chosen: 'Your password is saved. You are signed out everywhere now.',
    signIn: 'Sign in',
    ask: 'Ask for a new password',
    email: 'E-mail address of your account',
    send: 'Send a link',
    noAddress: 'This is no e-mail address.',
    sent: 'If there is an account with this address, we have sent an e-mail with a link to it. It is valid for an hour.',
    tooMany: 'Those were too many requests. Please try again in an hour.',
  },
}

/** `/account/password`: with the token of a mail, a password is chosen; without one, such a mail is asked for. */
export function addPasswordPage(server: FastifyInstance, parts: PageParts): void {
  server.get(path, async (request, reply) => {
    const token = queryOf(request, 'token')
    return token === '' ? askForm(request, reply) : chooseForm(request, reply, token)
  })

  server.post(path, async (request, reply) => {
    const token = fieldOf(request, 'token')
    return token === '' ? sendLink(request, reply) : save(request, reply, token)
  })

  async function save(request: FastifyRequest, reply: FastifyReply, token: string) {
    const text = texts[languageOf(request)]
    const body = { token, newPassword: fieldOf(request, 'password') }
    const { status, code } = await askAuth(parts, { request, reply }, '/reset-password', body)
    if (status === 429) return askForm(request, reply, text.tooMany, 429)
    if (code.startsWith('PASSWORD_TOO')) return chooseForm(request, reply, token, text.length, 400)
    if (status !== 200) return askForm(request, reply, text.over, 400)
    const main = html`<p role="status">${text.chosen}</p>
      <p><a href="${address('/account/sign-in', languageOf(request))}">${text.signIn}</a></p>`
    return show(request, reply, { path, title: text.choose, main })
  }

  async function sendLink(request: FastifyRequest, reply: FastifyReply) {
    const text = texts[languageOf(request)]
    const body = { email: fieldOf(request, 'email') }
    const { status } = await askAuth(parts, { request, reply }, '/request-password-reset', body)
    if (status === 429) return askForm(request, reply, text.tooMany, 429)
    if (status !== 200) return askForm(request, reply, text.noAddress, 400)
    return show(request, reply, { path, title: text.ask, main: html`<p role="status">${text.sent}</p>` })
  }
}

function chooseForm(request: FastifyRequest, reply: FastifyReply, token: string, said = '', status = 200) {
  const language = languageOf(request)
  const text = texts[language]
  const main = html`${notice(said)}
      <form method="post" action="${address(path, language)}">
        <input type="hidden" name="token" value="${token}">
        ${field({
          name: 'password',
          label: text.password,
          hint: text.hint,
          // Not maxlength, with which browsers cut off the end of what is pasted and say nothing.
          attributes: { type: 'password', autocomplete: 'new-password', minlength: 12 },
        })}
        <button type="submit">${text.save}</button>
      </form>`
  return show(request, reply, { path, query: { token }, title: text.choose, main }, status)
}

function askForm(request: FastifyRequest, reply: FastifyReply, said = '', status = 200) {
  const language = languageOf(request)
  const text = texts[language]
  const main = html`${notice(said)}
      <form method="post" action="${address(path, language)}">
        ${field({ name: 'email', label: text.email, attributes: { type: 'email', autocomplete: 'username' } })}
        <button type="submit">${text.send}</button>
      </form>`
  return show(request, reply, { path, title: text.ask, main }, status)
}
