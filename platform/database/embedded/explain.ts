import { HubError } from '../../errors/hub-error.js'

const causes: [RegExp, string][] = [
  [
    /No space left on device|ENOSPC|EDQUOT|Disk quota exceeded/,
    'The disk is full: free some space and start again.',
  ],
  [
    /Read-only file system|EROFS/,
    'The state folder is on a read-only file system: set HUB_STATE_DIRECTORY to a writable one.',
  ],
  [
    /incompatible with server|not compatible with this version/,
    'The data were written by another version of PostgreSQL: bring them over with pg_dump, or install the version that wrote them.',
  ],
  [
    /error while loading shared libraries|Library not loaded/,
    'The embedded PostgreSQL lacks a library: run npm ci again without --ignore-scripts, or set DATABASE_URL.',
  ],
  [
    /could not (create|map|resize).*shared memory|Cannot allocate memory|ENOMEM/,
    'The machine has too little memory for PostgreSQL: free some, or set DATABASE_URL to a server elsewhere.',
  ],
  [
    /Permission denied|Operation not permitted|EACCES|EPERM|has wrong ownership/,
    'The user of the hub may not use the files of the database: start it as the user who started it before, or give the state folder to this one.',
  ],
  [/ENOTDIR/, 'The path of the state folder leads through a file: set HUB_STATE_DIRECTORY to a folder.'],
  [
    /ENOTEMPTY|EEXIST/,
    'The data folder holds something that is no PostgreSQL database: move it away and start again.',
  ],
]

/** Cause of a failure in one line, with what to do about it where that is known, from the last lines a program printed. */
export function explain(lines: string[]): string {
  const text = lines.join('\n')
  const known = causes.find(([pattern]) => pattern.test(text))
  const cause = known ? lines.filter((line) => known[0].test(line)).slice(-1) : lines.slice(-8)
  const quote = cause.length > 0 ? `PostgreSQL said: ${cause.join(' | ')}` : 'PostgreSQL said nothing.'
  return known ? `${known[1]} ${quote}` : quote
}

/**
 * The failure to tell of for whatever was thrown: what the system refused becomes a HubError DATABASE_UNAVAILABLE with
 * its cause and what to do, everything else stays what it is.
 */
export function unavailable(thrown: unknown): unknown {
  if (thrown instanceof HubError || !isRefusal(thrown)) return thrown
  const known = causes.find(([pattern]) => pattern.test(thrown.message))
  const message = `${known ? `${known[1]} ` : 'The embedded database cannot be prepared. '}(${thrown.message.trim().split('\n').at(-1)})`
  return new HubError('DATABASE_UNAVAILABLE', message, { cause: thrown })
}

/** An error of the system or of a program it ran; codes that begin with ERR_ are Node's for a programmer's mistake. */
function isRefusal(thrown: unknown): thrown is { code: string | number; message: string } {
  return (
    typeof thrown === 'object' &&
    thrown !== null &&
    'code' in thrown &&
    'message' in thrown &&
    !String(thrown.code).startsWith('ERR_')
  )
}
