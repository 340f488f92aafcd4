import type { LocalizedText } from '../../../platform/graph/language.js'

/** The paper the council agreed on; the texts below say what its statements mean, in the hub's own words. */
const paper = 'Stadt Erkelenz, A 10/186/2022'

interface VisionStatementReference {
  number: number
  source: string
  text: LocalizedText
}

const texts: readonly LocalizedText[] = [
  {
    DE: 'Die Stadt wartet nicht auf Anträge: Sie geht mit ihren Leistungen von sich aus auf die Menschen zu, wenn diese sie brauchen.',
    EN: 'The town does not wait to be asked: it comes to people with its services at the time they need them.',
    DE_EASY:
      'Die Stadt hilft Ihnen. Sie müssen nicht erst fragen. Die Stadt sagt Ihnen: Diese Hilfe gibt es für Sie.',
  },
  {
    DE: 'Digital geht vor, doch nie allein: Neben jedem digitalen Weg steht ein analoger, und jede Person wählt selbst.',
    EN: 'Digital comes first but never alone: beside every digital way in there is an analog one, and everyone chooses for themselves.',
    DE_EASY:
      'Sie können vieles im Internet machen. Sie müssen das aber nicht. Sie können auch anrufen. Oder Sie schreiben einen Brief. Oder Sie kommen zu uns. Sie entscheiden.',
  },
  {
    DE: 'Was die Stadt an Daten hat, steht allen offen: in guter Qualität, an jedem Ort und zu jeder Zeit abrufbar.',
    EN: 'The data the town holds are open to all: of good quality, and within reach at any place and any time.',
    DE_EASY:
      'Die Stadt sammelt Daten. Daten sind zum Beispiel Zahlen und Karten. Alle dürfen diese Daten sehen. Alle dürfen sie benutzen. Das geht immer. Das geht überall.',
  },
  {
    DE: 'Die Stadt ist das Bindeglied zu weiteren digitalen Initiativen, auch zu solchen, die andere tragen: in Bildung, Mobilität, Gesundheit, Gesellschaft, Umwelt und Klimaschutz. Sie hält Mittel bereit, um sie zu unterstützen.',
    EN: 'The town links further digital initiatives, also those run by others: in education, mobility, health, society, environment and climate protection. It keeps resources ready to support them.',
    DE_EASY:
      'Viele Menschen machen gute Sachen für die Stadt. Zum Beispiel für die Schule. Oder für die Gesundheit. Oder für das Klima. Die Stadt bringt diese Menschen zusammen. Die Stadt hilft ihnen auch. Zum Beispiel mit Räumen oder mit Geld.',
  },
  {
    DE: 'Niemand bleibt zurück: Die Stadt fördert, dass ihre Bürgerinnen und Bürger und ihre Beschäftigten sicher mit digitaler Technik umgehen können.',
    EN: 'Nobody is left behind: the town helps its citizens and its staff to become confident in using digital technology.',
    DE_EASY:
      'Computer und Handys sind manchmal schwer. Man kann das lernen. Die Stadt hilft beim Lernen. Das gilt für alle Menschen in der Stadt. Das gilt auch für die Menschen im Rathaus.',
  },
]

export const visionStatements: readonly VisionStatementReference[] = texts.map((text, index) => ({
  number: index + 1,
  source: `${paper}, Aussage ${index + 1}`,
  text,
}))
