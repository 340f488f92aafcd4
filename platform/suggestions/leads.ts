import { Field } from '../town/field.js'
import { LifeSituation } from '../town/life-situation.js'

/*
 * What leads from a question to what may help. These tables are our own reading of what people look for in a
 * situation, made for this project and taken from no catalogue; whoever knows better changes a line here, and the
 * reason that is shown with each suggestion stays true.
 */

/** Fields in which somebody in a situation is likely to find an initiative that helps. */
export const fieldsOfSituation: Readonly<Record<LifeSituation, readonly Field[]>> = {
  BIRTH: [Field.HEALTH, Field.SOCIETY],
  CHILDHOOD: [Field.EDUCATION, Field.SOCIETY],
  SCHOOL: [Field.EDUCATION],
  TRAINING: [Field.EDUCATION],
  WORK: [Field.EDUCATION],
  BUSINESS: [],
  MOVING: [Field.SOCIETY, Field.MOBILITY],
  BUILDING: [Field.CLIMATE],
  MARRIAGE: [],
  HEALTH: [Field.HEALTH],
  CARE: [Field.HEALTH, Field.SOCIETY],
  DISABILITY: [Field.HEALTH, Field.MOBILITY],
  AGEING: [Field.HEALTH, Field.SOCIETY],
  BEREAVEMENT: [Field.SOCIETY],
  MOBILITY: [Field.MOBILITY],
  ENGAGEMENT: [Field.SOCIETY, Field.CLIMATE],
}

/** Situations whose services of the town are about a field; those of climate are about no situation of life. */
export const situationsOfField: Readonly<Record<Field, readonly LifeSituation[]>> = {
  EDUCATION: [LifeSituation.CHILDHOOD, LifeSituation.SCHOOL, LifeSituation.TRAINING],
  MOBILITY: [LifeSituation.MOBILITY],
  HEALTH: [LifeSituation.HEALTH, LifeSituation.CARE],
  SOCIETY: [LifeSituation.ENGAGEMENT],
  CLIMATE: [],
}

/** Beginnings of German words by which courses and events for a situation are known. */
export const wordsOfSituation: Readonly<Record<LifeSituation, readonly string[]>> = {
  BIRTH: ['Geburt', 'Baby', 'Säugling', 'Schwanger', 'Krabbel', 'Eltern'],
  CHILDHOOD: ['Kind', 'Familie', 'Eltern', 'Spiel', 'Ferien'],
  SCHOOL: ['Schule', 'Schüler', 'Hausaufgabe', 'Nachhilfe', 'Lern'],
  TRAINING: ['Ausbildung', 'Studium', 'Bewerbung', 'Praktikum', 'Abschluss'],
  WORK: ['Beruf', 'Arbeit', 'Bewerbung', 'Büro', 'Weiterbildung'],
  BUSINESS: ['Gründung', 'Gewerbe', 'Selbständig', 'Selbstständig', 'Unternehmen', 'Buchführung'],
  MOVING: ['Neubürger', 'Zugezogen', 'Willkommen', 'Begegnung', 'Nachbarschaft'],
  BUILDING: ['Bauen', 'Sanierung', 'Wärmepumpe', 'Dämmung', 'Solar', 'Photovoltaik', 'Energieberatung'],
  MARRIAGE: ['Hochzeit', 'Trauung', 'Heirat', 'Paar'],
  HEALTH: ['Gesundheit', 'Bewegung', 'Ernährung', 'Sport', 'Selbsthilfe', 'Gymnastik'],
  CARE: ['Pflege', 'Angehörige', 'Demenz', 'Betreuung'],
  DISABILITY: ['Behinderung', 'Inklusion', 'Inklusiv', 'Barrierefrei', 'Gebärdensprache', 'Rollstuhl'],
  AGEING: ['Senior', 'Ältere', 'Ruhestand', 'Rente', 'Vorsorge', 'Enkel'],
  BEREAVEMENT: ['Trauer', 'Abschied', 'Hospiz'],
  MOBILITY: ['Fahrrad', 'Fahrräder', 'Bus', 'Bahn', 'Mitfahr', 'Einkaufsfahrt', 'Verkehr'],
  ENGAGEMENT: ['Ehrenamt', 'Freiwillig', 'Verein', 'Engagement', 'Helfer'],
}

/** Beginnings of German words by which courses and events of a field are known. */
export const wordsOfField: Readonly<Record<Field, readonly string[]>> = {
  EDUCATION: ['Kurs', 'Lern', 'Bildung', 'Lesen', 'Bücher', 'Vortrag', 'Workshop'],
  MOBILITY: wordsOfSituation.MOBILITY,
  HEALTH: wordsOfSituation.HEALTH,
  SOCIETY: ['Begegnung', 'Nachbarschaft', 'Ehrenamt', 'Verein', 'Kultur', 'Fest'],
  CLIMATE: ['Klima', 'Umwelt', 'Natur', 'Energie', 'Solar', 'Reparier', 'Garten', 'Baum'],
}
