import type { LocalizedText } from '../../../../platform/graph/language.js'
import { nameFromAddress } from '../concept-name.js'
import type { CourseInput } from '../course-record.js'
import { digitalSkillsOf, type SkillTerm } from '../digital-skills.js'
import { addressIn, isNode, type JsonLdGraph, type JsonLdNode, termIn } from './json-ld-graph.js'
import { priceOf } from './offers.js'
import { type SessionReading, sessionsOf } from './sessions.js'

/** What a schema.org Course tells. A course without a name has an empty title, which the record's schema refuses. */
export function courseOf(course: JsonLdNode, reading: SessionReading): CourseInput {
  const { graph, warn } = reading
  const instances = graph.nodesOf(course, 'hasCourseInstance')
  const offered = priceOf(course, graph)
  for (const text of offered.unreadable) warn(`price ${text} is no number; left out`)
  const sessions = sessionsOf(instances, offered, reading)
  const prices = [offered, ...instances.map((instance) => priceOf(instance, graph))]
  const lowest = prices
    .filter(({ price }) => price !== null)
    .sort((a, b) => Number(a.price) - Number(b.price))[0]
  const taught = graph.valuesOf(course, 'teaches', 'assesses')
  return {
    title: graph.textOf(course, 'name') ?? '',
    description: graph.textOf(course, 'description'),
    skills: namesIn(taught, graph),
    subjects: namesIn([...graph.valuesOf(course, 'about', 'activity'), ...keywordsOf(course, graph)], graph),
    prerequisites: namesIn(graph.valuesOf(course, 'coursePrerequisites', 'competencyRequired'), graph),
    digitalSkills: digitalSkillsOf(taught.map((value) => termOf(value, graph))),
    languages: languagesOf([course, ...instances], graph),
    provider: graph.textOf(course, 'provider', 'organizer', 'publisher'),
    isAccessibleForFree: isFree(course, graph) ?? freeByPrices(prices.map((price) => price.isFree)),
    price: lowest?.price ?? null,
    currency: lowest?.currency ?? null,
    webAddress: graph.valuesOf(course, 'url').map(addressIn)[0] ?? null,
    sessions,
  }
}

/** Names of values, each once; a thing without a name may have a word for an address. */
function namesIn(values: readonly unknown[], graph: JsonLdGraph): LocalizedText[] {
  const names = values.flatMap((value) => {
    const name = graph.localizedOf([value]) ?? nameFromAddress(addressIn(value) ?? '')
    if (name === null) return []
    return typeof name === 'string' ? { DE: name } : name
  })
  return [...new Map(names.map((name) => [name.DE, name])).values()]
}

/** Keywords are a list, or one text with commas. */
function keywordsOf(course: JsonLdNode, graph: JsonLdGraph): unknown[] {
  const split = (value: unknown) => (typeof value === 'string' ? value.split(',') : [value])
  return graph.valuesOf(course, 'keywords').flatMap(split)
}

function termOf(value: unknown, graph: JsonLdGraph): SkillTerm {
  const { DE, EN } = graph.localizedOf([value]) ?? {}
  const names = [DE, EN].filter((name) => name !== undefined)
  if (!isNode(value)) return { names, id: null, code: null, scheme: null }
  const scheme = graph.valuesOf(value, 'inDefinedTermSet', 'educationalFramework', 'inScheme')[0]
  return {
    names,
    id: typeof value['@id'] === 'string' ? value['@id'] : null,
    code: graph.textOf(value, 'termCode'),
    scheme: graph.localizedOf([scheme])?.DE ?? addressIn(scheme),
  }
}

/** Languages by their BCP 47 code; names of languages are left out. */
function languagesOf(nodes: readonly JsonLdNode[], graph: JsonLdGraph): string[] {
  const values = nodes.flatMap((node) => graph.valuesOf(node, 'inLanguage', 'availableLanguage'))
  const texts = values.flatMap((value) =>
    isNode(value) && !('@value' in value)
      ? graph.textsOf(value, 'alternateName', 'name')
      : graph.textsOf({ value }, 'value'),
  )
  const codes = texts.filter((text) => /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i.test(text))
  return [...new Set(codes.map((code) => code.replace(/^[^-]+/, (language) => language.toLowerCase())))]
}

function isFree(course: JsonLdNode, graph: JsonLdGraph): boolean | null {
  const [value] = graph.valuesOf(course, 'isAccessibleForFree')
  const text = (typeof value === 'boolean' ? String(value) : (termIn(value) ?? '')).toLowerCase()
  return text === 'true' ? true : text === 'false' ? false : null
}

/** Free if all offers are; unknown if none tells. */
function freeByPrices(all: readonly (boolean | null)[]): boolean | null {
  const known = all.filter((free) => free !== null)
  return known.length === 0 ? null : known.every(Boolean)
}
