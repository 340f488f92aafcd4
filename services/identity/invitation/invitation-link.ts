/** The page an invitation is answered on. */
export const invitationPath = '/account/invitation'

/** Address of that page, for who was invited. */
export function invitationLink(publicUrl: string, token: string): string {
  return `${publicUrl}${invitationPath}?token=${encodeURIComponent(token)}`
}
