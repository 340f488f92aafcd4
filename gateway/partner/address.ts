/**
 * The address of a partner's subgraph, if the gateway may use it: https, and no user or password in it.
 *
 * @param privateAddresses whether http may be used as well, and addresses inside private networks, which are looked
 *   at where the connection is made
 */
export function usableAddress(url: string | undefined, privateAddresses: boolean): URL | undefined {
  const parsed = URL.parse(url ?? '')
  if (parsed === null || parsed.username !== '' || parsed.password !== '') return undefined
  const isUsable = parsed.protocol === 'https:' || (parsed.protocol === 'http:' && privateAddresses)
  return isUsable ? parsed : undefined
}
