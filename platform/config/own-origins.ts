import type { Config } from './config.js'

const loopbackHosts = ['127.0.0.1', 'localhost', '[::1]']

/** Whether a host name, as it stands in an address, names the machine itself. */
export function isLoopbackHost(hostname: string): boolean {
  return loopbackHosts.includes(hostname)
}

/**
 * Origins (RFC 6454) of the hub's own pages: that of the public address. On one machine all names of that machine
 * are one, for people type whichever they are used to.
 */
export function ownOrigins({ publicUrl }: Pick<Config, 'publicUrl'>): string[] {
  const { origin, hostname, protocol, port } = new URL(publicUrl)
  if (!isLoopbackHost(hostname)) return [origin]
  return loopbackHosts.map((host) => new URL(`${protocol}//${host}${port && `:${port}`}`).origin)
}
