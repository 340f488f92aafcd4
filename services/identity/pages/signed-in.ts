import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Session } from '../session/sign-in.js'
import { address, languageOf, type PageParts } from './page-request.js'

/** Answers whoever is signed in; others sign in first, and come back to a path. */
export async function withSession(
  { signIn }: PageParts,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  back: string,
  answer: (session: Session) => FastifyReply | Promise<FastifyReply>,
): Promise<FastifyReply> {
  const session = await signIn.sessionOf(request.headers.cookie ?? '')
  if (session !== null) return answer(session)
  return reply.redirect(address('/account/sign-in', languageOf(request), { back }), 303)
}
