import { LifeSituation as Situation } from '../municipal-service/life-situation.js'
import { atPlace, byPhone, byPost, weekdayMornings, weekdays } from './analog-ways.js'
import { districtIds } from './places.js'

const counter = atPlace('Bürgerbüro, Musterplatz 1, 41812 Erkelenz', weekdays)
const letterBox = byPost('Stadtverwaltung, Postfach 0000, 41812 Erkelenz')
const online = {
  DE: 'Formular ausfüllen und absenden; Nachweise als Foto oder PDF anhängen.',
  EN: 'Fill in the form and send it; attach proofs as a photo or PDF.',
  DE_EASY: 'Schreiben Sie Ihre Antworten in das Formular. Dann drücken Sie auf Senden.',
}
const [holzweiler] = districtIds('09')

/** Invented entries that show how services are described; what the town really offers is on its own pages. */
export const municipalServices = [
  {
    id: 'svc-ummelden',
    title: {
      DE: 'Wohnsitz ummelden (Beispiel)',
      EN: 'Register a change of address (example)',
      DE_EASY: 'Sie sind umgezogen (Beispiel)',
    },
    description: {
      DE: 'Nach einem Umzug die neue Anschrift melden.',
      EN: 'Report the new address after moving.',
      DE_EASY: 'Sie haben eine neue Wohnung. Sagen Sie uns: Wo wohnen Sie jetzt?',
    },
    digitalWebAddress: 'https://leistungen.example/ummelden',
    digitalHow: online,
    analogAccess: [counter, byPhone('010', weekdayMornings)],
    lifeSituations: [Situation.MOVING],
    district: null,
  },
  {
    id: 'svc-geburtsurkunde',
    title: {
      DE: 'Geburtsurkunde bestellen (Beispiel)',
      EN: 'Order a birth certificate (example)',
      DE_EASY: 'Ein Papier zur Geburt (Beispiel)',
    },
    description: {
      DE: 'Urkunde für ein neugeborenes Kind oder für sich selbst.',
      EN: 'A certificate for a newborn child or for oneself.',
      DE_EASY: 'Auf dem Papier steht: Das Kind ist geboren. Da steht auch der Name.',
    },
    digitalWebAddress: 'https://leistungen.example/geburtsurkunde',
    digitalHow: online,
    analogAccess: [counter, letterBox],
    lifeSituations: [Situation.BIRTH],
    district: null,
  },
  {
    id: 'svc-kitaplatz',
    title: {
      DE: 'Platz in einer Kita vormerken (Beispiel)',
      EN: 'Sign up for a place in day care (example)',
    },
    description: {
      DE: 'Ein Kind für mehrere Einrichtungen zugleich vormerken.',
      EN: 'Put a child on the lists of several day-care centres at once.',
    },
    digitalWebAddress: 'https://leistungen.example/kita',
    digitalHow: online,
    analogAccess: [counter, byPhone('011', weekdayMornings)],
    lifeSituations: [Situation.CHILDHOOD, Situation.WORK],
    district: null,
  },
  {
    id: 'svc-schulanmeldung',
    title: { DE: 'Kind in der Schule anmelden (Beispiel)', EN: 'Enrol a child at school (example)' },
    description: {
      DE: 'Anmeldung zur Grundschule oder zu einer weiterführenden Schule.',
      EN: 'Enrolment at a primary or secondary school.',
    },
    digitalWebAddress: 'https://leistungen.example/schule',
    digitalHow: online,
    analogAccess: [counter],
    lifeSituations: [Situation.SCHOOL, Situation.MOVING],
    district: null,
  },
  {
    id: 'svc-gewerbe',
    title: { DE: 'Gewerbe anmelden (Beispiel)', EN: 'Register a business (example)' },
    description: {
      DE: 'Beginn, Änderung oder Ende eines Gewerbes anzeigen.',
      EN: 'Give notice of the start, change or end of a business.',
    },
    digitalWebAddress: 'https://leistungen.example/gewerbe',
    digitalHow: online,
    analogAccess: [counter, letterBox],
    lifeSituations: [Situation.BUSINESS, Situation.WORK],
    district: null,
  },
  {
    id: 'svc-pflegeberatung',
    title: {
      DE: 'Beratung zur Pflege (Beispiel)',
      EN: 'Advice on care (example)',
      DE_EASY: 'Hilfe bei der Pflege (Beispiel)',
    },
    description: {
      DE: 'Welche Hilfen es gibt, wenn jemand Pflege braucht, und wie man sie bekommt.',
      EN: 'What help there is when somebody needs care, and how to get it.',
      DE_EASY: 'Brauchen Sie Pflege? Oder pflegen Sie einen Menschen? Wir beraten Sie.',
    },
    digitalWebAddress: null,
    digitalHow: {
      DE: 'Gespräch per Video; den Termin nennt eine E-Mail.',
      EN: 'A talk by video; an e-mail gives the appointment.',
      DE_EASY: 'Wir sprechen über das Internet. Sie sehen uns auf dem Bildschirm.',
    },
    analogAccess: [counter, byPhone('012', weekdays)],
    lifeSituations: [Situation.CARE, Situation.AGEING, Situation.DISABILITY],
    district: null,
  },
  {
    id: 'svc-parkausweis',
    title: {
      DE: 'Parkausweis für Menschen mit Behinderung (Beispiel)',
      EN: 'Parking permit for disabled people (example)',
    },
    description: {
      DE: 'Ausweis für Parkplätze mit Rollstuhlzeichen beantragen oder verlängern.',
      EN: 'Apply for or renew a permit for parking spaces with the wheelchair sign.',
    },
    digitalWebAddress: 'https://leistungen.example/parkausweis',
    digitalHow: online,
    analogAccess: [counter, letterBox],
    lifeSituations: [Situation.DISABILITY, Situation.MOBILITY],
    district: null,
  },
  {
    id: 'svc-buecherei',
    title: {
      DE: 'Ausweis für die Bücherei (Beispiel)',
      EN: 'Library card (example)',
      DE_EASY: 'Bücher leihen (Beispiel)',
    },
    description: {
      DE: 'Bücher, Spiele und E-Books ausleihen.',
      EN: 'Borrow books, games and e-books.',
      DE_EASY: 'Sie können Bücher leihen. Sie brauchen dafür eine Karte.',
    },
    digitalWebAddress: 'https://leistungen.example/buecherei',
    digitalHow: online,
    analogAccess: [atPlace('Bücherei, Musterstraße 8, 41812 Erkelenz', weekdays)],
    lifeSituations: [Situation.CHILDHOOD, Situation.SCHOOL, Situation.TRAINING],
    district: null,
  },
  {
    id: 'svc-ehrenamt',
    title: { DE: 'Ehrenamt finden (Beispiel)', EN: 'Find voluntary work (example)' },
    description: {
      DE: 'Beratung, welches Engagement zur eigenen Zeit und zu den eigenen Fähigkeiten passt.',
      EN: 'Advice on which voluntary work fits one’s time and skills.',
    },
    digitalWebAddress: 'https://leistungen.example/ehrenamt',
    digitalHow: online,
    analogAccess: [byPhone('013', weekdayMornings)],
    lifeSituations: [Situation.ENGAGEMENT, Situation.AGEING],
    district: null,
  },
  {
    id: 'svc-sprechstunde-holzweiler',
    title: {
      DE: 'Mobile Sprechstunde in Holzweiler (Beispiel)',
      EN: 'Mobile office hours in Holzweiler (example)',
      DE_EASY: 'Das Rathaus kommt nach Holzweiler (Beispiel)',
    },
    description: {
      DE: 'Einmal in der Woche lassen sich Anliegen vor Ort erledigen.',
      EN: 'Once a week, matters can be settled on the spot.',
      DE_EASY: 'Sie müssen nicht in die Stadt fahren. Wir kommen zu Ihnen.',
    },
    digitalWebAddress: 'https://leistungen.example/sprechstunde',
    digitalHow: { DE: 'Uhrzeit aussuchen und buchen.', EN: 'Choose a time and book it.' },
    analogAccess: [atPlace('Dorfladen, Beispielgasse 2, 41812 Erkelenz-Holzweiler', weekdayMornings)],
    lifeSituations: [Situation.MOVING, Situation.AGEING, Situation.MOBILITY],
    district: holzweiler,
  },
]
