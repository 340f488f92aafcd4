import { readFile, writeFile } from 'node:fs/promises'
import { projectFile } from '../../../platform/project-files.js'
import { plot } from './plot.js'
import type { Results } from './results.js'
import { circumstances, tables } from './table.js'
import { versions } from './versions.js'

const page = projectFile('docs/performance.md')
const picture = projectFile('docs/performance.svg')
const measured = /(?<=<!-- measured -->\n).*?(?=<!-- \/measured -->)/s

/** Puts what a run found into docs/performance.md, between its marks, and draws docs/performance.svg. */
export async function writeDocs(results: Results): Promise<void> {
  const day = new Date().toISOString().slice(0, 10)
  const text = `${circumstances(results)}; ${day}. With ${await versions()}.\n\n${tables(results)}`
  const before = await readFile(page, 'utf8')
  await writeFile(
    page,
    before.replace(measured, () => text),
  )
  await writeFile(picture, plot(results))
}
