import { digest } from '../record-ids.js'
import { addressIn, isNode, type JsonLdGraph, type JsonLdNode } from './json-ld-graph.js'

/**
 * What a course is known by: its address, else its page's, else its provider's number for it, else a hash of
 * provider and name. Relative addresses and blank nodes name a course within its file only and do not count.
 */
export function courseIdOf(course: JsonLdNode, graph: JsonLdGraph): string {
  const address = [course['@id'], ...graph.valuesOf(course, 'url').map(addressIn)].find(isAbsolute)
  if (address !== undefined) return address
  const provider = graph.textOf(course, 'provider', 'organizer', 'publisher') ?? ''
  const [code] = [...graph.valuesOf(course, 'identifier', 'courseCode')].flatMap((value) =>
    codeIn(value, graph),
  )
  if (code !== undefined) return provider === '' ? code : `${digest(provider)}/${code}`
  return digest(JSON.stringify([provider, graph.textOf(course, 'name')]))
}

function isAbsolute(value: unknown): value is string {
  return typeof value === 'string' && URL.canParse(value) && /^(?:https?|urn|tag):[!-~]+$/i.test(value)
}

/** An identifier is a text, a number, or a PropertyValue; one that would not do for an id is not taken. */
function codeIn(value: unknown, graph: JsonLdGraph): string[] {
  const texts = isNode(value) ? graph.textsOf(value, 'value') : graph.textsOf({ value }, 'value')
  return texts.map((text) => text.trim()).filter((text) => /^[\p{L}\p{N}\p{P}\p{S} ]{1,200}$/u.test(text))
}
