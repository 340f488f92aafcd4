import type { PageLanguage } from '../../platform/pages/language.js'

export interface StartPageTexts {
  title: string
  lead: string
  what: { heading: string; text: string }
  ways: {
    heading: string
    account: string
    accountText: string
    graphiql: string
    graphiqlText: string
    graphql: string
    example: string
  }
  states: { heading: string; healthz: string; readyz: string }
  otherLanguage: { language: PageLanguage; label: string }
}

export const startPageTexts: Record<PageLanguage, StartPageTexts> = {
  de: {
    title: 'Bindeglied: ein Graph für die Stadt und ihre Partner',
    lead: 'Die Stadt als Bindeglied zwischen ihren eigenen Angeboten und den Initiativen ihrer Partner.',
    what: {
      heading: 'Was Sie hier finden',
      text:
        'Bildung, Mobilität, Gesundheit, Gesellschaft und Klimaschutz in den Stadtbezirken: Was die Stadt selbst ' +
        'anbietet und was Vereine, Unternehmen und andere Partner beitragen, lässt sich hier gemeinsam abfragen.',
    },
    ways: {
      heading: 'Wege hinein',
      account: 'Anmelden',
      accountText: 'für Partner und Mitarbeitende der Stadt. Was öffentlich ist, ist ohne Anmeldung da.',
      graphiql: 'Abfragen ausprobieren (GraphiQL, auf Englisch)',
      graphiqlText: 'im Browser, mit einer Beispielabfrage und der Beschreibung aller Daten.',
      graphql:
        'ist die Adresse für Programme (GraphQL über HTTP). Im Browser geöffnet zeigt sie nur eine Fehlermeldung. ' +
        'So fragt ein Programm:',
      example: 'Beispielaufruf',
    },
    states: {
      heading: 'Zustand',
      healthz: 'ob dieser Dienst läuft',
      readyz: 'ob er Abfragen annimmt',
    },
    otherLanguage: { language: 'en', label: 'English' },
  },
  en: {
    title: 'Bindeglied: one graph for the town and its partners',
    lead: "The town as the linking element between its own services and its partners' initiatives.",
    what: {
      heading: 'What you find here',
      text:
        'Education, mobility, health, society and climate protection in the districts: what the town itself offers ' +
        'and what associations, companies and other partners add can be asked for here, together.',
    },
    ways: {
      heading: 'Ways in',
      account: 'Sign in',
      accountText: "for partners and the town's staff. What is public needs no account.",
      graphiql: 'Try queries (GraphiQL)',
      graphiqlText: 'in the browser, with an example query and a description of all data.',
      graphql:
        'is the address for programs (GraphQL over HTTP). Opened in a browser it shows an error message only. ' +
        'This is how a program asks:',
      example: 'Example call',
    },
    states: {
      heading: 'State',
      healthz: 'whether this service runs',
      readyz: 'whether it takes queries',
    },
    otherLanguage: { language: 'de', label: 'Deutsch' },
  },
}
