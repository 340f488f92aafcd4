import { Directive, Field, ID, Int, ObjectType } from 'type-graphql'
import { GeoPoint } from '../../../platform/graph/place.js'

@ObjectType({ description: 'How many people live somewhere.' })
export class Population {
  @Field(() => Int)
  residents!: number

  @Field(() => String, { description: 'ISO 8601, no more precise than the source, such as a year.' })
  asOf!: string

  @Field(() => String)
  source!: string
}

@ObjectType({ description: 'A village or part of the town.' })
export class Place {
  @Field(() => String)
  name!: string

  @Field(() => GeoPoint, { nullable: true, description: 'Null where no source gives a position.' })
  location!: GeoPoint | null

  @Field(() => String, { description: 'Where the position is from.' })
  source!: string
}

@ObjectType({ description: 'A district (Stadtbezirk) of the town.' })
@Directive('@key(fields: "id")')
export class District {
  @Field(() => ID, { description: 'Official municipality key (AGS) and the number of the district.' })
  id!: string

  @Field(() => String)
  name!: string

  @Field(() => Population)
  population!: Population

  @Field(() => [Place])
  places!: Place[]
}
