import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { html } from '../../../platform/pages/html.js'
import { backQuery } from './back.js'
import { field, notice } from './form.js'
import { address, askAuth, fieldOf, languageOf, type PageParts, show, type Texts } from './page-request.js'
import { type SignUpForm, signUpProblems } from './sign-up-problems.js'

const path = '/account/sign-up'

interface SignUpTexts {
  title: string
  name: string
  nameHint: string
  email: string
  password: string
  passwordHint: string
  purpose: string
  submit: string
  problems: Record<keyof SignUpForm, string>
  check: string
  tooMany: string
  failed: string
  sent: (email: string) => string
  nothingCame: string
  known: string
  signIn: string
}

const texts: Texts<SignUpTexts> = {
  de: {
    title: 'Konto anlegen',
    name: 'Name',
    nameHint: 'So nennen wir Sie denen, mit denen Sie hier arbeiten.',
    email: 'E-Mail-Adresse',
    password: 'Passwort',
    passwordHint: '12 bis 128 Zeichen. Am einfachsten sind mehrere Wörter hintereinander.',
    purpose:
      'Wir verwenden diese Angaben, um Sie anzumelden, um Ihnen zu schreiben und um denen, mit denen Sie hier arbeiten, zu zeigen, wer was getan hat. Sie können jederzeit alles bekommen, was Ihr Konto enthält, und es löschen.',
    submit: 'Konto anlegen',
    problems: {
      name: 'Bitte geben Sie einen Namen an; er darf höchstens 100 Zeichen haben.',
      email: 'Das ist keine E-Mail-Adresse. So sieht eine aus: name@beispiel.example',
      password: 'Das Passwort braucht 12 bis 128 Zeichen.',
    },
    check: 'Das Konto ist noch nicht angelegt: Bitte ändern Sie, was bei den Feldern steht.',
    tooMany: 'Das waren zu viele Versuche. Bitte versuchen Sie es in einer Stunde wieder.',
    failed: 'Das hat nicht geklappt. Bitte versuchen Sie es gleich noch einmal.',
    sent: (email) => `Wir haben eine E-Mail an ${email} geschickt. Darin steht, wie es weitergeht.`,
    nothingCame:
      'Kommt sie nicht an, prüfen Sie bitte, ob die Adresse stimmt, und sehen Sie auch bei den unerwünschten E-Mails nach.',
    known: 'Haben Sie schon ein bestätigtes Konto, geht es hier weiter:',
    signIn: 'Anmelden',
  },
  en: {
    title: 'Make an account',
    name: 'Name',
    nameHint: 'What we call you to those you work with here.',
    email: 'E-mail address',
    password: 'Password',
    passwordHint: '12 to 128 characters. Several words in a row are easiest.',
    purpose:
      'We use this to sign you in, to write to you, and to show those you work with here who has done what. At any time you can get everything your account holds, and delete it.',
    submit: 'Make the account',
    problems: {
      name: 'Please give a name, of 100 characters at most.',
      email: 'This is no e-mail address. One looks like this: name@beispiel.example',
      password: 'The password needs 12 to 128 characters.',
    },
    check: 'The account is not made yet: please change what is said beside the fields.',
    tooMany: 'Those were too many attempts. Please try again in an hour.',
    failed: 'That did not work. Please try again in a moment.',
    sent: (email) => `We have sent an e-mail to ${email}. It says how to go on.`,
    nothingCame:
      'If it does not arrive, please see whether the address is right, and look among unwanted mail too.',
    known: 'If you have a confirmed account already, go on here:',
    signIn: 'Sign in',
  },
}

/** `/account/sign-up`: by e-mail and password. Says the same whether or not the address has an account. */
export function addSignUpPage(server: FastifyInstance, parts: PageParts): void {
  server.get(path, async (request, reply) => signUpPage(request, reply))

  server.post(path, async (request, reply) => {
    const form = formOf(request)
    const { check, tooMany, failed } = texts[languageOf(request)]
    const wrong = signUpProblems(form)
    if (wrong.size > 0) return signUpPage(request, reply, { said: check, wrong }, 400)
    const { status } = await askAuth(parts, { request, reply }, '/sign-up/email', { ...form })
    if (status === 200) return sentPage(request, reply, form.email)
    return signUpPage(request, reply, { said: status === 429 ? tooMany : failed }, status)
  })
}

function formOf(request: FastifyRequest): SignUpForm {
  return {
    name: fieldOf(request, 'name').normalize('NFC').trim(),
    email: fieldOf(request, 'email').trim(),
    password: fieldOf(request, 'password'),
  }
}

interface Refusal {
  /** What is said above the form. */
  said?: string
  /** Fields with a problem. */
  wrong?: ReturnType<typeof signUpProblems>
}

function signUpPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { said = '', wrong }: Refusal = {},
  status = 200,
) {
  const language = languageOf(request)
  const text = texts[language]
  const { name, email } = formOf(request)
  const problemOf = (key: keyof SignUpForm) => wrong?.has(key) && { problem: text.problems[key] }
  const main = html`${notice(said)}
      <form method="post" action="${address(path, language, backQuery(request))}">
        ${field({
          name: 'name',
          label: text.name,
          hint: text.nameHint,
          ...problemOf('name'),
          attributes: { type: 'text', autocomplete: 'name', maxlength: 100, value: name },
        })}
        ${field({
          name: 'email',
          label: text.email,
          ...problemOf('email'),
          attributes: { type: 'email', autocomplete: 'email', value: email },
        })}
        ${field({
          name: 'password',
          label: text.password,
          hint: text.passwordHint,
          ...problemOf('password'),
          attributes: { type: 'password', autocomplete: 'new-password', minlength: 12 },
        })}
        <p>${text.purpose}</p>
        <button type="submit">${text.submit}</button>
      </form>
      ${signInLink(request)}`
  return show(request, reply, { path, query: backQuery(request), title: text.title, main }, status)
}

function sentPage(request: FastifyRequest, reply: FastifyReply, email: string) {
  const text = texts[languageOf(request)]
  const main = html`<p role="status">${text.sent(email)}</p>
      <p>${text.nothingCame}</p>
      ${signInLink(request)}`
  return show(request, reply, { path, query: backQuery(request), title: text.title, main })
}

function signInLink(request: FastifyRequest) {
  const language = languageOf(request)
  const { known, signIn } = texts[language]
  const href = address('/account/sign-in', language, backQuery(request))
  return html`<p>${known} <a href="${href}">${signIn}</a></p>`
}
