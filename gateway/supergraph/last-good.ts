import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeWhole } from '../../platform/files/write-whole.js'
import { type Release, release as releaseShape } from '../../platform/registry/release.js'
import type { TextOf } from './generations.js'

const releaseFile = 'release.json'
const supergraphEnd = '.graphql'

/** The last release that served, kept in a folder, so that the gateway can start while the registry is away. */
export interface LastGood {
  /** @returns undefined if there is none. @throws Error if what is there cannot be read */
  read(): Promise<Release | undefined>
  textOf: TextOf
  /** Keeps a release with its supergraphs, in place of the one before: all of it or nothing. @throws Error if the disk refuses */
  keep(release: Release, textOf: TextOf): Promise<void>
}

/** @param folder made when it is needed */
export function lastGoodIn(folder: string): LastGood {
  const fileOf = (hash: string) => join(folder, `${hash}${supergraphEnd}`)
  return {
    read: async () => {
      const text = await readFile(join(folder, releaseFile), 'utf8').catch(unlessMissing)
      return text === undefined ? undefined : releaseShape.parse(JSON.parse(text))
    },
    textOf: (hash) => readFile(fileOf(hash), 'utf8'),
    keep: async ({ number, shares }, textOf) => {
      await mkdir(folder, { recursive: true })
      const hashes = new Set(shares.map(({ edition }) => edition.supergraph))
      for (const hash of hashes) await writeWhole(fileOf(hash), await textOf(hash))
      // What organizations try out can wait until the registry is there again.
      await writeWhole(join(folder, releaseFile), JSON.stringify({ number, shares, sandboxes: {} }))
      const unused = (await readdir(folder)).filter(
        (name) => name.endsWith(supergraphEnd) && !hashes.has(name.slice(0, -supergraphEnd.length)),
      )
      for (const name of unused) await rm(join(folder, name), { force: true })
    },
  }
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
