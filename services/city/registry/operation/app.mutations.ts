import { Args, Ctx, ID, Mutation, Resolver } from 'type-graphql'
import { Access } from '../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { frontendAppAccess } from './app.access.js'
import { RegisterAppArgs, RegisterOperationsArgs, RemoveAppArgs, RemoveOperationsArgs } from './app.args.js'
import { FrontendApp, OperationRegistration, OperationRemoval } from './app.type.js'
import { registerApp } from './changes/register-app.js'
import { registerOperations } from './changes/register-operations.js'
import { removeApp } from './changes/remove-app.js'
import { removeOperations } from './changes/remove-operations.js'

@Resolver()
export class FrontendAppMutations {
  @Access(frontendAppAccess.register)
  @Mutation(() => FrontendApp, {
    nullable: true,
    description: 'Registers a frontend of an organization that is verified.',
  })
  registerApp(
    @Args(() => RegisterAppArgs) args: RegisterAppArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<FrontendApp> {
    return registerApp(context, args)
  }

  @Access(frontendAppAccess.remove)
  @Mutation(() => ID, {
    nullable: true,
    description: 'Removes a frontend with all it has registered; gives its id.',
  })
  removeApp(
    @Args(() => RemoveAppArgs) args: RemoveAppArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<string> {
    return removeApp(context, args)
  }

  @Access(frontendAppAccess.registerOperations)
  @Mutation(() => OperationRegistration, {
    nullable: true,
    description:
      'Registers operations of a frontend: it can ask them by their hash, they are executed where only registered operations are, and subgraphs are kept from breaking them.',
  })
  registerOperations(
    @Args(() => RegisterOperationsArgs) args: RegisterOperationsArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<OperationRegistration> {
    return registerOperations(context, args)
  }

  @Access(frontendAppAccess.removeOperations)
  @Mutation(() => OperationRemoval, {
    nullable: true,
    description: 'Removes operations a frontend does not ask any more.',
  })
  removeOperations(
    @Args(() => RemoveOperationsArgs) args: RemoveOperationsArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<OperationRemoval> {
    return removeOperations(context, args)
  }
}
