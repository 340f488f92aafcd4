import { type DestinationStream, type Logger, pino } from 'pino'
import pretty from 'pino-pretty'
import type { Config } from '../config/config.js'

export type { Logger }

/**
 * The log of one process: JSON lines, or short readable ones at a terminal.
 * Secrets are cut out by name, wherever they stand in a line.
 *
 * @param destination where lines go; standard output unless said
 */
export function createLogger(
  { level, format }: Config['log'],
  processName: string,
  destination?: DestinationStream,
): Logger {
  const options = {
    level,
    base: { process: processName },
    formatters: { level: (label: string) => ({ level: label }) },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secretPaths, censor: '[secret]' },
  }
  if (format === 'json') return destination ? pino(options, destination) : pino(options)
  return pino(
    options,
    pretty({
      destination: destination ?? 1,
      translateTime: 'HH:MM:ss',
      ignore: 'pid,hostname,process,requestId,milliseconds,status',
      singleLine: true,
      messageFormat: '{process} · {msg}{if requestId} [{requestId}]{end}',
      sync: true,
    }),
  )
}

const secretNames = ['authorization', 'cookie', 'password', 'token', 'privateKey', 'secret']
const secretPaths = secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.headers["${name}"]`])
