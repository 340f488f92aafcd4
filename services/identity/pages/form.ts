import { type Html, html } from '../../../platform/pages/html.js'

export interface Field {
  /** What it is sent as, and its id on the page. */
  name: string
  label: string
  hint?: string
  /** What is wrong with what was typed into it. */
  problem?: string
  /** Attributes of the input, by name. */
  attributes: Readonly<Record<string, string | number>>
}

/** A required field with its label, its hint and its problem, which are read out together (WCAG 2.1, 3.3.1 and 3.3.2). */
export function field({ name, label, hint, problem, attributes }: Field): Html {
  const told = [...remark(`${name}-hint`, 'hint', hint), ...remark(`${name}-problem`, 'notice', problem)]
  const all = {
    ...attributes,
    ...(told.length > 0 && { 'aria-describedby': told.map(({ id }) => id).join(' ') }),
    ...(problem !== undefined && { 'aria-invalid': 'true' }),
  }
  const written = Object.entries(all).map(([attribute, value]) => html` ${attribute}="${value}"`)
  return html`<label for="${name}">${label}</label>
        ${told.map(({ text }) => text)}
        <input id="${name}" name="${name}"${written} required>`
}

/** What is said above a form that was not taken; nothing for an empty text. */
export function notice(text: string): Html | null {
  return text === '' ? null : html`<p class="notice" role="alert">${text}</p>`
}

function remark(id: string, style: 'hint' | 'notice', text: string | undefined) {
  return text === undefined ? [] : [{ id, text: html`<p class="${style}" id="${id}">${text}</p>` }]
}
