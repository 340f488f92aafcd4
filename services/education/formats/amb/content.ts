import type { LocalizedText } from '../../../../platform/graph/language.js'
import { nameFromAddress } from '../concept-name.js'
import type { CourseInput } from '../course-record.js'
import { digitalSkillsOf } from '../digital-skills.js'
import type { LearningResourceInput } from '../learning-resource-record.js'
import type { AmbConcept, AmbRecord } from './profile.js'

/** What a record of the profile tells about a learning resource. */
export function learningResourceOf(record: AmbRecord): LearningResourceInput {
  const taught = taughtBy(record)
  return {
    title: record.name,
    description: record.description,
    kinds: kindsOf(record),
    subjects: namesOf(record.about),
    skills: namesOf(taught),
    digitalSkills: areasOf(record),
    keywords: withoutEmpty(record.keywords),
    languages: record.inLanguage ?? [],
    creators: withoutEmpty(record.creator?.map(({ name }) => name)),
    license: record.license?.id ?? null,
    webAddress: record.id,
    isAccessibleForFree: record.isAccessibleForFree ?? null,
  }
}

/** What a record of the type Course tells about the course. The profile knows no sessions, places or prices. */
export function courseOf(record: AmbRecord): CourseInput {
  return {
    title: record.name,
    description: record.description,
    skills: namesOf(taughtBy(record)),
    subjects: namesOf(record.about),
    prerequisites: namesOf(record.competencyRequired),
    digitalSkills: areasOf(record),
    languages: record.inLanguage ?? [],
    provider: record.publisher?.[0]?.name ?? record.creator?.[0]?.affiliation?.name,
    isAccessibleForFree: record.isAccessibleForFree ?? null,
    price: null,
    currency: null,
    webAddress: record.id,
    sessions: [],
  }
}

function taughtBy({ teaches = [], assesses = [] }: AmbRecord): AmbConcept[] {
  return [...teaches, ...assesses]
}

/** Kinds by name; where all of them are keys, the types say something too. */
function kindsOf({ learningResourceType, type }: AmbRecord): LocalizedText[] {
  const kinds = namesOf(learningResourceType)
  if (kinds.length > 0) return kinds
  return type.filter((name) => name !== 'LearningResource').map((name) => ({ DE: name }))
}

function areasOf(record: AmbRecord) {
  const concepts = [...taughtBy(record), ...(record.about ?? [])]
  const terms = concepts.map(({ id, prefLabel = {} }) => ({
    names: Object.values(prefLabel),
    id,
    code: null,
    scheme: null,
  }))
  return digitalSkillsOf(terms)
}

/** Names of concepts, each once; those that have an address without a word in it only are left out. */
function namesOf(concepts: readonly AmbConcept[] = []): LocalizedText[] {
  const names = concepts.map(nameOf).filter((name) => name !== null)
  return [...new Map(names.map((name) => [name.DE, name])).values()]
}

/** German where there is a German label, else English, else what there is. */
function nameOf({ id, prefLabel = {} }: AmbConcept): LocalizedText | null {
  const { de, en, ...others } = prefLabel
  const DE = [de, en, ...Object.values(others), nameFromAddress(id)].find((label) => label?.trim())
  if (!DE) return null
  return en?.trim() ? { DE, EN: en } : { DE }
}

function withoutEmpty(texts: readonly string[] = []): string[] {
  return texts.filter((text) => text.trim() !== '')
}
