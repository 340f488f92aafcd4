import { Field } from '../../field.js'

/** What a feed says of itself, in the languages it is offered in. */
export const feedTexts = {
  de: {
    title: 'Neues aus Bindeglied',
    subtitle: 'Öffentliche Änderungen der letzten 90 Tage.',
    badRequest:
      'So gibt es keinen Feed. Möglich sind: field=EDUCATION, MOBILITY, HEALTH, SOCIETY oder CLIMATE; district=Kennung eines Ortsteils; lang=de oder en.',
    noDistrict: 'Einen Ortsteil mit dieser Kennung gibt es nicht.',
    fields: {
      [Field.EDUCATION]: 'Bildung',
      [Field.MOBILITY]: 'Mobilität',
      [Field.HEALTH]: 'Gesundheit',
      [Field.SOCIETY]: 'Gesellschaft',
      [Field.CLIMATE]: 'Umwelt und Klima',
    },
  },
  en: {
    title: 'News from Bindeglied',
    subtitle: 'Public changes of the last 90 days.',
    badRequest:
      'There is no such feed. Possible are: field=EDUCATION, MOBILITY, HEALTH, SOCIETY or CLIMATE; district=id of a district; lang=de or en.',
    noDistrict: 'There is no district with this id.',
    fields: {
      [Field.EDUCATION]: 'Education',
      [Field.MOBILITY]: 'Mobility',
      [Field.HEALTH]: 'Health',
      [Field.SOCIETY]: 'Society',
      [Field.CLIMATE]: 'Environment and climate',
    },
  },
} as const
