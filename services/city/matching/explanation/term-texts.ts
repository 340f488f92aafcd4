import type { Term } from '../../../../matching/score/terms.js'
import type { LocalizedText } from '../../../../platform/graph/language.js'

/** A sentence, and the least points it is true for. */
export type Level = readonly [from: number, text: LocalizedText]

/** What each term says about a pair, the best first; the last is for 0 points. */
export const termTexts: Readonly<Record<Term, readonly Level[]>> = {
  SKILLS: [
    [
      1000,
      {
        DE: 'Die Fachkenntnisse passen genau, oder es sind keine nötig.',
        EN: 'The skills are just what is asked for, or none are.',
      },
    ],
    [
      600,
      {
        DE: 'Die Fachkenntnisse sind etwas spezieller als nötig.',
        EN: 'The skills are somewhat more special than what is asked for.',
      },
    ],
    [
      0,
      {
        DE: 'Die Fachkenntnisse sind viel spezieller als nötig.',
        EN: 'The skills are much more special than what is asked for.',
      },
    ],
  ],
  DISTANCE: [
    [1000, { DE: 'Beides ist am selben Ort.', EN: 'Both are at the same place.' }],
    [667, { DE: 'Der Weg ist kurz.', EN: 'The way is short.' }],
    [
      334,
      {
        DE: 'Der Weg ist mittellang, oder man kennt ihn nicht.',
        EN: 'The way is of middling length, or it is not known.',
      },
    ],
    [1, { DE: 'Der Weg ist lang.', EN: 'The way is long.' }],
    [0, { DE: 'Der Weg ist sehr lang.', EN: 'The way is very long.' }],
  ],
  OVERLAP: [
    [
      1000,
      { DE: 'Die gewünschte Zeit ist ganz abgedeckt.', EN: 'All of the time that is asked for is covered.' },
    ],
    [
      500,
      {
        DE: 'Die gewünschte Zeit ist zum größeren Teil abgedeckt.',
        EN: 'Most of the time that is asked for is covered.',
      },
    ],
    [
      1,
      {
        DE: 'Die gewünschte Zeit ist zum kleineren Teil abgedeckt.',
        EN: 'A small part of the time that is asked for is covered.',
      },
    ],
    [
      0,
      {
        DE: 'Die gewünschte Zeit ist kaum abgedeckt.',
        EN: 'Hardly any of the time that is asked for is covered.',
      },
    ],
  ],
  PRIORITY: [
    [
      1000,
      {
        DE: 'Die Initiative trägt zu einem Punkt der Roadmap mit hoher Priorität bei.',
        EN: 'The initiative contributes to an item of the roadmap with high priority.',
      },
    ],
    [
      600,
      {
        DE: 'Die Initiative trägt zu einem Punkt der Roadmap mit mittlerer Priorität bei.',
        EN: 'The initiative contributes to an item of the roadmap with medium priority.',
      },
    ],
    [
      1,
      {
        DE: 'Die Initiative trägt zu einem Punkt der Roadmap mit niedriger Priorität bei.',
        EN: 'The initiative contributes to an item of the roadmap with low priority.',
      },
    ],
    [
      0,
      {
        DE: 'Die Initiative trägt zu keinem offenen Punkt der Roadmap bei.',
        EN: 'The initiative contributes to no open item of the roadmap.',
      },
    ],
  ],
  URGENCY: [
    [
      1000,
      {
        DE: 'Es eilt: Es wird binnen einer Woche gebraucht.',
        EN: 'It is urgent: it is needed within a week.',
      },
    ],
    [600, { DE: 'Es wird bald gebraucht.', EN: 'It is needed soon.' }],
    [1, { DE: 'Bis es gebraucht wird, ist noch Zeit.', EN: 'There is some time until it is needed.' }],
    [0, { DE: 'Es eilt nicht.', EN: 'It is not urgent.' }],
  ],
  FAIRNESS: [
    [
      1000,
      { DE: 'Die Organisation hat zuletzt nichts bekommen.', EN: 'The organization got nothing lately.' },
    ],
    [
      500,
      {
        DE: 'Die Organisation hat zuletzt weniger als die Hälfte von dem bekommen, was sie braucht.',
        EN: 'The organization lately got less than half of what it needs.',
      },
    ],
    [
      1,
      {
        DE: 'Die Organisation hat zuletzt mehr als die Hälfte von dem bekommen, was sie braucht.',
        EN: 'The organization lately got more than half of what it needs.',
      },
    ],
    [
      0,
      {
        DE: 'Die Organisation hat zuletzt alles bekommen, was sie braucht.',
        EN: 'The organization lately got all it needs.',
      },
    ],
  ],
  COST: [
    [1000, { DE: 'Nichts davon bliebe ungenutzt.', EN: 'None of it would be tied up without use.' }],
    [500, { DE: 'Ein Teil davon bliebe ungenutzt.', EN: 'A part of it would be tied up without use.' }],
    [0, { DE: 'Das meiste davon bliebe ungenutzt.', EN: 'Most of it would be tied up without use.' }],
  ],
}
