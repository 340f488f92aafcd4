import type { FastifyInstance } from 'fastify'
import type { ServiceParts } from '../../../platform/service/definition.js'
import type { SignIn } from '../session/sign-in.js'
import { addAccountPage } from './account.page.js'
import { addConfirmedPage } from './confirmed.page.js'
import { failurePage } from './failure.page.js'
import { addInvitationPage } from './invitation.page.js'
import { addMailsPage } from './mails.page.js'
import { isFromOwnPage } from './page-request.js'
import { addPasswordPage } from './password.page.js'
import { addSecondFactorPage } from './second-factor.page.js'
import { addSecondFactorOffPage } from './second-factor-off.page.js'
import { addSecondFactorSetUpPage } from './second-factor-set-up.page.js'
import { addSignInPage } from './sign-in.page.js'
import { addSignUpPage } from './sign-up.page.js'

/** Largest form, bytes. */
const bodyLimit = 16 * 1024

/** Puts the pages below `/account` on a server: what people need a browser for before there is any other app. */
export async function addAccountPages(
  server: FastifyInstance,
  signIn: SignIn,
  parts: ServiceParts,
): Promise<void> {
  const pageParts = { ...parts, signIn }
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit },
      async (_request: unknown, body: string) => new URLSearchParams(body),
    )
    scope.addHook('onRequest', async (request, reply) => {
      if (request.method !== 'POST' || isFromOwnPage(request, pageParts)) return
      return reply
        .code(403)
        .type('text/plain; charset=utf-8')
        .send('Dieses Formular kam von einer anderen Seite. / This form came from another site.\n')
    })
    scope.setErrorHandler(failurePage)
    addSignInPage(scope, pageParts)
    addSignUpPage(scope, pageParts)
    addSecondFactorPage(scope, pageParts)
    addSecondFactorSetUpPage(scope, pageParts)
    addSecondFactorOffPage(scope, pageParts)
    addPasswordPage(scope, pageParts)
    addAccountPage(scope, pageParts)
    addConfirmedPage(scope)
    addInvitationPage(scope, pageParts)
    addMailsPage(scope, pageParts)
  })
}
