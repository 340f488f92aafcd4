import { Args, Ctx, Mutation, Resolver } from 'type-graphql'
import { Access } from '../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { addToRegistration } from './changes/add.js'
import { cancelRegistration } from './changes/cancel.js'
import { runRegistration } from './changes/run.js'
import { startRegistration } from './changes/start.js'
import { registrationAccess } from './registration.access.js'
import {
  AddToRegistrationArgs,
  RegistrationArgs,
  RunRegistrationArgs,
  StartRegistrationArgs,
} from './registration.args.js'
import { InitiativeRegistration } from './registration.type.js'

@Resolver()
export class InitiativeRegistrationMutations {
  @Access(registrationAccess.start)
  @Mutation(() => InitiativeRegistration, {
    nullable: true,
    description: 'Begins to register many initiatives at once; then add the parts of the file, and run it.',
  })
  startRegistration(
    @Args(() => StartRegistrationArgs) args: StartRegistrationArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<InitiativeRegistration> {
    return startRegistration(context, args)
  }

  @Access(registrationAccess.add)
  @Mutation(() => InitiativeRegistration, {
    nullable: true,
    description: 'Adds a part of the file; parts may come in any order, and the same one again.',
  })
  addToRegistration(
    @Args(() => AddToRegistrationArgs) args: AddToRegistrationArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<InitiativeRegistration> {
    return addToRegistration(context, args)
  }

  @Access(registrationAccess.run)
  @Mutation(() => InitiativeRegistration, {
    nullable: true,
    description: 'Registers the rows, or goes on with one that was stopped; `progress` says how far it is.',
  })
  runRegistration(
    @Args(() => RunRegistrationArgs) args: RunRegistrationArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<InitiativeRegistration> {
    return runRegistration(context, args)
  }

  @Access(registrationAccess.cancel)
  @Mutation(() => InitiativeRegistration, {
    nullable: true,
    description: 'Ends it; what has been registered stays.',
  })
  cancelRegistration(
    @Args(() => RegistrationArgs) args: RegistrationArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<InitiativeRegistration> {
    return cancelRegistration(context, args)
  }
}
