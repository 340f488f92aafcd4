import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Caller } from '../../../platform/caller/caller.js'
import { HubError } from '../../../platform/errors/hub-error.js'
import { Language } from '../../../platform/graph/language.js'
import { type Html, html } from '../../../platform/pages/html.js'
import type { PageLanguage } from '../../../platform/pages/language.js'
import type { ServiceParts } from '../../../platform/service/definition.js'
import { acceptInvitation, declineInvitation } from '../invitation/changes/answer.js'
import { invitationPath as path } from '../invitation/invitation-link.js'
import { type InvitationNames, namesOf } from '../invitation/names.queries.js'
import { demandOpen, invitationFor } from '../invitation/own-invitation.js'
import { MemberRole } from '../membership/member-role.js'
import { standingOfSession } from '../standing/standing.queries.js'
import { address, fieldOf, languageOf, type PageParts, queryOf, show, type Texts } from './page-request.js'

type Parts = PageParts & Pick<ServiceParts, 'database'>

interface InvitationTexts {
  title: string
  signInFirst: string
  signIn: string
  signUp: string
  invites: (inviter: string, organization: string) => string
  becomes: Record<MemberRole, string>
  accept: string
  decline: string
  noAnswer: string
  answered: Record<'accept' | 'decline', string>
}

const texts: Texts<InvitationTexts> = {
  de: {
    title: 'Einladung',
    signInFirst:
      'Melden Sie sich mit dem Konto an, das die Adresse hat, an die die Einladung ging; danach geht es hier weiter. Haben Sie noch keines, legen Sie es mit dieser Adresse an.',
    signIn: 'Anmelden',
    signUp: 'Konto anlegen',
    invites: (inviter, organization) => `${inviter} lädt Sie ein, für „${organization}“ zu arbeiten.`,
    becomes: {
      MEMBER: 'Als Mitglied arbeiten Sie an dem, was die Organisation tut, und sehen, wer noch dazugehört.',
      OWNER: 'Als Eigentümerin oder Eigentümer bestimmen Sie auch, wer zur Organisation gehört.',
    },
    accept: 'Annehmen',
    decline: 'Ablehnen',
    noAnswer: 'Bitte öffnen Sie den Link aus der E-Mail noch einmal und antworten Sie dort.',
    answered: {
      accept: 'Sie gehören jetzt zur Organisation.',
      decline: 'Sie haben die Einladung abgelehnt.',
    },
  },
  en: {
    title: 'Invitation',
    signInFirst:
      'Sign in with the account that has the address the invitation was sent to; then you come back here. If you have none yet, make it with this address.',
    signIn: 'Sign in',
    signUp: 'Make an account',
    invites: (inviter, organization) => `${inviter} invites you to work for "${organization}".`,
    becomes: {
      MEMBER: 'As a member you work on what the organization does, and see who else belongs to it.',
      OWNER: 'As an owner you also say who belongs to the organization.',
    },
    accept: 'Accept',
    decline: 'Decline',
    noAnswer: 'Please open the link of the e-mail once more and answer there.',
    answered: {
      accept: 'You belong to the organization now.',
      decline: 'You have declined the invitation.',
    },
  },
}

const languages: Record<PageLanguage, Language> = { de: Language.DE, en: Language.EN }

/** How refusals are answered over HTTP; others are faults. */
const statuses: Partial<Record<string, number>> = {
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  STATE_REFUSED: 409,
  IDEMPOTENCY_KEY_REUSED: 409,
  BAD_USER_INPUT: 400,
}

/** `/account/invitation`: where the link of an invitation leads; shows who invites to what, and takes the answer. */
export function addInvitationPage(server: FastifyInstance, parts: Parts): void {
  const { database, clock } = parts

  server.get(path, async (request, reply) => {
    const token = queryOf(request, 'token')
    return withCaller(request, reply, async ({ subject }) => {
      const lang = languages[languageOf(request)]
      const invitation = await invitationFor(database, subject, token, lang)
      demandOpen(invitation, clock(), lang)
      const names = await namesOf(database, invitation, lang)
      return question(request, { token, role: invitation.role, ...names })
    })
  })

  server.post(path, async (request, reply) =>
    withCaller(request, reply, async (caller) => {
      const language = languageOf(request)
      const text = texts[language]
      const context = { caller, database, requestId: request.id, now: clock() }
      const args = {
        token: fieldOf(request, 'token'),
        idempotencyKey: fieldOf(request, 'key'),
        lang: languages[language],
      }
      const answer = fieldOf(request, 'answer')
      if (answer === 'accept') await acceptInvitation(context, args)
      else if (answer === 'decline') await declineInvitation(context, args)
      else throw new HubError('BAD_USER_INPUT', text.noAnswer)
      return html`<p role="status">${text.answered[answer]}</p>`
    }),
  )

  /** Answers whoever is signed in with what is for them, or with why it is not. */
  async function withCaller(
    request: FastifyRequest,
    reply: FastifyReply,
    answer: (caller: Caller) => Promise<Html>,
  ): Promise<FastifyReply> {
    const language = languageOf(request)
    const token = queryOf(request, 'token') || fieldOf(request, 'token')
    const query: Record<string, string> = token === '' ? {} : { token }
    const page = { path, query, title: texts[language].title }
    const caller = await callerOf(request, parts)
    if (caller === undefined) return show(request, reply, { ...page, main: signInFirst(language, query) })
    try {
      return show(request, reply, { ...page, main: await answer(caller) })
    } catch (error) {
      const status = error instanceof HubError ? statuses[error.code] : undefined
      if (!(error instanceof HubError) || status === undefined) throw error
      const main = html`<p class="notice" role="alert">${error.message}</p>`
      return show(request, reply, { ...page, main }, status)
    }
  }
}

/** Whoever is signed in; undefined for nobody, and for an account whose address is not confirmed. */
async function callerOf({ headers }: FastifyRequest, parts: Parts): Promise<Caller | undefined> {
  const session = await parts.signIn.sessionOf(headers.cookie ?? '')
  const standing = session && (await standingOfSession(parts.database, session.session.id, parts.clock()))
  return standing?.caller
}

function signInFirst(language: PageLanguage, query: Record<string, string>): Html {
  const { signInFirst: first, signIn, signUp } = texts[language]
  const back = { back: address(path, language, query) }
  return html`<p>${first}</p>
      <p><a href="${address('/account/sign-in', language, back)}">${signIn}</a></p>
      <p><a href="${address('/account/sign-up', language, back)}">${signUp}</a></p>`
}

interface Question extends InvitationNames {
  token: string
  role: MemberRole
}

function question(request: FastifyRequest, { token, role, inviter, organization }: Question): Html {
  const language = languageOf(request)
  const text = texts[language]
  return html`<p>${text.invites(inviter, organization)}</p><p>${text.becomes[role]}</p>
      <form method="post" action="${address(path, language)}">
        <input type="hidden" name="token" value="${token}">
        <input type="hidden" name="key" value="${randomUUID()}">
        <button type="submit" name="answer" value="accept">${text.accept}</button>
        <button type="submit" name="answer" value="decline">${text.decline}</button>
      </form>`
}
