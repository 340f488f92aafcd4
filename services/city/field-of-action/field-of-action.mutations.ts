import { Args, Ctx, Mutation, Resolver } from 'type-graphql'
import { Access } from '../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { addFieldOfAction } from './changes/add.js'
import { reorderFieldsOfAction } from './changes/reorder.js'
import { updateFieldOfAction } from './changes/update.js'
import { fieldOfActionAccess } from './field-of-action.access.js'
import {
  AddFieldOfActionArgs,
  ReorderFieldsOfActionArgs,
  UpdateFieldOfActionArgs,
} from './field-of-action.args.js'
import { FieldOfAction } from './field-of-action.type.js'

@Resolver()
export class FieldOfActionMutations {
  @Access(fieldOfActionAccess.add)
  @Mutation(() => FieldOfAction, {
    nullable: true,
    description: 'Adds a field of action at the end of the strategy.',
  })
  addFieldOfAction(
    @Args(() => AddFieldOfActionArgs) args: AddFieldOfActionArgs,
    @Ctx() context: SubgraphContext,
  ) {
    return addFieldOfAction(context, args)
  }

  @Access(fieldOfActionAccess.update)
  @Mutation(() => FieldOfAction, { nullable: true, description: 'Changes a field of action.' })
  updateFieldOfAction(
    @Args(() => UpdateFieldOfActionArgs) args: UpdateFieldOfActionArgs,
    @Ctx() context: SubgraphContext,
  ) {
    return updateFieldOfAction(context, args)
  }

  @Access(fieldOfActionAccess.reorder)
  @Mutation(() => [FieldOfAction], {
    nullable: true,
    description: 'Puts the fields of action in another order.',
  })
  reorderFieldsOfAction(
    @Args(() => ReorderFieldsOfActionArgs) args: ReorderFieldsOfActionArgs,
    @Ctx() context: SubgraphContext,
  ) {
    return reorderFieldsOfAction(context, args)
  }
}
