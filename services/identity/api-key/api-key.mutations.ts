import { Args, Ctx, Mutation, Resolver } from 'type-graphql'
import { Access } from '../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { apiKeyAccess } from './api-key.access.js'
import { ApiKeyArgs, CreateApiKeyArgs, RotateApiKeyArgs } from './api-key.args.js'
import { apiKeysById } from './api-key.queries.js'
import { ApiKey, ApiKeyWithSecret } from './api-key.type.js'
import { createApiKey, type MadeKey } from './changes/create.js'
import { revokeApiKey } from './changes/revoke.js'
import { rotateApiKey } from './changes/rotate.js'

@Resolver()
export class ApiKeyMutations {
  @Access(apiKeyAccess.create)
  @Mutation(() => ApiKeyWithSecret, {
    nullable: true,
    description: 'Makes a key by which a program acts for an organization, within its scopes.',
  })
  async createApiKey(
    @Args(() => CreateApiKeyArgs) args: CreateApiKeyArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<ApiKeyWithSecret> {
    return shown(await createApiKey(context, args), context)
  }

  @Access(apiKeyAccess.rotate)
  @Mutation(() => ApiKeyWithSecret, {
    nullable: true,
    description: 'Replaces a key by a new one; the old one goes on working for some hours.',
  })
  async rotateApiKey(
    @Args(() => RotateApiKeyArgs) args: RotateApiKeyArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<ApiKeyWithSecret> {
    return shown(await rotateApiKey(context, args), context)
  }

  @Access(apiKeyAccess.revoke)
  @Mutation(() => ApiKey, { nullable: true, description: 'Ends a key, within 5 seconds everywhere.' })
  async revokeApiKey(
    @Args(() => ApiKeyArgs) args: ApiKeyArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<ApiKey | null> {
    return context.load(apiKeysById, null, await revokeApiKey(context, args))
  }
}

async function shown({ id, secret }: MadeKey, context: SubgraphContext): Promise<ApiKeyWithSecret> {
  return { apiKey: await context.load(apiKeysById, null, id), secret }
}
