import type { Miss, Rule } from '../../../../matching/filter/rejection.js'
import type { Obstacle } from '../../../../matching/plan.js'
import { Language, type LocalizedText } from '../../../../platform/graph/language.js'
import type { ResourceKind, Unit } from '../../goods/resource-kind.js'
import { kindNouns } from './kind-nouns.js'
import type { ObstacleWordings } from './obstacle-wording.js'
import { obstaclesInEnglish } from './obstacles-in-english.js'
import { obstaclesInGerman } from './obstacles-in-german.js'
import { sentenceOf, type Tongue } from './wording.js'

/** What is to be known to tell people what stood in a need's way. */
export interface Topic {
  /** Of the need. */
  kind: ResourceKind
  unit: Unit
  /** Names of skills by their ids; one without a name is only counted. */
  skills: ReadonlyMap<string, LocalizedText>
}

const wordings: Readonly<Record<Tongue, ObstacleWordings>> = { DE: obstaclesInGerman, EN: obstaclesInEnglish }

/** German, also for easy language, or English. */
export function tongueOf(lang: Language): Tongue {
  return lang === Language.EN ? 'EN' : 'DE'
}

/** `Three rooms were free; the nearest is 2.1 km beyond your radius.` */
export function explainObstacle(
  { rule, resources, nearest }: Obstacle,
  topic: Topic,
  lang: Language,
): string {
  const [first] = nearest
  if (first === undefined) throw new TypeError('An obstacle is one for a resource at least')
  return sentenceOf(wordings[tongueOf(lang)][rule].sentence(told(resources, first.miss, topic)))
}

/** `It is 2.1 km beyond your radius.` */
export function explainMiss(rule: Rule, miss: Miss, topic: Topic, lang: Language): string {
  return sentenceOf(wordings[tongueOf(lang)][rule].miss(told(1, miss, topic)))
}

function told(count: number, miss: Miss, { kind, ...topic }: Topic) {
  return { ...topic, count, miss, noun: kindNouns[kind] }
}
