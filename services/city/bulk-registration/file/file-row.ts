import type { Finding } from '../../../../platform/input/checked.js'

/** A row of a file, not looked into yet; or why it is none. */
export interface FileRow {
  /** Line it begins on; null where the format has none. */
  line: number | null
  input: unknown
  /** How a problem's path is written for who wrote the file. */
  pathOf: (path: Finding['path']) => Finding['path']
  finding?: Finding
}
