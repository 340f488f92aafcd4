import type { FastifyInstance } from 'fastify'
import { createMailer } from '../../platform/mail/mailer.js'
import type { ServiceParts } from '../../platform/service/definition.js'
import { createPost } from './mail/post.js'
import { addAccountPages } from './pages/pages.js'
import { mountAuth } from './session/mount.js'
import { openSignIn } from './session/sign-in.js'
import { addStandingEndpoints } from './standing/endpoints.js'

/** What identity answers beside its part of the graph: signing in, its pages, and the gateways' questions. */
export async function addEndpoints(server: FastifyInstance, parts: ServiceParts): Promise<void> {
  const { config } = parts
  const mailer = createMailer({ ...config.mail, stateDirectory: config.stateDirectory })
  const underWay = new Set<Promise<unknown>>()

  function inBackground(work: Promise<unknown>): void {
    underWay.add(work)
    // better-auth has caught and logged what may go wrong.
    void work.finally(() => underWay.delete(work))
  }

  const signIn = openSignIn({ ...parts, post: createPost(mailer, parts), inBackground })
  await mountAuth(server, signIn, parts)
  await addAccountPages(server, signIn, parts)
  const sessionOfCookie = async (cookie: string) => (await signIn.sessionOf(cookie))?.session.id ?? null
  addStandingEndpoints(server, parts, sessionOfCookie)
  server.addHook('onClose', async () => {
    await Promise.all(underWay)
    mailer.close()
  })
}
