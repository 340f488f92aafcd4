import type { StoredFinding, Text } from './finding.js'
import { problemTexts } from './problem-texts.js'
import { wordingOf } from './rules.js'

/** What people read of a finding. */
export interface Said {
  message: Text
  remedy: Text
}

type Params = StoredFinding['params']

const unknown: Text = {
  DE: 'Eine Regel einer früheren Version wurde verletzt; prüfen Sie den Teilgraphen noch einmal.',
  EN: 'A rule of an earlier version was broken; check the subgraph again.',
}

/** A finding in words. */
export function said({ code, wording, params }: StoredFinding): Said {
  const { message, remedy } = wordingOf(code, wording) ?? { message: unknown, remedy: unknown }
  return { message: filled(message, params), remedy: filled(remedy, params) }
}

function filled(text: Text, params: Params): Text {
  return { DE: fillIn(text.DE, inTongue(params, 'DE')), EN: fillIn(text.EN, inTongue(params, 'EN')) }
}

/** Codes of problems become sentences; other values are what they are in any language. */
function inTongue(params: Params, tongue: keyof Text): Params {
  const text: Text | undefined = Object.entries(problemTexts).find(([code]) => code === params.problem)?.[1]
  return text === undefined ? params : { ...params, problem: text[tongue] }
}

function fillIn(text: string, params: Params): string {
  return text
    .replace(/\{(\w+)\}/g, (whole, name: string) => params[name] ?? whole)
    .replace(/ {2,}/g, ' ')
    .trim()
}
