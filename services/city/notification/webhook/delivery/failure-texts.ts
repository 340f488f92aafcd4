import type { LocalizedText } from '../../../../../platform/graph/language.js'
import { DeliveryFailure } from './delivery-failure.js'

/** What a failed attempt means to whoever looks after the receiver. `{status}` is the HTTP status. */
export const failureTexts: Record<DeliveryFailure, LocalizedText> = {
  [DeliveryFailure.ADDRESS_REFUSED]: {
    DE: 'Die Adresse führt in ein internes Netz und wird nicht angesprochen: bitte eine öffentliche angeben.',
    EN: 'The address leads into an internal network and is not asked: give a public one.',
  },
  [DeliveryFailure.UNKNOWN_HOST]: {
    DE: 'Der Rechnername lässt sich nicht auflösen: bitte die Adresse und den DNS-Eintrag prüfen.',
    EN: 'The host name cannot be looked up: check the address and its DNS record.',
  },
  [DeliveryFailure.UNREACHABLE]: {
    DE: 'Keine Verbindung: bitte prüfen, ob der Empfänger läuft und sein Zertifikat gültig ist.',
    EN: 'No connection: check that the receiver runs and its certificate is valid.',
  },
  [DeliveryFailure.TIMEOUT]: {
    DE: 'Keine Antwort in der vorgesehenen Zeit: bitte den Empfang sofort bestätigen und später verarbeiten.',
    EN: 'No answer in time: confirm what you receive at once, and work on it later.',
  },
  [DeliveryFailure.NO_HTTP]: {
    DE: 'Die Antwort ist kein HTTP: bitte Adresse und Port prüfen.',
    EN: 'The answer is not HTTP: check address and port.',
  },
  [DeliveryFailure.REDIRECT]: {
    DE: 'Die Adresse leitet weiter (Status {status}): bitte die Adresse angeben, zu der sie führt.',
    EN: 'The address redirects (status {status}): give the address it leads to.',
  },
  [DeliveryFailure.GONE]: {
    DE: 'Der Empfänger will nichts mehr erhalten (Status 410); der Webhook ist abgeschaltet.',
    EN: 'The receiver wants nothing any more (status 410); the webhook is switched off.',
  },
  [DeliveryFailure.STATUS]: {
    DE: 'Der Empfänger antwortet mit Status {status} statt mit 2xx.',
    EN: 'The receiver answers with status {status} instead of 2xx.',
  },
}
