import type { Miss, Rule } from '../../../../matching/filter/rejection.js'
import type { LocalizedText } from '../../../../platform/graph/language.js'
import type { Unit } from '../../goods/resource-kind.js'
import type { Noun } from './kind-nouns.js'

/** Resources a rule alone stood in the way of, and by how much the nearest of them missed it. */
export interface Obstructed {
  count: number
  noun: Noun
  unit: Unit
  miss: Miss
  /** Names of skills by their ids; one without a name is only counted. */
  skills: ReadonlyMap<string, LocalizedText>
}

/** How obstacles are told in one language, without a capital letter at the beginning and a full stop at the end. */
export interface ObstacleWording {
  /** All of it: how many there were, and by how much the nearest missed. */
  sentence(obstructed: Obstructed): string
  /** By how much one of them missed. */
  miss(obstructed: Obstructed): string
}

export type ObstacleWordings = Readonly<Record<Rule, ObstacleWording>>

/** Names of the skills that are lacking; none if one of them has no name. */
export function lackingSkills({ miss: { lacking = [] }, skills }: Obstructed): LocalizedText[] {
  const names = lacking.flatMap((id) => skills.get(id) ?? [])
  return names.length === lacking.length ? names : []
}
