import type { HubCommands } from './hub-commands.js'
import { linkIn, mailTo, type Visitor, visit } from './visitor.js'

const password = 'drei Woerter hintereinander'

/** A started hub, and the people who use it as people do: by its pages, its mails and its graph. */
export interface PeopledHub {
  address: string
  /** What somebody at the screen has seen of its start. */
  screen: string
  stateDirectory: string
}

/** Starts a hub, and waits until the first coordinator's link is on the screen. */
export async function startForPeople(
  hub: HubCommands,
  variables: NodeJS.ProcessEnv = {},
): Promise<PeopledHub> {
  const command = hub.run(['start'], variables)
  await command.printed('Ctrl-C stops everything')
  await command.printed(/password\?token=\S+/)
  const stateDirectory = hub.environment.HUB_STATE_DIRECTORY ?? ''
  return { address: hub.address, screen: command.output(), stateDirectory }
}

/** The first coordinator signs in by the link the start has shown. */
export async function signInCoordinator({ address, screen }: PeopledHub): Promise<Visitor> {
  const visitor = visit(address)
  const token = /password\?token=([\w-]+)/.exec(screen)?.[1] ?? ''
  await visitor.postForm('/account/password', { token, password })
  return signIn(visitor, 'coordinator@bindeglied.example')
}

/** Somebody makes an account, follows the link of the mail, and signs in. */
export async function signUp({ address, stateDirectory }: PeopledHub, email: string): Promise<Visitor> {
  const visitor = visit(address)
  await visitor.postJson('/auth/sign-up/email', { email, name: 'Erika Beispiel', password })
  await visitor.get(linkIn(await mailTo(stateDirectory, email, /./)))
  return signIn(visitor, email)
}

async function signIn(visitor: Visitor, email: string): Promise<Visitor> {
  const answer = await visitor.postJson('/auth/sign-in/email', { email, password })
  if (answer.status !== 200) throw new Error(`signing in ended with ${answer.status}`)
  return visitor
}
