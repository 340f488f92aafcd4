/** Kinds of things that are suggested, in the order a mail names them. */
export const suggestedEntities = [
  'MunicipalService',
  'Initiative',
  'Course',
  'Event',
  'VolunteerOpportunity',
] as const

export type SuggestedEntity = (typeof suggestedEntities)[number]

/** Something that is suggested, as a mail tells of it. */
export interface SuggestedItem {
  entity: SuggestedEntity
  id: string
  title: string
  /** When it starts; null where it has no time. */
  startsAt: Date | null
  /** Where it is, or whom to ask, without anything digital; null where that is not known. */
  analog: string | null
  webAddress: string | null
  /** As people read them. */
  reasons: readonly string[]
}

/** Things of one kind in one mail; what is left over comes with the next. */
export const mostPerEntity = 5

/**
 * What of the suggestions is new to a follower: of each kind those that fit best and she has not been told of.
 *
 * @param items best first
 * @param told keys of what she has been told
 */
export function newsFor(items: readonly SuggestedItem[], told: ReadonlySet<string>): SuggestedItem[] {
  return suggestedEntities.flatMap((entity) =>
    items.filter((item) => item.entity === entity && !told.has(toldKey(item))).slice(0, mostPerEntity),
  )
}

/** A name no other thing has. */
export function toldKey({ entity, id }: { entity: string; id: string }): string {
  return `${entity} ${id}`
}
