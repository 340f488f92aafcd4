/** The text of a body; undefined if it is longer than the limit, of which no more is then read. */
export async function readUpTo(limit: number, body: AsyncIterable<Buffer>): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  // Leaving the loop early destroys the stream, and with it the connection.
  for await (const chunk of body) {
    length += chunk.length
    if (length > limit) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}
