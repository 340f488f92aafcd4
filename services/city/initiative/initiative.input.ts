import { Field, ID, InputType } from 'type-graphql'
import { GeoPointInput } from '../../../platform/graph/place.js'
import { LocalDate } from '../../../platform/graph/scalars.js'
import { AnalogAccessInput } from '../analog-access/analog-access.input.js'
import { ContactInput } from '../contact/contact.type.js'
import { Field as FieldOfInitiative } from '../field.js'
import { LocalizedTextInput } from '../text/localized-text.input.js'

@InputType()
class InitiativeParts {
  @Field(() => LocalizedTextInput, {
    nullable: true,
    description: 'What it is about, in a sentence or two; at most 500 characters.',
  })
  summary?: LocalizedTextInput | null

  @Field(() => LocalizedTextInput, { nullable: true, description: 'At most 10,000 characters.' })
  description?: LocalizedTextInput | null

  @Field(() => [ID], { nullable: true, description: 'Ids of the districts it is at work in.' })
  districts?: string[] | null

  @Field(() => GeoPointInput, { nullable: true, description: 'Where it has a place of its own.' })
  location?: GeoPointInput | null

  @Field(() => LocalDate, { nullable: true, description: 'First day.' })
  startsOn?: string | null

  @Field(() => LocalDate, { nullable: true, description: 'Last day.' })
  endsOn?: string | null

  @Field(() => [AnalogAccessInput], {
    nullable: true,
    description: 'Ways in without anything digital; at most 10.',
  })
  analogAccess?: AnalogAccessInput[] | null

  @Field(() => ContactInput, { nullable: true, description: 'Whom the town may ask about it.' })
  contact?: ContactInput | null
}

@InputType({
  description:
    'A new initiative: a title and a field, and as much more as is known. To be published it needs a summary, a district or a place, a contact, and a way in without anything digital.',
})
export class InitiativeDraftInput extends InitiativeParts {
  @Field(() => LocalizedTextInput, { description: 'At most 200 characters.' })
  title!: LocalizedTextInput

  @Field(() => FieldOfInitiative)
  field!: FieldOfInitiative
}

@InputType({
  description:
    'Parts of an initiative, written anew: what is not given stays as it is, and null empties it. Lists are given whole.',
})
export class InitiativeChangesInput extends InitiativeParts {
  @Field(() => LocalizedTextInput, {
    nullable: true,
    description: 'At most 200 characters; cannot be emptied.',
  })
  title?: LocalizedTextInput | null

  @Field(() => FieldOfInitiative, { nullable: true, description: 'Cannot be emptied.' })
  field?: FieldOfInitiative | null
}
