import type { Finding, GoodsTerms } from '../goods/rules/finding.js'

/** From more resources no need is put together. */
export const mostSourcesLimit = 10

export interface SourcesTerms {
  mostSources: number | null
}

/** Only what is splittable can come from several resources; anything else comes from one. */
export function sourcesOfSplittable({
  mostSources,
  splittable,
}: Pick<GoodsTerms, 'splittable'> & SourcesTerms): Finding[] {
  return mostSources === null || splittable ? [] : [{ path: 'mostSources', code: 'ONLY_SPLITTABLE' }]
}
