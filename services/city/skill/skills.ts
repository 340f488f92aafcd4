import type { LocalizedText } from '../../../platform/graph/language.js'

interface SkillReference {
  id: string
  position: number
  parent_id: string | null
  label: LocalizedText
  source: string | null
}

interface Branch {
  id: string
  label: LocalizedText
  source?: string
  below?: readonly Branch[]
}

/** The five competence areas of the European Digital Competence Framework for Citizens, by number. */
const digComp = (area: number) => `DigComp 2.2, area ${area}`

const tree: readonly Branch[] = [
  {
    id: 'skill-digital',
    label: { DE: 'Digitales', EN: 'Digital', DE_EASY: 'Computer und Internet' },
    below: [
      {
        id: 'skill-digital-information',
        label: { DE: 'Umgang mit Informationen und Daten', EN: 'Information and data literacy' },
        source: digComp(1),
        below: [
          { id: 'skill-data-analysis', label: { DE: 'Datenauswertung', EN: 'Data analysis' } },
          { id: 'skill-mapping', label: { DE: 'Karten und Geodaten', EN: 'Maps and geodata' } },
        ],
      },
      {
        id: 'skill-digital-communication',
        label: { DE: 'Kommunikation und Zusammenarbeit', EN: 'Communication and collaboration' },
        source: digComp(2),
      },
      {
        id: 'skill-digital-content',
        label: { DE: 'Gestalten digitaler Inhalte', EN: 'Digital content creation' },
        source: digComp(3),
        below: [{ id: 'skill-programming', label: { DE: 'Programmieren', EN: 'Programming' } }],
      },
      {
        id: 'skill-digital-safety',
        label: { DE: 'Sicherheit im Digitalen', EN: 'Digital safety' },
        source: digComp(4),
      },
      {
        id: 'skill-digital-problems',
        label: { DE: 'Lösen digitaler Probleme', EN: 'Digital problem solving' },
        source: digComp(5),
        below: [{ id: 'skill-it-operations', label: { DE: 'IT-Betrieb', EN: 'IT operations' } }],
      },
    ],
  },
  {
    id: 'skill-teaching',
    label: { DE: 'Lehren und Begleiten', EN: 'Teaching and guiding', DE_EASY: 'Anderen etwas beibringen' },
    below: [
      { id: 'skill-tutoring', label: { DE: 'Nachhilfe', EN: 'Tutoring' } },
      { id: 'skill-adult-education', label: { DE: 'Kurse für Erwachsene', EN: 'Courses for adults' } },
      { id: 'skill-mentoring', label: { DE: 'Patenschaft und Mentoring', EN: 'Mentoring' } },
    ],
  },
  {
    id: 'skill-language',
    label: { DE: 'Sprache und Verständigung', EN: 'Language and understanding' },
    below: [
      { id: 'skill-interpreting', label: { DE: 'Dolmetschen', EN: 'Interpreting' } },
      { id: 'skill-sign-language', label: { DE: 'Gebärdensprache', EN: 'Sign language' } },
      { id: 'skill-easy-language', label: { DE: 'Leichte Sprache', EN: 'Easy language' } },
    ],
  },
  {
    id: 'skill-craft',
    label: { DE: 'Handwerk und Technik', EN: 'Crafts and technology' },
    below: [
      {
        id: 'skill-electrical',
        label: { DE: 'Elektrotechnik', EN: 'Electrical work' },
        below: [
          {
            id: 'skill-appliance-testing',
            label: { DE: 'Prüfung elektrischer Geräte', EN: 'Testing of electrical appliances' },
          },
        ],
      },
      { id: 'skill-bicycle-repair', label: { DE: 'Fahrradreparatur', EN: 'Bicycle repair' } },
      { id: 'skill-woodwork', label: { DE: 'Holzarbeit', EN: 'Woodwork' } },
      { id: 'skill-gardening', label: { DE: 'Gartenbau', EN: 'Gardening' } },
      {
        id: 'skill-driving',
        label: { DE: 'Fahren (Klasse B)', EN: 'Driving (class B)' },
        below: [
          {
            id: 'skill-passenger-transport',
            label: { DE: 'Fahrgastbeförderung', EN: 'Passenger transport' },
          },
        ],
      },
    ],
  },
  {
    id: 'skill-care',
    label: { DE: 'Gesundheit und Soziales', EN: 'Health and social care' },
    below: [
      { id: 'skill-first-aid', label: { DE: 'Erste Hilfe', EN: 'First aid' } },
      { id: 'skill-nursing', label: { DE: 'Pflege', EN: 'Nursing' } },
      { id: 'skill-counselling', label: { DE: 'Beratung in Notlagen', EN: 'Counselling in hardship' } },
    ],
  },
  {
    id: 'skill-organizing',
    label: { DE: 'Organisation und Recht', EN: 'Organization and law' },
    below: [
      { id: 'skill-project-management', label: { DE: 'Projektleitung', EN: 'Project management' } },
      { id: 'skill-bookkeeping', label: { DE: 'Buchführung', EN: 'Bookkeeping' } },
      { id: 'skill-data-protection', label: { DE: 'Datenschutz', EN: 'Data protection' } },
      { id: 'skill-public-relations', label: { DE: 'Öffentlichkeitsarbeit', EN: 'Public relations' } },
    ],
  },
]

/** The skills the hub knows from the start, each after the more general one it stands below. */
export const skills: readonly SkillReference[] = flattened(tree, null).map((skill, index) => ({
  ...skill,
  position: index + 1,
}))

function flattened(branches: readonly Branch[], parent: string | null): Omit<SkillReference, 'position'>[] {
  return branches.flatMap(({ id, label, source = null, below = [] }) => [
    { id, parent_id: parent, label, source },
    ...flattened(below, id),
  ])
}
