import type { LocalizedText } from '../../../../../platform/graph/language.js'
import type { SubgraphFailureKind } from './health.type.js'

/** What each kind of failure means to who runs the subgraph, and what to do. */
export const failureTexts: Record<SubgraphFailureKind, LocalizedText> = {
  ADDRESS_REFUSED: {
    DE: 'Die Adresse führt in ein internes Netz und wird nicht gefragt: den Rechnernamen und seine DNS-Einträge prüfen.',
    EN: 'The address leads into an internal network and is not asked: check the host name and its DNS records.',
  },
  UNREACHABLE: {
    DE: 'Es kommt keine Verbindung zustande: prüfen, ob der Dienst läuft und sein Zertifikat gilt.',
    EN: 'No connection can be made: check that the service runs and that its certificate is valid.',
  },
  TIMEOUT: {
    DE: 'Die Antwort war nicht rechtzeitig vollständig: langsame Felder beschleunigen oder weniger auf einmal liefern.',
    EN: 'The answer was not complete in time: make slow fields faster, or return less at once.',
  },
  HTTP_ERROR: {
    DE: 'Der Dienst hat mit einem anderen Status als 200 geantwortet, oder mit einer Umleitung; ihr wird nicht gefolgt.',
    EN: 'The service answered with another status than 200, or with a redirect, which is not followed.',
  },
  TOO_LARGE: {
    DE: 'Die Antwort war größer als erlaubt: Listen in Seiten aufteilen.',
    EN: 'The answer was larger than is allowed: split lists into pages.',
  },
  NO_GRAPHQL: {
    DE: 'Die Antwort war keine GraphQL-Antwort in JSON: prüfen, was unter der Adresse antwortet.',
    EN: 'The answer was no GraphQL response in JSON: check what answers at the address.',
  },
  WRONG_ENTITIES: {
    DE: 'Auf `_entities` kamen nicht so viele Einträge zurück, wie angefragt wurden: je Verweis einen liefern, und null, wo es nichts gibt.',
    EN: '`_entities` returned another number of entries than was asked for: return one for each reference, null where there is nothing.',
  },
  OVERLOADED: {
    DE: 'Zu viele Anfragen liefen schon zugleich: der Dienst antwortet langsamer, als gefragt wird.',
    EN: 'Too many requests were already under way: the service answers more slowly than it is asked.',
  },
  BREAKER_OPEN: {
    DE: 'Nach vielen Fehlern wird der Dienst für kurze Zeit nicht gefragt; das endet von selbst, sobald er wieder antwortet.',
    EN: 'After many failures the service is not asked for a short time; that ends by itself once it answers again.',
  },
}
