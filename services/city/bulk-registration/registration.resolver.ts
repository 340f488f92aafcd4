import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql'
import { Access, isAllowed } from '../../../platform/graph/access.js'
import { type Connection, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { LanguageArgs } from '../../../platform/graph/language.js'
import { initiativesById } from '../initiative/initiative.queries.js'
import { Initiative } from '../initiative/initiative.type.js'
import { organizationsById } from '../organization/organization.queries.js'
import { Organization } from '../organization/organization.type.js'
import { ownerOf } from '../organization/owner-of.js'
import { saidIn } from './problem-text.js'
import { registrationAccess } from './registration.access.js'
import { RegistrationRowArgs } from './registration.args.js'
import {
  partsOfRegistrations,
  progressOfRegistrations,
  registrationsById,
  registrationsOfOrganizations,
  rowsOfRegistrations,
} from './registration.queries.js'
import {
  InitiativeRegistration,
  InitiativeRegistrationConnection,
  InitiativeRegistrationRow,
  InitiativeRegistrationRowConnection,
  RegistrationFailure,
  RegistrationProblem,
  RegistrationProgress,
} from './registration.type.js'
import { failureText } from './registration-failure.js'

@Resolver(() => InitiativeRegistration)
export class InitiativeRegistrationResolver {
  @Access(registrationAccess.read)
  @Query(() => InitiativeRegistration, {
    nullable: true,
    description: 'Null for one the caller may not read. Kept for 40 days.',
  })
  async initiativeRegistration(@Arg('id', () => ID) id: string, @Ctx() context: SubgraphContext) {
    const registration = await context.load(registrationsById, null, id)
    const readable = registration !== null && isAllowed(context.caller, registrationAccess.read, registration)
    return readable ? registration : null
  }

  @FieldResolver(() => Organization, { nullable: true })
  organization(@Root() { organizationId }: InitiativeRegistration, @Ctx() context: SubgraphContext) {
    return context.load(organizationsById, null, organizationId)
  }

  @FieldResolver(() => RegistrationProgress, { nullable: true })
  progress(
    @Root() { id }: InitiativeRegistration,
    @Ctx() context: SubgraphContext,
  ): Promise<RegistrationProgress> {
    return context.load(progressOfRegistrations, null, id)
  }

  @FieldResolver(() => [Int], {
    nullable: true,
    description: 'Numbers of the parts of its file that are there, while it is not run.',
  })
  partsThere(@Root() { id }: InitiativeRegistration, @Ctx() context: SubgraphContext): Promise<number[]> {
    return context.load(partsOfRegistrations, null, id)
  }

  @FieldResolver(() => RegistrationFailure, {
    nullable: true,
    description: 'Why it was stopped or refused; null otherwise.',
  })
  failure(
    @Root() { storedFailure }: InitiativeRegistration,
    @Args(() => LanguageArgs) { lang }: LanguageArgs,
  ): RegistrationFailure | null {
    return storedFailure && { code: storedFailure.code, message: failureText(storedFailure, lang) }
  }

  @FieldResolver(() => InitiativeRegistrationRowConnection, {
    nullable: true,
    description: 'What has become of each row, in the order of the file.',
  })
  rows(
    @Root() { id }: InitiativeRegistration,
    @Args(() => RegistrationRowArgs) { outcome = null, ...args }: RegistrationRowArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<InitiativeRegistrationRow>> {
    return context.load(rowsOfRegistrations, { ...args, outcome }, id)
  }
}

@Resolver(() => InitiativeRegistrationRow)
export class InitiativeRegistrationRowResolver {
  @FieldResolver(() => Initiative, {
    nullable: true,
    description: 'What it has become, or what is there already; null where the caller may not read it.',
  })
  initiative(@Root() { initiativeId }: InitiativeRegistrationRow, @Ctx() context: SubgraphContext) {
    return initiativeId === null ? null : context.load(initiativesById, null, initiativeId)
  }

  @FieldResolver(() => [RegistrationProblem], {
    description:
      'Everything that is wrong with a row that is refused; of one to be put before the town, everything it lacks. At most 50.',
  })
  problems(
    @Root() { problemsFound }: InitiativeRegistrationRow,
    @Args(() => LanguageArgs) { lang }: LanguageArgs,
  ): RegistrationProblem[] {
    return problemsFound.map(saidIn(lang))
  }
}

@Resolver(() => Organization)
export class OrganizationRegistrationsResolver {
  @Access(registrationAccess.read, ownerOf)
  @FieldResolver(() => InitiativeRegistrationConnection, {
    nullable: true,
    description: 'Its bulk registrations, newest first; for those who act for it, and coordinators.',
  })
  registrations(
    @Root() { id }: Organization,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<InitiativeRegistration>> {
    return context.load(registrationsOfOrganizations, { ...args }, id)
  }
}
