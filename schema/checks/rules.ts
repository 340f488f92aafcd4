import type { FindingCode, Wording } from './finding.js'
import type { Rule } from './rule.js'
import { breakingChange } from './rules/breaking-change.js'
import { composition } from './rules/composition.js'
import { descriptionMissing } from './rules/description-missing.js'
import { entitiesInvalid } from './rules/entities-invalid.js'
import { entitiesSlow } from './rules/entities-slow.js'
import { federationVersion } from './rules/federation-version.js'
import { hostNotProven } from './rules/host-not-proven.js'
import { inaccessibleTaken } from './rules/inaccessible-taken.js'
import { listUnbounded } from './rules/list-unbounded.js'
import { mutationForbidden } from './rules/mutation-forbidden.js'
import { nameOfOthers } from './rules/name-of-others.js'
import { naming } from './rules/naming.js'
import { overrideOfOthers } from './rules/override-of-others.js'
import { ownedByOthers } from './rules/owned-by-others.js'
import { sdlInvalid } from './rules/sdl-invalid.js'
import { seamNonNull } from './rules/seam-non-null.js'
import { serviceDiffers } from './rules/service-differs.js'
import { serviceProtected } from './rules/service-protected.js'
import { serviceUnreachable } from './rules/service-unreachable.js'
import { tagOfOthers } from './rules/tag-of-others.js'
import type { CheckOrder, ComposedSubject, ParsedSubject, SubgraphSubject } from './subject.js'

/** About the text as it is. */
export const sdlRules: readonly Rule<CheckOrder>[] = [sdlInvalid]

/** About the running service, whatever the text is. */
export const liveRules: readonly Rule<CheckOrder>[] = [
  hostNotProven,
  serviceUnreachable,
  serviceProtected,
  entitiesInvalid,
  entitiesSlow,
]

/** About a text that is GraphQL. */
export const parsedRules: readonly Rule<ParsedSubject>[] = [composition, serviceDiffers]

/** About a subgraph, whether or not it composes. */
export const subgraphRules: readonly Rule<SubgraphSubject>[] = [
  federationVersion,
  nameOfOthers,
  ownedByOthers,
  overrideOfOthers,
  inaccessibleTaken,
  tagOfOthers,
  mutationForbidden,
  seamNonNull,
  listUnbounded,
  descriptionMissing,
  naming,
]

/** About what frontends would see. */
export const composedRules: readonly Rule<ComposedSubject>[] = [breakingChange]

const all: readonly Pick<Rule<never>, 'code' | 'severity' | 'wordings'>[] = [
  ...sdlRules,
  ...liveRules,
  ...parsedRules,
  ...subgraphRules,
  ...composedRules,
]

/** Every rule there is, by its code. */
export const rulesByCode: ReadonlyMap<FindingCode, (typeof all)[number]> = new Map(
  all.map((rule) => [rule.code, rule]),
)

/** How a stored finding is said; undefined for one of a version of the hub that said it otherwise. */
export function wordingOf(code: FindingCode, wording: string): Wording | undefined {
  return rulesByCode.get(code)?.wordings[wording]
}
