import type { FastifyReply, FastifyRequest } from 'fastify'
import { ownOrigins } from '../../../platform/config/own-origins.js'
import type { Html } from '../../../platform/pages/html.js'
import { chooseLanguage, type PageLanguage } from '../../../platform/pages/language.js'
import { sendPage } from '../../../platform/pages/page.js'
import type { ServiceParts } from '../../../platform/service/definition.js'
import { authPath } from '../session/auth.js'
import { authHeaders, passCookies } from '../session/mount.js'
import type { SignIn } from '../session/sign-in.js'

export interface PageParts extends Pick<ServiceParts, 'config' | 'verifyCaller' | 'clock'> {
  signIn: SignIn
}

/** What better-auth said to a request a page made for its reader. */
export interface AuthAnswer {
  status: number
  /** Why it was refused; empty if it was not. */
  code: string
  body: Record<string, unknown>
}

/** The texts of a page in both languages. */
export type Texts<T> = Record<PageLanguage, T>

export function languageOf(request: FastifyRequest): PageLanguage {
  return chooseLanguage(queryOf(request, 'lang'), request.headers['accept-language'])
}

/** A parameter of the address; empty if it is not there, or more than once. */
export function queryOf(request: FastifyRequest, name: string): string {
  const value = (request.query as Record<string, unknown>)[name]
  return typeof value === 'string' ? value : ''
}

/** A field of the form that was sent; empty if it is not there. */
export function fieldOf(request: FastifyRequest, name: string): string {
  return request.body instanceof URLSearchParams ? (request.body.get(name) ?? '') : ''
}

/** Address of a page in a language. */
export function address(path: string, language: PageLanguage, query: Record<string, string> = {}): string {
  return `${path}?${new URLSearchParams({ lang: language, ...query })}`
}

/** Answers with a page that stands at a path, also in the other language; without one where it cannot be asked for again. */
export function show(
  request: FastifyRequest,
  reply: FastifyReply,
  page: { path?: string; query?: Record<string, string>; title: string; main: Html; forward?: string },
  status?: number,
): FastifyReply {
  const language = languageOf(request)
  const { path, query, ...rest } = page
  const other = language === 'de' ? 'en' : 'de'
  const otherLanguage = path === undefined ? null : { href: address(path, other, query) }
  return sendPage(reply, { language, otherLanguage, ...rest }, status)
}

/**
 * Whether a form comes from a page of ours, so that no other site can send one in somebody's name: browsers say where
 * a form stands (Fetch, 3.2). Programs that say nothing have no cookies of anybody's browser.
 */
export function isFromOwnPage({ headers }: FastifyRequest, { config }: PageParts): boolean {
  if (headers.origin === undefined) return headers.cookie === undefined
  return ownOrigins(config).includes(headers.origin)
}

/**
 * Asks better-auth in the name of the reader, within all its limits; the cookies it sets go to the reader.
 *
 * @throws Error where it failed, so that the reader is not told it was her fault
 */
export async function askAuth(
  { signIn, ...parts }: PageParts,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  path: string,
  body: Record<string, unknown>,
): Promise<AuthAnswer> {
  const headers = await authHeaders(request, parts)
  headers.set('content-type', 'application/json')
  const url = new URL(`${authPath}${path}`, parts.config.publicUrl)
  const response = await signIn.handle(
    new Request(url, { method: 'POST', headers, body: JSON.stringify(body) }),
  )
  if (response.status >= 500) throw new Error(`better-auth failed at ${path}`)
  passCookies(reply, response)
  const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>
  const code = response.ok ? '' : String(answer.code ?? '')
  return { status: response.status, code, body: answer }
}
