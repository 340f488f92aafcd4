import { z } from 'zod'
import { optionalText, text } from '../../../../platform/input/text.js'
import { repeating } from './each.js'
import { type FeedResource, withoutVersion } from './resource.js'

/** Types of resources that health services refer to and this service reads. */
export type TargetType = 'Location' | 'Organization'

const address = text(2_048)

const identifier = z.object({ system: optionalText(2_048), value: text(500) })

/** A Reference (R4 references): literal, logical (by identifier), or only a name. */
export const reference = z.object({
  reference: optionalText(2_048),
  identifier: identifier.nullish().catch(null),
  display: optionalText(300),
})

export type Reference = z.output<typeof reference>

/** What a resource may be referred to by; see `keysOfReference`. */
export function keysOf({ type, id, fullUrl, content }: FeedResource): string[] {
  const identifiers = repeating.safeParse(content.identifier).data ?? []
  const url = address.safeParse(fullUrl).data
  return [
    `${type}/${id}`,
    ...(url ? [withoutVersion(url)] : []),
    ...identifiers.flatMap((value) => {
      const read = identifier.safeParse(value)
      return read.success ? [identifierKey(read.data)] : []
    }),
  ]
}

/**
 * What a reference may lead to, best first: `#x` to a resource contained in its owner, `Location/1` to the resource
 * of that id, an address to the one that stands under it in its Bundle, an identifier to the one that bears it;
 * versions are not told apart. A feed is one world: `Location/1` is found whichever of its files it stands in.
 *
 * @param ownerId id of the resource the reference stands in
 */
export function keysOfReference(
  { reference, identifier }: Reference,
  type: TargetType,
  ownerId: string,
): string[] {
  const contained = reference?.startsWith('#') === true
  return [
    ...(contained ? [`${type}/${containedId(ownerId, reference.slice(1))}`] : []),
    ...(reference && !contained ? [withoutVersion(reference)] : []),
    ...(identifier ? [identifierKey(identifier)] : []),
  ]
}

/** Contained resources have ids that hold inside their owner only; # stands in no id of its own. */
export function containedId(ownerId: string, id: string): string {
  return `${ownerId}#${id}`
}

/** A reference as it is named in a message. */
export function namedReference({ reference, identifier, display }: Reference): string {
  return reference ?? identifier?.value ?? display ?? 'without address'
}

function identifierKey({ system, value }: z.output<typeof identifier>): string {
  return `identifier:${system ?? ''}|${value}`
}
