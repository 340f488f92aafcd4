import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { type Connection, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { Language, LanguageArgs, localize, untranslated } from '../../../platform/graph/language.js'
import { page } from '../../../platform/graph/list.js'
import { Near } from '../../../platform/graph/place.js'
import { District } from '../district/district.type.js'
import { sharingStationList, sharingStationsById, sharingStationsNear } from './sharing-station.queries.js'
import { SharingStation, SharingStationConnection } from './sharing-station.type.js'

@Resolver(() => SharingStation)
export class SharingStationResolver {
  @Query(() => SharingStation, { nullable: true })
  sharingStation(@Arg('id', () => ID) id: string, @Ctx() context: SubgraphContext) {
    return context.load(sharingStationsById, null, id)
  }

  @Query(() => SharingStationConnection, {
    nullable: true,
    description: 'Stations by name; those near a place by distance.',
  })
  sharingStations(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('near', () => Near, { nullable: true }) near: Near | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<SharingStation>> {
    return page<SharingStation>(near ? sharingStationsNear(near) : sharingStationList(), args, context)
  }

  @FieldResolver(() => String)
  name(@Root() station: SharingStation, @Args(() => LanguageArgs) { lang }: LanguageArgs): string {
    return localize(nameOf(station), lang)
  }

  @FieldResolver(() => [String], {
    description:
      "Names of the fields that are given in German, or the feed's own language, when this language is asked for.",
  })
  untranslated(
    @Root() station: SharingStation,
    @Arg('lang', () => Language, { defaultValue: Language.EN, description: 'Language to check.' })
    lang: Language,
  ): string[] {
    return untranslated({ name: nameOf(station) }, lang)
  }

  @FieldResolver(() => District, { nullable: true })
  district(@Root() station: SharingStation) {
    return station.districtId === null ? null : { id: station.districtId }
  }
}

function nameOf({ nameDe, nameEn }: SharingStation) {
  return { DE: nameDe, ...(nameEn === null ? {} : { EN: nameEn }) }
}
