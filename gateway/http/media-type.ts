/** The two forms of a GraphQL response (GraphQL over HTTP, "Media Types"). */
export const mediaTypes = ['application/json', 'application/graphql-response+json'] as const

export type MediaType = (typeof mediaTypes)[number]

interface MediaRange {
  type: string
  quality: number
}

/**
 * The media type to answer in (RFC 9110, 12.5.1). Without a preference it is application/json, as long as clients
 * that know nothing else are about (GraphQL over HTTP, "Legacy Watershed").
 *
 * @param accept the Accept header
 * @returns undefined if the client takes neither
 */
export function chooseMediaType(accept: string | undefined): MediaType | undefined {
  if (accept === undefined || accept.trim() === '') return 'application/json'
  const ranges = accept.split(',').map(readRange)
  const preferred = ranges
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality || wildcards(a) - wildcards(b))
  for (const { type } of preferred) {
    const match = mediaTypes.find((known) => known === type || type === 'application/*' || type === '*/*')
    if (match) return match
  }
  return undefined
}

function readRange(text: string): MediaRange {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase())
  const weight = parameters.find((parameter) => parameter.startsWith('q='))
  const quality = weight === undefined ? 1 : Number(weight.slice(2))
  return { type, quality: Number.isNaN(quality) ? 0 : quality }
}

function wildcards({ type }: MediaRange): number {
  return type.split('*').length
}
