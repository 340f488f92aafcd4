import { type Language, type LocalizedText, localize } from '../../../platform/graph/language.js'

/** What an initiative can lack to be published: a closed list of codes, each with what it says to people. */
const gapTexts = {
  MISSING_SUMMARY: {
    DE: 'Bitte in ein, zwei Sätzen sagen, worum es geht.',
    EN: 'Please say in a sentence or two what it is about.',
    DE_EASY: 'Bitte schreiben Sie kurz: Worum geht es?',
  },
  MISSING_PLACE: {
    DE: 'Bitte mindestens einen Bezirk oder einen Ort angeben.',
    EN: 'Please name at least one district, or a place.',
    DE_EASY: 'Bitte schreiben Sie: Wo ist das Angebot?',
  },
  MISSING_CONTACT: {
    DE: 'Bitte eine Ansprechperson nennen; sie wird nicht veröffentlicht.',
    EN: 'Please name somebody to ask; this is not published.',
    DE_EASY: 'Bitte schreiben Sie: Wen kann die Stadt fragen? Nur die Stadt sieht das.',
  },
  UNREACHABLE_CONTACT: {
    DE: 'Bitte E-Mail-Adresse oder Telefonnummer der Ansprechperson angeben.',
    EN: 'Please give an e-mail address or a telephone number of the person to ask.',
    DE_EASY: 'Bitte schreiben Sie auch: E-Mail oder Telefon-Nummer.',
  },
  MISSING_ANALOG_ACCESS: {
    DE: 'Bitte mindestens einen Weg ohne Internet angeben: einen Ort, eine Telefonnummer oder eine Postanschrift.',
    EN: 'Please give at least one way in without the internet: a place, a telephone number or a postal address.',
    DE_EASY:
      'Nicht alle haben Internet. Bitte schreiben Sie: einen Ort, eine Telefon-Nummer oder eine Adresse.',
  },
  MISSING_HOURS: {
    DE: 'Bitte angeben, wann dort jemand erreichbar ist.',
    EN: 'Please say when somebody can be reached there.',
    DE_EASY: 'Bitte schreiben Sie: Wann ist jemand da?',
  },
  NOT_A_TELEPHONE_NUMBER: {
    DE: 'Bitte eine Telefonnummer angeben, die mit der Nummer beginnt, etwa 02431 85-0.',
    EN: 'Please give a telephone number that begins with the digits, such as 02431 85-0.',
    DE_EASY: 'Das ist keine Telefon-Nummer.',
  },
  NOT_A_POSTAL_ADDRESS: {
    DE: 'Bitte eine Postanschrift mit Straße oder Postfach, Postleitzahl und Ort angeben.',
    EN: 'Please give a postal address with street or box, postal code and place.',
    DE_EASY: 'Bitte schreiben Sie die ganze Adresse: Straße, Postleitzahl und Ort.',
  },
} as const satisfies Record<string, LocalizedText>

export type GapCode = keyof typeof gapTexts

/** What a gap says, in German where the language wanted has no text. */
export function gapText(code: GapCode, lang: Language): string {
  return localize(gapTexts[code], lang)
}
