import { Field as GraphField, ID, InputType } from 'type-graphql'
import { z } from 'zod'
import { says } from '../../../platform/input/problem.js'
import { optionalText, text, webAddress } from '../../../platform/input/text.js'
import { districts } from '../../../platform/town/districts.js'
import { contactInput } from '../contact/contact.js'
import { ContactInput } from '../contact/contact.type.js'
import { Field } from '../field.js'
import { OrganizationKind } from './organization-kind.js'

@InputType({ description: 'Where post reaches an organization. Everybody may see it.' })
export class OrganizationAddressInput {
  @GraphField(() => String, {
    description: 'Street and number, or what stands for them. At most 200 characters.',
  })
  street!: string

  @GraphField(() => String, { description: 'Five digits.' })
  postalCode!: string

  @GraphField(() => String, { description: 'At most 100 characters.' })
  place!: string
}

@InputType({ description: 'What an organization says of itself.' })
export class OrganizationInput {
  @GraphField(() => String, { description: 'Its legal name. At most 200 characters.' })
  name!: string

  @GraphField(() => OrganizationKind, { description: 'Nobody registers another TOWN.' })
  kind!: OrganizationKind

  @GraphField(() => [Field], { description: 'What it works on, at least one.' })
  fields!: Field[]

  @GraphField(() => String, {
    nullable: true,
    description: 'Its number in a public register, with the court. At most 100 characters.',
  })
  registerNumber?: string | null

  @GraphField(() => OrganizationAddressInput)
  address!: OrganizationAddressInput

  @GraphField(() => String, { nullable: true, description: 'With https:// or http://.' })
  webAddress?: string | null

  @GraphField(() => ContactInput, { description: 'Whom to ask, with an e-mail address.' })
  contact!: ContactInput

  @GraphField(() => ID, {
    nullable: true,
    description: 'Id of the district it has its seat in, where that is in the town.',
  })
  district?: string | null
}

const districtIds: ReadonlySet<string> = new Set(districts.map(({ id }) => id))

/**
 * Reads an `OrganizationInput` as it is stored.
 *
 * @param town whether it is about the town itself, which stays the town; nobody else becomes one
 */
export function organizationInput({ town }: { town: boolean }) {
  return z.object({
    name: text(200),
    kind: z
      .enum(OrganizationKind)
      .refine((kind) => (kind === OrganizationKind.TOWN) === town, says('INVALID')),
    fields: z
      .array(z.enum(Field))
      .min(1)
      .max(20)
      .transform((fields) => [...new Set(fields)]),
    registerNumber: optionalText(100),
    address: z.object({
      street: text(200),
      postalCode: z
        .string()
        .trim()
        .regex(/^\d{5}$/),
      place: text(100),
    }),
    webAddress: webAddress()
      .nullish()
      .transform((value) => value ?? null),
    contact: contactInput.extend({
      email: contactInput.shape.email.refine((email) => email !== null, says('MISSING')),
    }),
    district: z
      .string()
      .refine((id) => districtIds.has(id), says('UNKNOWN'))
      .nullish()
      .transform((id) => id ?? null),
  })
}

export type OrganizationDetails = z.output<ReturnType<typeof organizationInput>>
