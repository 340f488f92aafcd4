import type { Mail } from './mail.js'

/** A mail as nodemailer takes it. Nothing in it is read from files or addresses. */
export function envelope(from: string, { to, subject, text, html, endAddress }: Mail) {
  return {
    from,
    // As an object, so that a comma in it makes no second recipient.
    to: { name: '', address: to },
    subject,
    text,
    ...(html === undefined ? {} : { html }),
    headers: {
      // Programs that answer mails by themselves leave it alone (RFC 3834).
      'Auto-Submitted': 'auto-generated',
      ...(endAddress === undefined ? {} : endHeaders(endAddress)),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** How a mail says where it can be ended (RFC 2369, 3.2) and that one POST is enough (RFC 8058, 3.1). */
function endHeaders(address: string) {
  return { 'List-Unsubscribe': `<${address}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
}
