import { createHash } from 'node:crypto'

/** What an approval belongs to: SHA-256, hexadecimal, of what a version brings into the graph. */
export function contentHash({ name, url, sdl }: { name: string; url: string; sdl: string }): string {
  return createHash('sha256')
    .update(JSON.stringify([name, url, sdl]))
    .digest('hex')
}
