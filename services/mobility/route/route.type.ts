import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql'
import { connectionOf } from '../../../platform/graph/connection.js'

export enum RouteKind {
  BUS = 'BUS',
  RAIL = 'RAIL',
  TRAM = 'TRAM',
  SUBWAY = 'SUBWAY',
  FERRY = 'FERRY',
  CABLE_CAR = 'CABLE_CAR',
  FUNICULAR = 'FUNICULAR',
  TAXI = 'TAXI',
  OTHER = 'OTHER',
}

registerEnumType(RouteKind, {
  name: 'RouteKind',
  description: 'What runs on a route. Coaches and trolleybuses are buses, shared taxis are taxis.',
})

@ObjectType({ description: 'A line of public transport.' })
@Directive('@key(fields: "id")')
export class Route {
  @Field(() => ID)
  id!: string

  @Field(() => String, { description: 'What it is called: its short name, else the long one.' })
  line!: string

  @Field(() => String, { nullable: true })
  shortName!: string | null

  @Field(() => String, { nullable: true })
  longName!: string | null

  @Field(() => RouteKind)
  kind!: RouteKind

  @Field(() => String, { nullable: true, description: 'Name of the agency that runs it.' })
  agency!: string | null

  @Field(() => String, { nullable: true, description: 'Its colour on signs and maps, such as #E2001A.' })
  color!: string | null
}

export const RouteConnection = connectionOf(Route, 'Route')
