import { Directive, Field, Float, ID, ObjectType, registerEnumType } from 'type-graphql'
import { connectionOf } from '../../../platform/graph/connection.js'

export enum ClimateMeasureKind {
  MITIGATION = 'MITIGATION',
  ADAPTATION = 'ADAPTATION',
}

registerEnumType(ClimateMeasureKind, {
  name: 'ClimateMeasureKind',
  description:
    'Whether a measure slows the change of the climate (mitigation) or helps to live with it (adaptation).',
})

@ObjectType({ description: 'Something that is done against or for life with the change of the climate.' })
@Directive('@key(fields: "id")')
export class ClimateMeasure {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  title!: string

  @Field(() => ClimateMeasureKind)
  kind!: ClimateMeasureKind

  @Field(() => Float, { nullable: true, description: 'Estimated saving in kg of CO2 equivalents a year.' })
  savesCo2KgPerYear!: number | null

  initiativeId!: string | null
}

export const ClimateMeasureConnection = connectionOf(ClimateMeasure, 'ClimateMeasure')
