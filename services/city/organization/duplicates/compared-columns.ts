import { foldedText } from '../../../../platform/graph/text-search.js'

/**
 * Words for what an organization is by law, and not by which it is told from another: POSIX patterns of text in small
 * letters. Changing them needs a migration that writes `compared_name` anew.
 */
const legalForms = [
  ...[
    '(?:n\\. ?)?e\\.? ?v\\.?',
    'e\\.? ?g\\.?',
    'e\\.? ?k\\.?',
    'e?gbr',
    'ohg',
    'kg',
    'kgaa',
    'g?ag',
    'g?ug',
    'se',
    'vvag',
  ],
  ...['g?gmbh', 'mbh', 'partg(?: ?mbb)?', 'haftungsbeschränkt', '(?:& ?)?co\\.?', 'a\\.? ?ö\\.? ?r\\.?'],
  ...['k\\.? ?d\\.? ?ö\\.? ?r\\.?', 'i\\. ?g\\.?', 'in gründung', '(?:nicht )?eingetragener verein'],
  ...['eingetragene genossenschaft', 'gesellschaft (?:bürgerlichen rechts|mit beschränkter haftung)'],
  ...[
    'gemeinnützige[rs]?',
    'aktiengesellschaft',
    'körperschaft des öffentlichen rechts',
    'anstalt des öffentlichen rechts',
  ],
]

const letter = '[a-z0-9äöüß]'

/**
 * SQL of a name as it is compared: without words for legal forms, and spelled as it sounds.
 *
 * @param text SQL of a text that is not null
 */
export function comparedName(text: string): string {
  const forms = `(?<!${letter})(?:${legalForms.join('|')})(?!${letter})`
  return foldedText(`btrim(regexp_replace(lower(${text}), '${forms}', ' ', 'g'))`)
}

/**
 * SQL of the host of a web address, without `www.`. The registrable part is not looked
 * for: it takes a list (publicsuffix.org) that changes by the week.
 *
 * @param text SQL of a web address or null
 */
export function comparedHost(text: string): string {
  return `regexp_replace(lower(${text}), '^https?://(?:[^/?#@]*@)?(?:www[.])?([^/:?#]+).*$', '\\1')`
}

/** SQL of a register number without what people write differently: "VR 12-34" is "vr1234". */
export function comparedRegisterNumber(text: string): string {
  return `nullif(regexp_replace(lower(${text}), '[^a-z0-9äöüß]', '', 'g'), '')`
}

/** How the columns that duplicates are told by are generated. */
export const comparedColumns = {
  name: `(${comparedName('name')}) stored`,
  host: `(${comparedHost('web_address')}) stored`,
  registerNumber: `(${comparedRegisterNumber('register_number')}) stored`,
}
