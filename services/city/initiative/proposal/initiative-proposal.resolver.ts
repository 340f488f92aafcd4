import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { Access } from '../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { LanguageArgs, localize } from '../../../../platform/graph/language.js'
import { Contact } from '../../contact/contact.type.js'
import { districtsById } from '../../district/district.queries.js'
import { District } from '../../district/district.type.js'
import { initiativeAccess } from '../initiative.access.js'
import { initiativesById } from '../initiative.queries.js'
import { Initiative } from '../initiative.type.js'
import { contactsOfProposals } from './initiative-proposal.queries.js'
import { InitiativeProposal } from './initiative-proposal.type.js'

@Resolver(() => InitiativeProposal)
export class InitiativeProposalResolver {
  @FieldResolver(() => Initiative, { nullable: true, description: 'As it is published now.' })
  initiative(@Root() { initiativeId }: InitiativeProposal, @Ctx() context: SubgraphContext) {
    return context.load(initiativesById, null, initiativeId)
  }

  @FieldResolver(() => String)
  title(@Root() { content }: InitiativeProposal, @Args(() => LanguageArgs) { lang }: LanguageArgs): string {
    return localize(content.title, lang)
  }

  @FieldResolver(() => String, { nullable: true })
  summary(@Root() { content }: InitiativeProposal, @Args(() => LanguageArgs) { lang }: LanguageArgs) {
    return content.summary && localize(content.summary, lang)
  }

  @FieldResolver(() => String, { nullable: true })
  description(@Root() { content }: InitiativeProposal, @Args(() => LanguageArgs) { lang }: LanguageArgs) {
    return content.description && localize(content.description, lang)
  }

  @FieldResolver(() => [District], { nullable: true })
  districts(@Root() { content }: InitiativeProposal, @Ctx() context: SubgraphContext) {
    return Promise.all(content.districts.map((id) => context.load(districtsById, null, id)))
  }

  @Access(initiativeAccess.read, (proposal: InitiativeProposal) => proposal)
  @FieldResolver(() => Contact, { nullable: true, description: 'Whom the town may ask.' })
  contact(@Root() { id }: InitiativeProposal, @Ctx() context: SubgraphContext) {
    return context.load(contactsOfProposals, null, id)
  }
}
