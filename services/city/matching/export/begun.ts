/**
 * The same, with its first part there already: what fails before it can still be said, after it an answer is under way.
 */
export async function begun<Part>(parts: AsyncIterable<Part>): Promise<AsyncIterable<Part>> {
  const rest = parts[Symbol.asyncIterator]()
  const first = await rest.next()
  return {
    async *[Symbol.asyncIterator]() {
      try {
        for (let part = first; !part.done; part = await rest.next()) yield part.value
      } finally {
        // Whoever stops reading ends it.
        await rest.return?.()
      }
    },
  }
}
