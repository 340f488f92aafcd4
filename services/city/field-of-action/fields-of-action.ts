import type { LocalizedText } from '../../../platform/graph/language.js'

interface FieldOfActionReference {
  id: string
  position: number
  title: LocalizedText
  description: LocalizedText
  /** Numbers of the vision statements it serves. */
  visionStatements: readonly number[]
}

const inOrder: readonly Omit<FieldOfActionReference, 'position'>[] = [
  {
    id: 'foa-services',
    title: {
      DE: 'Leistungen, die zu den Menschen kommen',
      EN: 'Services that come to people',
      DE_EASY: 'Hilfe kommt zu Ihnen',
    },
    description: {
      DE: 'Leistungen der Stadt nach Lebenslagen ordnen, rechtzeitig anbieten und ohne Umwege erledigen.',
      EN: 'Arrange the town’s services by life situation, offer them in time, and get them done without detours.',
      DE_EASY: 'Die Stadt zeigt Ihnen: Das können Sie jetzt bekommen. Es soll schnell gehen.',
    },
    visionStatements: [1, 2],
  },
  {
    id: 'foa-access',
    title: {
      DE: 'Zugang für alle, digital und analog',
      EN: 'Access for all, digital and analog',
      DE_EASY: 'Alle können mitmachen',
    },
    description: {
      DE: 'Zu jedem digitalen Angebot eine Stelle, eine Telefonnummer oder eine Adresse; barrierefrei und in einfacher Sprache.',
      EN: 'A place, a telephone number or an address beside every digital offer; accessible and in easy language.',
      DE_EASY: 'Sie können das Internet nutzen. Sie können auch anrufen oder kommen. Die Texte sind leicht.',
    },
    visionStatements: [2, 5],
  },
  {
    id: 'foa-open-data',
    title: { DE: 'Offene Daten', EN: 'Open data', DE_EASY: 'Daten für alle' },
    description: {
      DE: 'Daten der Stadt in offenen Formaten, mit Herkunft und Stand, für alle nutzbar.',
      EN: 'The town’s data in open formats, with origin and date, for everyone to use.',
    },
    visionStatements: [3],
  },
  {
    id: 'foa-partners',
    title: {
      DE: 'Partner verbinden und ausstatten',
      EN: 'Connecting and equipping partners',
      DE_EASY: 'Gemeinsam mehr schaffen',
    },
    description: {
      DE: 'Initiativen von Vereinen, Unternehmen und Einrichtungen sichtbar machen und mit Räumen, Zeit, Geld und Wissen zusammenbringen.',
      EN: 'Make the initiatives of associations, companies and institutions visible, and bring them together with space, time, money and knowledge.',
    },
    visionStatements: [4],
  },
  {
    id: 'foa-skills',
    title: { DE: 'Digitale Fähigkeiten', EN: 'Digital skills', DE_EASY: 'Lernen mit Computer und Handy' },
    description: {
      DE: 'Kurse, Begleitung und Orte zum Ausprobieren für Bürgerinnen und Bürger und für Beschäftigte der Stadt.',
      EN: 'Courses, guidance and places to try things out, for citizens and for the town’s staff.',
      DE_EASY: 'Es gibt Kurse. Es gibt Menschen, die Ihnen helfen. Sie können in Ruhe üben.',
    },
    visionStatements: [5],
  },
  {
    id: 'foa-climate-mobility',
    title: { DE: 'Klima, Umwelt und Mobilität', EN: 'Climate, environment and mobility' },
    description: {
      DE: 'Mit Messwerten und geteilten Angeboten Wege, Energie und Stadtgrün klüger nutzen.',
      EN: 'Use measurements and shared offers to make better use of travel, energy and the town’s green.',
    },
    visionStatements: [3, 4],
  },
]

/** Fields of action of the strategy, in the hub's own words. */
export const fieldsOfAction: readonly FieldOfActionReference[] = inOrder.map((field, index) => ({
  ...field,
  position: index + 1,
}))
