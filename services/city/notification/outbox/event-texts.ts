import type { LocalizedText } from '../../../../platform/graph/language.js'

/**
 * Every type of event, with the sentence that tells it to people. `{subject}` is what it is about: `data.title` or
 * `data.name`, a text or a localized one; `{until}` is the moment of `data.until`. What is not listed cannot be subscribed
 * to, and fails a test.
 */
export const eventTexts = {
  'organization.registered': {
    DE: 'Neu angemeldete Organisation: {subject}',
    EN: 'Newly registered organization: {subject}',
  },
  'organization.verified': { DE: 'Geprüfte Organisation: {subject}', EN: 'Verified organization: {subject}' },
  'organization.changed': {
    DE: 'Geänderte Angaben zur Organisation: {subject}',
    EN: 'Changed details of the organization: {subject}',
  },
  'organization.verification-due': {
    DE: 'Die Prüfung der Organisation läuft ab: {subject}',
    EN: 'The verification of the organization is about to end: {subject}',
  },
  'organization.suspended': {
    DE: 'Gesperrte Organisation: {subject}',
    EN: 'Suspended organization: {subject}',
  },
  'organization.suspension-lifted': {
    DE: 'Wieder freigegebene Organisation: {subject}',
    EN: 'Organization that is no longer suspended: {subject}',
  },
  'organization.merged': {
    DE: 'Zusammengeführte Organisation: {subject}',
    EN: 'Merged organization: {subject}',
  },
  'initiative.submitted': { DE: 'Eingereichte Initiative: {subject}', EN: 'Submitted initiative: {subject}' },
  'initiative.withdrawn': {
    DE: 'Zurückgezogene Initiative: {subject}',
    EN: 'Withdrawn initiative: {subject}',
  },
  'initiative.changes-requested': {
    DE: 'Bitte um Änderungen an der Initiative: {subject}',
    EN: 'Changes are asked for in the initiative: {subject}',
  },
  'initiative.rejected': { DE: 'Abgelehnte Initiative: {subject}', EN: 'Rejected initiative: {subject}' },
  'initiative.published': { DE: 'Neue Initiative: {subject}', EN: 'New initiative: {subject}' },
  'initiative.changed': { DE: 'Geänderte Initiative: {subject}', EN: 'Changed initiative: {subject}' },
  'initiative.paused': { DE: 'Initiative macht Pause: {subject}', EN: 'Paused initiative: {subject}' },
  'initiative.resumed': { DE: 'Initiative geht weiter: {subject}', EN: 'Resumed initiative: {subject}' },
  'initiative.ended': { DE: 'Beendete Initiative: {subject}', EN: 'Ended initiative: {subject}' },
  'initiative.proposed': {
    DE: 'Vorgeschlagene Änderung an der Initiative: {subject}',
    EN: 'Proposed change of the initiative: {subject}',
  },
  'initiative.scheduled': {
    DE: 'Zugestimmt, erscheint zur gewählten Zeit: {subject}',
    EN: 'Approved, will be published at the time chosen: {subject}',
  },
  'initiative.reason-given': {
    DE: 'Begründung zur Initiative: {subject}',
    EN: 'Reason for a decision on the initiative: {subject}',
  },
  'initiative.proposal-withdrawn': {
    DE: 'Zurückgezogener Vorschlag zur Initiative: {subject}',
    EN: 'Withdrawn proposal for the initiative: {subject}',
  },
  'initiative.proposal-changes-requested': {
    DE: 'Bitte um Änderungen am Vorschlag zur Initiative: {subject}',
    EN: 'Changes are asked for in the proposal for the initiative: {subject}',
  },
  'initiative.proposal-accepted': {
    DE: 'Angenommener Vorschlag zur Initiative: {subject}',
    EN: 'Accepted proposal for the initiative: {subject}',
  },
  'initiative.proposal-rejected': {
    DE: 'Abgelehnter Vorschlag zur Initiative: {subject}',
    EN: 'Rejected proposal for the initiative: {subject}',
  },
  'resource.offered': { DE: 'Neues Angebot: {subject}', EN: 'New offer: {subject}' },
  'resource.changed': { DE: 'Geändertes Angebot: {subject}', EN: 'Changed offer: {subject}' },
  'resource.withdrawn': { DE: 'Zurückgezogenes Angebot: {subject}', EN: 'Withdrawn offer: {subject}' },
  'need.stated': { DE: 'Neuer Bedarf: {subject}', EN: 'New need: {subject}' },
  'need.changed': { DE: 'Geänderter Bedarf: {subject}', EN: 'Changed need: {subject}' },
  'need.withdrawn': { DE: 'Zurückgezogener Bedarf: {subject}', EN: 'Withdrawn need: {subject}' },
  'matching-run.finished': { DE: 'Abgleich fertig: {subject}', EN: 'Finished matching run: {subject}' },
  'matching-run.failed': { DE: 'Abgleich gescheitert: {subject}', EN: 'Failed matching run: {subject}' },
  'match.accepted': {
    DE: 'Zuteilung, vom Anbieter bis {until} zu bestätigen: {subject}',
    EN: 'Allocation for the provider to confirm by {until}: {subject}',
  },
  'match.confirmed': { DE: 'Bestätigte Zuteilung: {subject}', EN: 'Confirmed allocation: {subject}' },
  'match.refused': {
    DE: 'Vom Anbieter abgelehnte Zuteilung: {subject}',
    EN: 'Allocation the provider refused: {subject}',
  },
  'match.released': {
    DE: 'Freigegebene Zuteilung: {subject}',
    EN: 'Allocation that was released: {subject}',
  },
  'match.expired': {
    DE: 'Nicht rechtzeitig bestätigte Zuteilung: {subject}',
    EN: 'Allocation that was not confirmed in time: {subject}',
  },
  'roadmap-item.added': { DE: 'Neu auf der Roadmap: {subject}', EN: 'New on the roadmap: {subject}' },
  'roadmap-item.changed': {
    DE: 'Geändert auf der Roadmap: {subject}',
    EN: 'Changed on the roadmap: {subject}',
  },
  'field-of-action.added': { DE: 'Neues Handlungsfeld: {subject}', EN: 'New field of action: {subject}' },
  'field-of-action.changed': {
    DE: 'Geändertes Handlungsfeld: {subject}',
    EN: 'Changed field of action: {subject}',
  },
  'subgraph.registered': {
    DE: 'Angemeldeter Teilgraph: {subject}',
    EN: 'Registered subgraph: {subject}',
  },
  'subgraph.awaiting-approval': {
    DE: 'Version eines Teilgraphen wartet auf Freigabe: {subject}',
    EN: 'Version of a subgraph that awaits approval: {subject}',
  },
  'subgraph.canary': {
    DE: 'Teilweise ausgerollte Version eines Teilgraphen: {subject}',
    EN: 'Version of a subgraph that a share of requests gets: {subject}',
  },
  'subgraph.live': {
    DE: 'Version eines Teilgraphen ist für alle da: {subject}',
    EN: 'Version of a subgraph that is live: {subject}',
  },
  'subgraph.refused': {
    DE: 'Abgelehnte Version eines Teilgraphen: {subject}',
    EN: 'Refused version of a subgraph: {subject}',
  },
  'subgraph.rolled-back': {
    DE: 'Zurück auf einer früheren Version: {subject}',
    EN: 'Back on an earlier version: {subject}',
  },
  'subgraph.left-out': {
    DE: 'Passt nicht mehr in den Graphen und ist nicht mehr darin: {subject}',
    EN: 'Does not fit into the graph any more and is left out of it: {subject}',
  },
  'subgraph.suspended': { DE: 'Gesperrter Teilgraph: {subject}', EN: 'Suspended subgraph: {subject}' },
  'subgraph.resumed': {
    DE: 'Wieder freigegebener Teilgraph: {subject}',
    EN: 'Subgraph that is no longer suspended: {subject}',
  },
  'subgraph.retired': {
    DE: 'Teilgraph hat den Graphen verlassen: {subject}',
    EN: 'Subgraph that has left the graph: {subject}',
  },
  'webhook.disabled': {
    DE: 'Abgeschalteter Webhook: {subject}',
    EN: 'Webhook that was switched off: {subject}',
  },
  'webhook.ping': { DE: 'Probe des Webhooks: {subject}', EN: 'Trial of the webhook: {subject}' },
} as const satisfies Record<string, LocalizedText>

export type EventType = keyof typeof eventTexts

export const eventTypes = Object.keys(eventTexts) as EventType[]

export function isEventType(type: string): type is EventType {
  return Object.hasOwn(eventTexts, type)
}
