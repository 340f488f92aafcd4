import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { systemCode } from '../errors/system-code.js'

/** A mail of the folder as it is shown. */
export interface StoredMail {
  /** File name; sorts by time. */
  name: string
  to: string
  subject: string
  date: string
  text: string
}

const fileName = /^[\w-]+\.eml$/

export function mailFolder(stateDirectory: string): string {
  return join(stateDirectory, 'mails')
}

/** Names of the mails in the folder, newest first. */
export async function mailFiles(stateDirectory: string): Promise<string[]> {
  try {
    const names = await readdir(mailFolder(stateDirectory))
    return names
      .filter((name) => fileName.test(name))
      .sort()
      .reverse()
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return []
    throw error
  }
}

/** Reads a mail the hub has written; undefined if there is none of that name. */
export async function readMail(stateDirectory: string, name: string): Promise<StoredMail | undefined> {
  if (!fileName.test(name)) return undefined
  try {
    const message = await readFile(join(mailFolder(stateDirectory), name), 'utf8')
    const { headers, body } = partOf(message)
    return {
      name,
      to: headers.get('to') ?? '',
      subject: decodedWords(headers.get('subject') ?? ''),
      date: headers.get('date') ?? '',
      text: textOf(headers, body),
    }
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    throw error
  }
}

/** Headers by their names in small letters, unfolded (RFC 5322, 2.2.3), and what follows them. */
function partOf(message: string): { headers: Map<string, string>; body: string } {
  const end = message.indexOf('\r\n\r\n')
  const lines = message.slice(0, end).replaceAll(/\r\n[ \t]+/g, ' ')
  const headers = lines.split('\r\n').map((line): [string, string] => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
  })
  return { headers: new Map(headers), body: message.slice(end + 4) }
}

/** The plain text, which the hub writes first and in base64, or as it is where it is ASCII. */
function textOf(headers: Map<string, string>, body: string): string {
  const boundary = /^multipart\/.*boundary="?([^";]+)/i.exec(headers.get('content-type') ?? '')?.[1]
  if (boundary !== undefined) {
    const first = partOf(body.split(`--${boundary}\r\n`)[1] ?? '')
    return textOf(first.headers, first.body.split(`\r\n--${boundary}`)[0] ?? '')
  }
  const text =
    headers.get('content-transfer-encoding') === 'base64' ? Buffer.from(body, 'base64').toString() : body
  return text.replaceAll('\r\n', '\n')
}

/** Encoded words (RFC 2047) of a header, as text. */
function decodedWords(header: string): string {
  const joined = header.replaceAll(/\?=\s+=\?/g, '?==?')
  return joined.replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, encoding: string, text: string) =>
    encoding.toLowerCase() === 'b' ? Buffer.from(text, 'base64').toString() : fromQ(text),
  )
}

function fromQ(text: string): string {
  const escaped = text.replaceAll('_', ' ').replaceAll('%', '%25')
  return decodeURIComponent(escaped.replaceAll(/=([0-9A-F]{2})/gi, '%$1'))
}
