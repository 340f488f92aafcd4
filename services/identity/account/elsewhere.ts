import type { LocalizedText } from '../../../platform/graph/language.js'

/** What the export of an account says of what other parts of the hub hold. */
export const elsewhere: readonly LocalizedText[] = [
  {
    DE: 'Das Änderungsprotokoll nennt Ihre Konto-Kennung bei allem, was Sie geändert haben, ohne Namen und Adresse. Die Koordination der Stadt gibt Ihnen Ihre Einträge auf Anfrage.',
    EN: 'The audit trail names the id of your account at everything you have changed, without your name and address. The town’s coordinators give you your entries on request.',
  },
  {
    DE: 'Organisationen und Initiativen können Sie als Kontakt nennen. Diese Angaben gehören der Organisation; wer zu ihr gehört, sieht und ändert sie.',
    EN: 'Organizations and initiatives may name you as a contact. What they say there is theirs; whoever belongs to them sees and changes it.',
  },
  {
    DE: 'Der Dienst der Stadt hält unter Ihrer Konto-Kennung, welche E-Mail-Übersichten Sie gewählt haben, und unter Ihrer Adresse die Interessen, denen Sie per E-Mail folgen; jede dieser E-Mails hat einen Link, der das beendet.',
    EN: 'The town’s service holds, under the id of your account, which digests you have chosen and, under your address, the interests you follow by e-mail; each of those mails has a link that ends it.',
  },
]
