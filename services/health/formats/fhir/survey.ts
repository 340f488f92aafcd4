import { HubError } from '../../../../platform/errors/hub-error.js'
import type { FeedSink } from '../../../../platform/feeds/format.js'
import type { FeedSource } from '../../../../platform/feeds/source/source.js'
import { documentParts } from './document.js'

export interface FhirFile {
  name: string
  /** Type of the resource the file is. */
  type: string
}

/**
 * Finds the files of a source that are FHIR, before anything of them is taken: a file turns out to be broken, or
 * something else, only at its end. The others are listed as skipped.
 *
 * @throws HubError FORMAT_UNRECOGNIZED if no file is FHIR
 */
export async function fhirFiles(source: FeedSource, sink: FeedSink): Promise<FhirFile[]> {
  const found: FhirFile[] = []
  const refused: { name: string; reason: HubError }[] = []
  for (const name of source.files) {
    const type = await fileType(source, name)
    if (type instanceof HubError) refused.push({ name, reason: type })
    else found.push({ name, type })
  }
  if (found.length === 0) {
    throw refused[0]?.reason ?? new HubError('FORMAT_UNRECOGNIZED', `${source.location} holds no files.`)
  }
  for (const { name, reason } of refused) sink.skip(name, printable(reason.message))
  return found
}

/** @returns the type of the resource, or why the file is no FHIR */
async function fileType(source: FeedSource, name: string): Promise<string | HubError> {
  try {
    for await (const part of documentParts(await source.open(name), name)) {
      if (part.kind === 'document') return part.type
    }
    throw new TypeError(`${name} ended without a document`)
  } catch (error) {
    if (error instanceof HubError && error.code === 'FORMAT_UNRECOGNIZED') return error
    throw error
  }
}

/** The reason may quote a broken file, and a report is stored where neither NUL nor half a character may stand. */
function printable(message: string): string {
  return message.toWellFormed().replace(/\p{Cc}+/gu, ' ')
}
