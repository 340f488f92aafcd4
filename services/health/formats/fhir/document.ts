import type { Readable } from 'node:stream'
import { HubError } from '../../../../platform/errors/hub-error.js'
import { jsonRecords } from '../../../../platform/feeds/records/json-records.js'

/** A part of a FHIR JSON document as it is streamed. */
export type DocumentPart =
  | { kind: 'entry'; index: number; entry: unknown }
  /** Comes once, last: the resource the document is, without the list of entries if that was streamed. */
  | { kind: 'document'; type: string; resource: Record<string, unknown> }

/**
 * Streams a FHIR R4 document in JSON: a Bundle's entries one by one, any other resource as a whole.
 * What it is stands anywhere in it, so it is known for certain only at the end.
 *
 * @throws HubError FORMAT_UNRECOGNIZED if it is not JSON, or not a FHIR resource
 */
export async function* documentParts(stream: Readable, name: string): AsyncGenerator<DocumentPart> {
  let resource: Record<string, unknown> | undefined
  for await (const item of jsonRecords(stream, { arrayAt: ['entry'], file: name })) {
    if (item.kind === 'rest') resource = item.members
    else if (item.whole) resource = item.value as Record<string, unknown>
    else yield { kind: 'entry', index: item.index, entry: item.value }
  }
  const type = resource && resourceTypeOf(resource)
  if (!resource || !type) {
    throw new HubError(
      'FORMAT_UNRECOGNIZED',
      `${name} is JSON, but no FHIR resource: it has no resourceType.`,
    )
  }
  yield { kind: 'document', type, resource }
}

/** The type a resource says it is, if that can be the name of one. */
export function resourceTypeOf({ resourceType }: Record<string, unknown>): string | undefined {
  return typeof resourceType === 'string' && /^[A-Z][A-Za-z]{1,63}$/.test(resourceType)
    ? resourceType
    : undefined
}
