/** Address of the page where a password is chosen, once. */
export function passwordLink(publicUrl: string, token: string): string {
  return `${publicUrl}/account/password?token=${encodeURIComponent(token)}`
}
