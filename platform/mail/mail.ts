/** A mail to one person. */
export interface Mail {
  /** The address alone. */
  to: string
  subject: string
  text: string
  html?: string
  /** Address that ends mails of this kind with one POST, for mail programs that have a button for it (RFC 8058). */
  endAddress?: string
}

export interface Mailer {
  /** @throws HubError MAIL_UNAVAILABLE */
  send(mail: Mail): Promise<void>
  /** Ends the connections to the mail server. */
  close(): void
}
