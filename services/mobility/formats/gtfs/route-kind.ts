import { RouteKind } from '../../route/route.type.js'

/** Basic route types (GTFS Schedule reference, routes.txt). */
const basic: Record<number, RouteKind> = {
  0: RouteKind.TRAM,
  1: RouteKind.SUBWAY,
  2: RouteKind.RAIL,
  3: RouteKind.BUS,
  4: RouteKind.FERRY,
  5: RouteKind.TRAM,
  6: RouteKind.CABLE_CAR,
  7: RouteKind.FUNICULAR,
  11: RouteKind.BUS,
  12: RouteKind.RAIL,
}

/** Single types of the extended list that differ from the rest of their hundred. */
const extended: Record<number, RouteKind> = {
  401: RouteKind.SUBWAY,
  402: RouteKind.SUBWAY,
}

/** Extended route types (Google's "Extended GTFS route types"), by their hundreds. */
const hundreds: Record<number, RouteKind> = {
  1: RouteKind.RAIL,
  2: RouteKind.BUS,
  3: RouteKind.RAIL,
  4: RouteKind.RAIL,
  5: RouteKind.SUBWAY,
  6: RouteKind.SUBWAY,
  7: RouteKind.BUS,
  8: RouteKind.BUS,
  9: RouteKind.TRAM,
  10: RouteKind.FERRY,
  11: RouteKind.OTHER,
  12: RouteKind.FERRY,
  13: RouteKind.CABLE_CAR,
  14: RouteKind.FUNICULAR,
  15: RouteKind.TAXI,
  16: RouteKind.OTHER,
  17: RouteKind.OTHER,
}

/** The kind a GTFS `route_type` stands for; null if it is no type of either list. */
export function routeKind(routeType: string): RouteKind | null {
  if (!/^ *\d{1,4} *$/.test(routeType)) return null
  const type = Number(routeType)
  return basic[type] ?? extended[type] ?? (type >= 100 ? hundreds[Math.floor(type / 100)] : null) ?? null
}
