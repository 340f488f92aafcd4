import { Args, Ctx, Mutation, Resolver } from 'type-graphql'
import { Access } from '../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { liftSuspension } from './changes/lift-suspension.js'
import { mergeOrganizations } from './changes/merge.js'
import { registerOrganization } from './changes/register.js'
import { suspendOrganization } from './changes/suspend.js'
import { updateOrganization } from './changes/update.js'
import { verifyOrganization } from './changes/verify.js'
import { organizationAccess } from './organization.access.js'
import {
  MergeOrganizationsArgs,
  RegisterOrganizationArgs,
  SuspensionArgs,
  UpdateOrganizationArgs,
  VerifyOrganizationArgs,
} from './organization.args.js'
import { Organization } from './organization.type.js'

@Resolver()
export class OrganizationMutations {
  @Access(organizationAccess.register)
  @Mutation(() => Organization, {
    nullable: true,
    description:
      'Registers an organization, which waits to be verified then. Who registers it becomes its owner. Refused with DUPLICATE_SUSPECTED while it may be one that is there.',
  })
  async registerOrganization(
    @Args(() => RegisterOrganizationArgs) args: RegisterOrganizationArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Organization> {
    const organization = await registerOrganization(context, args)
    // Who asks was recognized before the membership was there; the rest of this answer is for an owner.
    const { memberships, ...caller } = context.caller
    context.caller = {
      ...caller,
      memberships: [...memberships, { organization: organization.id, role: 'OWNER' }],
    }
    return organization
  }

  @Access(organizationAccess.update)
  @Mutation(() => Organization, {
    nullable: true,
    description:
      'Writes what an organization says of itself. Another name, kind or register number takes its verification away.',
  })
  updateOrganization(
    @Args(() => UpdateOrganizationArgs) args: UpdateOrganizationArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Organization> {
    return updateOrganization(context, args)
  }

  @Access(organizationAccess.verify)
  @Mutation(() => Organization, {
    nullable: true,
    description: 'Verifies an organization, for the first time or again.',
  })
  verifyOrganization(
    @Args(() => VerifyOrganizationArgs) args: VerifyOrganizationArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Organization> {
    return verifyOrganization(context, args)
  }

  @Access(organizationAccess.suspend)
  @Mutation(() => Organization, {
    nullable: true,
    description:
      'Takes an organization from public view, and lets nobody but coordinators change anything for it.',
  })
  suspendOrganization(
    @Args(() => SuspensionArgs) args: SuspensionArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Organization> {
    return suspendOrganization(context, args)
  }

  @Access(organizationAccess.liftSuspension)
  @Mutation(() => Organization, {
    nullable: true,
    description: 'Makes an organization again what it was before.',
  })
  liftSuspension(
    @Args(() => SuspensionArgs) args: SuspensionArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Organization> {
    return liftSuspension(context, args)
  }

  @Access(organizationAccess.merge)
  @Mutation(() => Organization, {
    nullable: true,
    description:
      'Makes an organization a part of another one, with everything it owns: initiatives, resources, needs, webhooks, members, keys, invitations, feeds. Its id leads to the other one from then on.',
  })
  mergeOrganizations(
    @Args(() => MergeOrganizationsArgs) args: MergeOrganizationsArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Organization> {
    return mergeOrganizations(context, args)
  }
}
