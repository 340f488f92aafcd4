import type { PageLanguage } from '../../../../platform/pages/language.js'
import { Field } from '../../field.js'
import { ResourceKind, Unit } from '../../goods/resource-kind.js'
import { MatchStatus } from '../match/match-status.js'
import { UnmetReason } from '../overview/unmet/unmet-reason.js'

/** A text in the languages tables are offered in. */
export type Said = Readonly<Record<PageLanguage, string>>

function said(de: string, en: string): Said {
  return { de, en }
}

/** What the words of the graph are called in tables. */
export const words = {
  kind: {
    [ResourceKind.SPACE]: said('Raum', 'Space'),
    [ResourceKind.STAFF_HOURS]: said('Arbeitszeit', 'Staff hours'),
    [ResourceKind.FUNDING]: said('Förderung', 'Funding'),
    [ResourceKind.EQUIPMENT]: said('Ausstattung', 'Equipment'),
    [ResourceKind.DATA]: said('Daten', 'Data'),
    [ResourceKind.EXPERTISE]: said('Fachwissen', 'Expertise'),
    [ResourceKind.VEHICLE]: said('Fahrzeug', 'Vehicle'),
  },
  unit: {
    [Unit.HOURS]: said('Stunden', 'hours'),
    [Unit.DAYS]: said('Tage', 'days'),
    [Unit.EUROS]: said('Euro', 'euros'),
    [Unit.PIECES]: said('Stück', 'pieces'),
    [Unit.SEATS]: said('Plätze', 'seats'),
    [Unit.SQUARE_METRES]: said('m²', 'm²'),
  },
  field: {
    [Field.EDUCATION]: said('Bildung', 'Education'),
    [Field.MOBILITY]: said('Mobilität', 'Mobility'),
    [Field.HEALTH]: said('Gesundheit', 'Health'),
    [Field.SOCIETY]: said('Gesellschaft', 'Society'),
    [Field.CLIMATE]: said('Umwelt und Klima', 'Environment and climate'),
  },
  status: {
    [MatchStatus.PROPOSED]: said('vorgeschlagen', 'proposed'),
    [MatchStatus.ACCEPTED]: said('angenommen', 'accepted'),
    [MatchStatus.CONFIRMED]: said('bestätigt', 'confirmed'),
    [MatchStatus.DECLINED]: said('abgelehnt', 'declined'),
    [MatchStatus.REFUSED]: said('vom Anbieter abgelehnt', 'refused by the provider'),
    [MatchStatus.RELEASED]: said('zurückgegeben', 'released'),
    [MatchStatus.EXPIRED]: said('abgelaufen', 'expired'),
    [MatchStatus.SUPERSEDED]: said('ersetzt', 'superseded'),
    [MatchStatus.WHAT_IF]: said('nur durchgespielt', 'what if'),
  },
  reason: {
    [UnmetReason.NOTHING_OFFERED]: said('nichts angeboten', 'nothing offered'),
    [UnmetReason.GIVEN_TO_OTHERS]: said('an andere vergeben', 'given to others'),
    [UnmetReason.DECLINED]: said('abgelehnt', 'declined'),
    [UnmetReason.DEADLINE]: said('zu spät', 'too late'),
    [UnmetReason.SOURCES]: said('zu viele Quellen', 'too many sources'),
    [UnmetReason.ELIGIBILITY]: said('nicht dafür gedacht', 'not eligible'),
    [UnmetReason.SMALLEST_LOT]: said('zu wenig', 'too little'),
    [UnmetReason.DISTANCE]: said('zu weit weg', 'too far away'),
    [UnmetReason.SKILLS]: said('Kenntnisse fehlen', 'skills lacking'),
    [UnmetReason.AVAILABILITY]: said('zu anderer Zeit', 'at another time'),
    [UnmetReason.TAKEN]: said('schon vergeben', 'taken already'),
    [UnmetReason.SEVERAL_RULES]: said('aus mehreren Gründen', 'several reasons at once'),
    [UnmetReason.NOT_ENOUGH]: said('reicht nicht', 'not enough'),
  },
} as const satisfies Record<string, Record<string, Said>>
