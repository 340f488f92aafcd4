import { type Language, type LocalizedText, localize } from '../graph/language.js'
import { districts } from '../town/districts.js'
import type { Field } from '../town/field.js'
import type { LifeSituation } from '../town/life-situation.js'
import { type Reason, SuggestionReasonCode } from './reason.js'

/** A text in every language a reason is given in. */
type FullText = Required<LocalizedText>

const situations: Readonly<Record<LifeSituation, FullText>> = {
  BIRTH: {
    DE: 'weil Sie ein Kind bekommen oder bekommen haben',
    EN: 'because you are having or have had a baby',
    DE_EASY: 'Sie bekommen ein Baby. Oder Ihr Baby ist schon da.',
  },
  CHILDHOOD: {
    DE: 'weil Sie ein Kind großziehen',
    EN: 'because you are bringing up a child',
    DE_EASY: 'Sie haben ein Kind.',
  },
  SCHOOL: {
    DE: 'weil es bei Ihnen um die Schule geht',
    EN: 'because school matters to you',
    DE_EASY: 'Es geht um die Schule.',
  },
  TRAINING: {
    DE: 'weil Sie eine Ausbildung oder ein Studium vor sich haben oder machen',
    EN: 'because you are in training or about to start it',
    DE_EASY: 'Sie lernen einen Beruf.',
  },
  WORK: {
    DE: 'weil es bei Ihnen um die Arbeit geht',
    EN: 'because work matters to you',
    DE_EASY: 'Es geht um Ihre Arbeit.',
  },
  BUSINESS: {
    DE: 'weil Sie ein Unternehmen führen oder gründen',
    EN: 'because you run or start a business',
    DE_EASY: 'Sie haben eine Firma. Oder Sie wollen eine Firma gründen.',
  },
  MOVING: {
    DE: 'weil Sie umziehen oder umgezogen sind',
    EN: 'because you are moving or have moved',
    DE_EASY: 'Sie haben eine neue Wohnung.',
  },
  BUILDING: {
    DE: 'weil Sie bauen oder umbauen',
    EN: 'because you are building or rebuilding',
    DE_EASY: 'Sie bauen ein Haus. Oder Sie bauen etwas um.',
  },
  MARRIAGE: {
    DE: 'weil Sie heiraten oder geheiratet haben',
    EN: 'because you are getting or have got married',
    DE_EASY: 'Sie heiraten.',
  },
  HEALTH: {
    DE: 'weil es bei Ihnen um die Gesundheit geht',
    EN: 'because health matters to you',
    DE_EASY: 'Es geht um Ihre Gesundheit.',
  },
  CARE: {
    DE: 'weil Sie Pflege brauchen oder jemanden pflegen',
    EN: 'because you need care or care for somebody',
    DE_EASY: 'Sie brauchen Pflege. Oder Sie pflegen einen Menschen.',
  },
  DISABILITY: {
    DE: 'weil Sie oder jemand bei Ihnen mit einer Behinderung lebt',
    EN: 'because you or somebody close to you lives with a disability',
    DE_EASY: 'Sie haben eine Behinderung. Oder ein Mensch bei Ihnen hat eine Behinderung.',
  },
  AGEING: {
    DE: 'weil es bei Ihnen um das Älterwerden geht',
    EN: 'because growing older matters to you',
    DE_EASY: 'Sie werden älter.',
  },
  BEREAVEMENT: {
    DE: 'weil jemand gestorben ist, der Ihnen nahestand',
    EN: 'because somebody close to you has died',
    DE_EASY: 'Ein Mensch ist gestorben. Der Mensch war Ihnen wichtig.',
  },
  MOBILITY: {
    DE: 'weil es bei Ihnen darum geht, von Ort zu Ort zu kommen',
    EN: 'because getting from place to place matters to you',
    DE_EASY: 'Sie wollen gut von Ort zu Ort kommen.',
  },
  ENGAGEMENT: {
    DE: 'weil Sie sich für andere einsetzen möchten',
    EN: 'because you would like to do something for others',
    DE_EASY: 'Sie wollen anderen Menschen helfen.',
  },
}

const interests: Readonly<Record<Field, FullText>> = {
  EDUCATION: {
    DE: 'weil Sie sich für Bildung interessieren',
    EN: 'because you are interested in education',
    DE_EASY: 'Sie wollen etwas lernen.',
  },
  MOBILITY: {
    DE: 'weil Sie sich für Mobilität interessieren',
    EN: 'because you are interested in mobility',
    DE_EASY: 'Sie wollen etwas über Bus, Bahn und Fahrrad wissen.',
  },
  HEALTH: {
    DE: 'weil Sie sich für Gesundheit interessieren',
    EN: 'because you are interested in health',
    DE_EASY: 'Sie wollen etwas für die Gesundheit tun.',
  },
  SOCIETY: {
    DE: 'weil Sie sich für das Miteinander in der Stadt interessieren',
    EN: 'because you are interested in living together in the town',
    DE_EASY: 'Sie wollen andere Menschen treffen.',
  },
  CLIMATE: {
    DE: 'weil Sie sich für Umwelt und Klimaschutz interessieren',
    EN: 'because you are interested in the environment and the climate',
    DE_EASY: 'Sie wollen die Umwelt schützen.',
  },
}

const convenient: Readonly<
  Record<SuggestionReasonCode.SOON | SuggestionReasonCode.ONLINE | SuggestionReasonCode.WHOLE_TOWN, FullText>
> = {
  SOON: { DE: 'beginnt in den nächsten 14 Tagen', EN: 'starts within 14 days', DE_EASY: 'Es fängt bald an.' },
  ONLINE: {
    DE: 'geht auch von zu Hause aus über das Internet',
    EN: 'can be joined from home over the internet',
    DE_EASY: 'Sie können zu Hause mitmachen. Sie brauchen dafür Internet.',
  },
  WHOLE_TOWN: {
    DE: 'gilt in der ganzen Stadt',
    EN: 'is for the whole town',
    DE_EASY: 'Das gibt es für die ganze Stadt.',
  },
}

/** A reason as people read it. */
export function reasonText(reason: Reason, language: Language): string {
  return localize(textOf(reason), language)
}

function textOf(reason: Reason): FullText {
  switch (reason.code) {
    case SuggestionReasonCode.LIFE_SITUATION:
      return situations[reason.subject]
    case SuggestionReasonCode.INTEREST:
      return interests[reason.subject]
    case SuggestionReasonCode.DISTRICT:
      return inDistrict(districts.find(({ id }) => id === reason.subject)?.name ?? reason.subject)
    default:
      return convenient[reason.code]
  }
}

function inDistrict(name: string): FullText {
  return {
    DE: `im Stadtbezirk ${name}`,
    EN: `in the district of ${name}`,
    DE_EASY: `Das ist in ${name}.`,
  }
}
