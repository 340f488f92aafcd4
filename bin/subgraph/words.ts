export type Lang = 'de' | 'en'

/** What the commands themselves say; what the hub has found, it says itself. */
export interface Words {
  severity: Record<'ERROR' | 'WARNING', string>
  remedy: string
  breaks: string
  checked(name: string, ok: boolean): string
  published(name: string, version: number, status: string): string
  counts(errors: number, warnings: number): string
  breaking: string
  unnamed: string
  ofApp(app: string): string
  used(times: number, lastOn: string | null): string
}

const statuses: Record<string, { de: string; en: string }> = {
  REFUSED: { de: 'ist abgelehnt', en: 'is refused' },
  SANDBOX: { de: 'ist im Sandkasten der Organisation', en: "is in the organization's sandbox" },
  AWAITING_APPROVAL: { de: 'wartet auf die Freigabe', en: 'awaits approval' },
  CANARY: { de: 'ist für einen Teil der Anfragen da', en: 'is there for a share of the requests' },
  LIVE: { de: 'ist für alle da', en: 'is live' },
}

/** A status this version of the command does not know speaks for itself. */
function statusIn(lang: Lang, status: string): string {
  const text = statuses[status]?.[lang]
  return text === undefined ? status : `${text} (${status})`
}

export const words: Record<Lang, Words> = {
  de: {
    severity: { ERROR: 'Fehler', WARNING: 'Hinweis' },
    remedy: 'Abhilfe',
    breaks: 'Bricht',
    checked: (name, ok) => (ok ? `${name}: würde angenommen` : `${name}: würde abgelehnt`),
    published: (name, version, status) => `${name}: Version ${version} ${statusIn('de', status)}`,
    counts: (errors, warnings) => `${errors} Fehler, ${number(warnings, 'Hinweis', 'Hinweise')}`,
    breaking: 'nimmt dem Graphen etwas weg',
    unnamed: 'eine Abfrage ohne Namen',
    ofApp: (app) => `der App ${app}`,
    used: (times, lastOn) =>
      times === 0
        ? 'angemeldet, in den letzten 30 Tagen nicht benutzt'
        : `${times.toLocaleString('de')}-mal in den letzten 30 Tagen${lastOn === null ? '' : `, zuletzt am ${lastOn}`}`,
  },
  en: {
    severity: { ERROR: 'error', WARNING: 'warning' },
    remedy: 'Remedy',
    breaks: 'Breaks',
    checked: (name, ok) => (ok ? `${name}: would be taken` : `${name}: would be refused`),
    published: (name, version, status) => `${name}: version ${version} ${statusIn('en', status)}`,
    counts: (errors, warnings) =>
      `${number(errors, 'error', 'errors')}, ${number(warnings, 'warning', 'warnings')}`,
    breaking: 'takes something from the graph',
    unnamed: 'an operation without a name',
    ofApp: (app) => `of app ${app}`,
    used: (times, lastOn) =>
      times === 0
        ? 'registered, not used in the last 30 days'
        : `${number(times, 'time', 'times')} in the last 30 days${lastOn === null ? '' : `, last on ${lastOn}`}`,
  },
}

function number(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}
