import { createHash } from 'node:crypto'

/** The one style of all pages. Contrasts (WCAG 2.1, 1.4.3): text at least 12:1, links at least 7:1, in both colour schemes. */
export const pageStyle = `
:root { color-scheme: light dark; --text: #1b1f24; --page: #ffffff; --link: #0b4f8a; --soft: #f1f4f7; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e8ebee; --page: #14181c; --link: #9cc9ff; --soft: #232a31; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 42rem; padding: 1rem 1.25rem 3rem; color: var(--text); background: var(--page);
  font: 1.0625rem/1.6 system-ui, sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.75rem; line-height: 1.25; }
h2 { font-size: 1.25rem; margin-top: 2rem; }
nav { text-align: right; }
a { color: var(--link); }
a:focus-visible, pre:focus-visible, input:focus-visible, button:focus-visible {
  outline: 3px solid var(--link); outline-offset: 3px; }
li { margin: .5rem 0; }
pre { background: var(--soft); padding: .75rem 1rem; overflow-x: auto; font-size: .9375rem; }
label { display: block; margin-top: 1rem; font-weight: 600; }
input { width: 100%; max-width: 26rem; padding: .5rem .625rem; font: inherit; color: var(--text);
  background: var(--page); border: 1px solid var(--text); border-radius: .25rem; }
button { margin-top: 1rem; padding: .5rem 1rem; font: inherit; color: var(--page); background: var(--link);
  border: 1px solid var(--link); border-radius: .25rem; cursor: pointer; }
.hint { margin: .25rem 0 0; }
.notice { border-left: .25rem solid var(--link); padding: .25rem 1rem; background: var(--soft); }
`

/** The source expression that lets a content security policy allow the page's one style (CSP 3, 2.3.1). */
export const styleHash = `sha256-${createHash('sha256').update(pageStyle).digest('base64')}`
