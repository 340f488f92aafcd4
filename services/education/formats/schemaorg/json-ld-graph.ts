import type { LocalizedText } from '../../../../platform/graph/language.js'

/** An object of a JSON-LD document; members are values, objects, links, or lists of those. */
export type JsonLdNode = Record<string, unknown>

/** Nodes that others may link to, and their size as text; a document with more is read without the rest. */
const mostNodes = 10_000
const mostCharacters = 32 * 1024 ** 2

const vocabulary = /^(?:https?:\/\/(?:schema\.org|openactive\.io)\/|schema:|oa:)/

/** Reads nodes of one document and follows links between them (JSON-LD 1.1, without fetching contexts). */
export class JsonLdGraph {
  readonly #nodes = new Map<string, { node: JsonLdNode; location: string }>()
  readonly #followed = new Set<string>()
  #characters = 0

  /** Keeps a node that has an id, so that links to it can be followed; of two with one id the first. */
  add(node: JsonLdNode, location: string): void {
    const id = node['@id']
    if (typeof id !== 'string' || this.#nodes.has(id) || this.#nodes.size >= mostNodes) return
    this.#characters += JSON.stringify(node).length
    if (this.#characters <= mostCharacters) this.#nodes.set(id, { node, location })
  }

  /** Whether the node that stands there is kept for links to it. */
  keeps(node: JsonLdNode, location: string): boolean {
    return this.#nodes.get(String(node['@id']))?.location === location
  }

  /** Kept nodes no link was followed to. */
  notFollowed() {
    return [...this.#nodes].filter(([id]) => !this.#followed.has(id)).map(([, kept]) => kept)
  }

  /** The values of a member, links followed; none if it is missing. */
  valuesOf(node: JsonLdNode, ...names: readonly string[]): unknown[] {
    const values = names.flatMap((name) => listOf(node[name] ?? node[`schema:${name}`]))
    return values.map((value) => this.#follow(value))
  }

  /** The values of a member that are objects. */
  nodesOf(node: JsonLdNode, ...names: readonly string[]): JsonLdNode[] {
    return this.valuesOf(node, ...names).filter(isNode)
  }

  /** The text of the first of these members that has one, in German if there is a choice. */
  textOf(node: JsonLdNode, ...names: readonly string[]): string | null {
    for (const name of names) {
      const text = this.localizedOf(this.valuesOf(node, name))
      if (text) return text.DE
    }
    return null
  }

  /** Every text of a member, a list of things by their names. */
  textsOf(node: JsonLdNode, ...names: readonly string[]): string[] {
    return this.valuesOf(node, ...names).flatMap((value) => this.localizedOf([value])?.DE ?? [])
  }

  /** One text out of values that are the same text in several languages; things stand for their names. */
  localizedOf(values: readonly unknown[]): LocalizedText | null {
    const texts = values.flatMap((value) => this.#textIn(value))
    const inLanguage = (start: string) =>
      texts.find(({ language }) => language?.toLowerCase().startsWith(start))?.text
    const en = inLanguage('en')
    const DE =
      inLanguage('de') ?? texts.find(({ language }) => language === null)?.text ?? en ?? texts[0]?.text
    if (DE === undefined) return null
    return en === undefined ? { DE } : { DE, EN: en }
  }

  #textIn(value: unknown): { text: string; language: string | null }[] {
    if (typeof value === 'string' || typeof value === 'number') {
      const text = String(value)
      return text.trim() === '' ? [] : [{ text, language: null }]
    }
    if (!isNode(value)) return []
    const { '@value': text, '@language': language } = value
    if (typeof text !== 'string' && typeof text !== 'number') {
      return this.valuesOf(value, 'name', 'prefLabel', 'targetName', 'legalName').flatMap((name) =>
        isNode(name) && !('@value' in name) ? [] : this.#textIn(name),
      )
    }
    return [{ text: String(text), language: typeof language === 'string' ? language : null }]
  }

  #follow(value: unknown): unknown {
    if (!isNode(value) || Object.keys(value).some((name) => name !== '@id' && name !== '@type')) return value
    const id = String(value['@id'])
    const found = this.#nodes.get(id)
    if (!found) return value
    this.#followed.add(id)
    return found.node
  }
}

export function isNode(value: unknown): value is JsonLdNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Names of a node's types in schema.org's or OpenActive's vocabulary, without its address. */
export function typesOf(node: JsonLdNode): string[] {
  return listOf(node['@type']).flatMap((type) =>
    typeof type === 'string' ? type.replace(vocabulary, '') : [],
  )
}

/** The address a value is or links to. */
export function addressIn(value: unknown): string | null {
  if (typeof value === 'string') return value.trim()
  if (!isNode(value)) return null
  const address = value['@id'] ?? value['@value']
  return typeof address === 'string' ? address.trim() : null
}

/** The last part of an address of the vocabulary, such as `Monday` of `https://schema.org/Monday`. */
export function termIn(value: unknown): string | null {
  return addressIn(value)?.replace(vocabulary, '') ?? null
}

function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) return value
  if (isNode(value) && ('@list' in value || '@set' in value)) return listOf(value['@list'] ?? value['@set'])
  return [value]
}
