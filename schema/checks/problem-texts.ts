import type { Text } from './finding.js'
import type { HostProblem } from './live-facts.js'

/** What a change does to those who use something. */
export type Loss = 'GONE' | 'RETYPED' | 'REQUIRED' | 'CHANGED'

/** What is said where an address gave nothing that can be used, and of what a change takes away. */
export const problemTexts: Readonly<Record<HostProblem | Loss, Text>> = {
  ADDRESS_REFUSED: {
    DE: 'Die Adresse führt in ein internes Netz oder ist nicht https.',
    EN: 'The address leads into an internal network, or is not https.',
  },
  UNKNOWN_HOST: { DE: 'Einen Host dieses Namens gibt es nicht.', EN: 'There is no host of that name.' },
  TIMEOUT: {
    DE: 'Die Antwort kam nicht rechtzeitig oder nicht ganz.',
    EN: 'The answer, or all of it, did not come in time.',
  },
  NO_HTTP: { DE: 'Die Antwort ist kein HTTP.', EN: 'The answer is no HTTP.' },
  UNREACHABLE: { DE: 'Es kam keine Verbindung zustande.', EN: 'No connection could be made.' },
  REDIRECT: { DE: 'Die Antwort ist eine Umleitung.', EN: 'The answer is a redirect.' },
  HTTP_ERROR: { DE: 'Der Status der Antwort ist nicht 200.', EN: 'The status of the answer is not 200.' },
  TOO_LARGE: { DE: 'Die Antwort ist zu groß.', EN: 'The answer is too large.' },
  NO_GRAPHQL: { DE: 'Die Antwort ist keine GraphQL-Antwort.', EN: 'The answer is no GraphQL response.' },
  GONE: { DE: 'Das gibt es nicht mehr.', EN: 'It is gone.' },
  RETYPED: { DE: 'Der Typ ist ein anderer.', EN: 'Its type is another.' },
  REQUIRED: { DE: 'Das muss künftig angegeben werden.', EN: 'It must be given from now on.' },
  CHANGED: { DE: 'Das ist etwas anderes geworden.', EN: 'It has become something else.' },
  TOKEN_MISSING: { DE: 'Das Kennzeichen fehlt.', EN: 'The token is missing.' },
}
