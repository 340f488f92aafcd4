import { exampleOrganizations } from '../../../../platform/service/example-ids.js'
import type { Contact } from '../../contact/contact.js'

/** Whom the town would ask about each organization's initiatives, if there were such people. */
const contacts: Readonly<Record<string, Contact>> = {
  [exampleOrganizations.town]: byMail('Tom Rathaus (Beispiel)', 'digital@stadt.example'),
  [exampleOrganizations.education]: byMail('Lea Lotse (Beispiel)', 'lea@lernwerkstatt.example'),
  [exampleOrganizations.mobility]: byMail('Rosa Speiche (Beispiel)', 'rosa@radkreis.example'),
  [exampleOrganizations.health]: byMail('Gero Kiosk (Beispiel)', 'gero@gesundheitsnetz.example'),
  [exampleOrganizations.society]: byMail('Nele Garten (Beispiel)', 'nele@nachbarschaftshilfe.example'),
  [exampleOrganizations.climate]: byMail('Karl Wetter (Beispiel)', 'karl@klimawerk.example'),
}

export function contactOf(organization: string): Contact {
  const contact = contacts[organization]
  if (contact === undefined) throw new TypeError(`The example has nobody to ask at ${organization}`)
  return contact
}

function byMail(name: string, email: string): Contact {
  return { name, email, phone: null }
}
