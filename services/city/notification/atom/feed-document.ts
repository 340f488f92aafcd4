import { Feed } from 'feed'
import { Language } from '../../../../platform/graph/language.js'
import { html } from '../../../../platform/pages/html.js'
import type { PageLanguage } from '../../../../platform/pages/language.js'
import { reasonOf, sentence } from '../outbox/sentence.js'
import type { PublicEvent } from './public-events.js'

/** Of a feed without entries; Atom demands that there is one. */
const neverUpdated = new Date(0)

export interface FeedContent {
  /** The feed's one address, which is its id too. */
  address: string
  title: string
  subtitle: string
  lang: PageLanguage
  /** Newest first. */
  events: readonly PublicEvent[]
  publicUrl: string
}

/** An Atom feed (RFC 4287) of events. An entry's id is that of its event, so that readers tell it from any other. */
export function feedDocument({ address, title, subtitle, lang, events, publicUrl }: FeedContent): string {
  const feed = new Feed({
    id: address,
    title,
    description: subtitle,
    link: `${publicUrl}/`,
    feedLinks: { atom: address },
    updated: lastChange(events),
    author: { name: 'Bindeglied', link: `${publicUrl}/` },
    generator: 'Bindeglied',
  })
  const language = lang === 'de' ? Language.DE : Language.EN
  for (const event of events) {
    const reason = reasonOf(event, language)
    feed.addItem({
      id: `urn:uuid:${event.id}`,
      title: escaped(sentence(event, language)),
      ...(reason === undefined ? {} : { content: escaped(reason) }),
      link: `${publicUrl}/`,
      date: event.at,
      published: event.at,
      category: [{ term: event.type }],
    })
  }
  return feed.atom1()
}

/** When the newest entry happened. */
export function lastChange(events: readonly PublicEvent[]): Date {
  return events[0]?.at ?? neverUpdated
}

/** Entries are HTML to their readers; what people have written is text. */
function escaped(text: string): string {
  return html`${text}`.text
}
