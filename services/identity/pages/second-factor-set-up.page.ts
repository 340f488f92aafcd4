import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { html } from '../../../platform/pages/html.js'
import { field, notice } from './form.js'
import { type NewFactor, readNewFactor, typedKey } from './new-factor.js'
import { address, askAuth, fieldOf, languageOf, type PageParts, show, type Texts } from './page-request.js'
import { secondFactorPaths } from './second-factor-paths.js'
import { withSession } from './signed-in.js'

const path = secondFactorPaths.setUp
const confirmPath = `${path}/confirm`

interface SetUpTexts {
  title: string
  lead: string
  password: string
  noPassword: string
  goOn: string
  wrongPassword: string
  typeKey: string
  open: string
  code: string
  codeHint: string
  turnOn: string
  wrongCode: string
  tooMany: string
  on: string
  backupCodes: string
  keepThem: string
  account: string
}

const texts: Texts<SetUpTexts> = {
  de: {
    title: 'Zweiten Faktor einrichten',
    lead: 'Mit einem zweiten Faktor kommt niemand mit Ihrem Passwort allein in Ihr Konto: Beim Anmelden brauchen Sie dann auch einen Code aus einer Authenticator-App, zum Beispiel auf Ihrem Telefon.',
    password: 'Ihr Passwort',
    noPassword: 'Passwort vergessen, oder noch keines gewählt?',
    goOn: 'Weiter',
    wrongPassword: 'Das Passwort stimmt nicht.',
    typeKey: 'Legen Sie in der App einen Eintrag an, und geben Sie dafür diesen Schlüssel ein:',
    open: 'Oder öffnen Sie ihn in der App auf diesem Gerät',
    code: 'Code aus der App',
    codeHint: 'Die sechs Ziffern, die die App jetzt zeigt.',
    turnOn: 'Einschalten',
    wrongCode:
      'Dieser Code gilt nicht (mehr). Bitte nehmen Sie den nächsten, und prüfen Sie, ob die Uhr des Geräts stimmt.',
    tooMany: 'Das waren zu viele Versuche. Bitte warten Sie eine Viertelstunde.',
    on: 'Der zweite Faktor ist eingeschaltet.',
    backupCodes: 'Ihre Ersatzcodes',
    keepThem:
      'Damit melden Sie sich an, wenn Sie die App einmal nicht haben; jeder gilt einmal. Drucken Sie die Codes jetzt aus oder schreiben Sie sie ab, denn sie werden nie wieder gezeigt.',
    account: 'Zu Ihrem Konto',
  },
  en: {
    title: 'Set up the second factor',
    lead: 'With a second factor nobody gets into your account by your password alone: to sign in, you then also need a code of an authenticator app, for example on your phone.',
    password: 'Your password',
    noPassword: 'Forgotten your password, or not chosen one yet?',
    goOn: 'Go on',
    wrongPassword: 'The password is not right.',
    typeKey: 'Add an entry in the app, and type in this key for it:',
    open: 'Or open it in the app on this device',
    code: 'Code of the app',
    codeHint: 'The six digits the app shows now.',
    turnOn: 'Switch on',
    wrongCode:
      'This code is not valid (any more). Please take the next one, and see whether the clock of the device is right.',
    tooMany: 'Those were too many attempts. Please wait a quarter of an hour.',
    on: 'The second factor is switched on.',
    backupCodes: 'Your backup codes',
    keepThem:
      'With these you sign in when you do not have the app; each is valid once. Print the codes or write them down now, for they are never shown again.',
    account: 'To your account',
  },
}

/**
 * `/account/second-factor/set-up`: asks for the password, gives the key to an authenticator app, and switches the
 * second factor on by the app's first code. The key and the backup codes travel with the form until then.
 */
export function addSecondFactorSetUpPage(server: FastifyInstance, parts: PageParts): void {
  server.get(path, async (request, reply) =>
    withSession(parts, { request, reply }, path, ({ user }) =>
      user.twoFactorEnabled === true
        ? reply.redirect(address(secondFactorPaths.off, languageOf(request)), 303)
        : passwordForm(request, reply),
    ),
  )

  server.post(path, async (request, reply) =>
    withSession(parts, { request, reply }, path, async () => {
      const language = languageOf(request)
      const { tooMany, wrongPassword } = texts[language]
      const asked = { password: fieldOf(request, 'password') }
      const { status, code, body } = await askAuth(parts, { request, reply }, '/two-factor/enable', asked)
      if (status === 429) return passwordForm(request, reply, { said: tooMany }, status)
      if (code === 'INVALID_PASSWORD') return passwordForm(request, reply, { problem: wrongPassword }, status)
      const factor = readNewFactor(body)
      // It is on already, or the session has just ended.
      if (factor === undefined) return reply.redirect(address(path, language), 303)
      return codeForm(request, reply, factor)
    }),
  )

  // Who asks for the address of an answer again starts anew.
  server.get(confirmPath, async (request, reply) => reply.redirect(address(path, languageOf(request)), 303))

  server.post(confirmPath, async (request, reply) =>
    withSession(parts, { request, reply }, path, async () => {
      const language = languageOf(request)
      const { tooMany, wrongCode } = texts[language]
      const factor = readNewFactor({
        totpURI: fieldOf(request, 'uri'),
        backupCodes: fieldOf(request, 'codes').split(' '),
      })
      if (factor === undefined) return reply.redirect(address(path, language), 303)
      const asked = { code: fieldOf(request, 'code').replaceAll(/\s/g, '') }
      const { status } = await askAuth(parts, { request, reply }, '/two-factor/verify-totp', asked)
      if (status === 200) return backupCodesPage(request, reply, factor)
      if (status === 429) return codeForm(request, reply, factor, { said: tooMany }, status)
      if (status === 401) return codeForm(request, reply, factor, { problem: wrongCode }, status)
      return reply.redirect(address(path, language), 303)
    }),
  )
}

interface Refusal {
  /** What is said above the form. */
  said?: string
  /** What is wrong with its field. */
  problem?: string
}

function passwordForm(
  request: FastifyRequest,
  reply: FastifyReply,
  { said = '', ...problem }: Refusal = {},
  status = 200,
) {
  const language = languageOf(request)
  const text = texts[language]
  const main = html`<p>${text.lead}</p>${notice(said)}
      <form method="post" action="${address(path, language)}">
        ${field({
          name: 'password',
          label: text.password,
          ...problem,
          attributes: { type: 'password', autocomplete: 'current-password' },
        })}
        <button type="submit">${text.goOn}</button>
      </form>
      <p><a href="${address('/account/password', language)}">${text.noPassword}</a></p>`
  return show(request, reply, { path, title: text.title, main }, status)
}

function codeForm(
  request: FastifyRequest,
  reply: FastifyReply,
  factor: NewFactor,
  { said = '', ...problem }: Refusal = {},
  status = 200,
) {
  const language = languageOf(request)
  const text = texts[language]
  const main = html`${notice(said)}<p>${text.typeKey}</p>
      <p><code>${typedKey(factor)}</code></p>
      <p><a href="${factor.totpURI}">${text.open}</a></p>
      <form method="post" action="${address(confirmPath, language)}">
        <input type="hidden" name="uri" value="${factor.totpURI}">
        <input type="hidden" name="codes" value="${factor.backupCodes.join(' ')}">
        ${field({
          name: 'code',
          label: text.code,
          hint: text.codeHint,
          ...problem,
          attributes: { type: 'text', autocomplete: 'one-time-code', inputmode: 'numeric' },
        })}
        <button type="submit">${text.turnOn}</button>
      </form>`
  return show(request, reply, { title: text.title, main }, status)
}

function backupCodesPage(request: FastifyRequest, reply: FastifyReply, { backupCodes }: NewFactor) {
  const language = languageOf(request)
  const text = texts[language]
  const main = html`<p role="status">${text.on}</p>
      <h2>${text.backupCodes}</h2>
      <p>${text.keepThem}</p>
      <ul>${backupCodes.map((code) => html`<li><code>${code}</code></li>`)}</ul>
      <p><a href="${address('/account/', language)}">${text.account}</a></p>`
  return show(request, reply, { title: text.title, main })
}
