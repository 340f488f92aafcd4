import { systemCaller } from '../../../platform/caller/caller.js'
import { type Change, change } from '../../../platform/changes/change.js'
import type { Database } from '../../../platform/database/database.js'
import type { ExampleContent } from '../../../platform/service/example.js'
import { InitiativeEntity } from '../initiative/initiative.entity.js'
import { MunicipalServiceEntity } from '../municipal-service/municipal-service.entity.js'
import { NeedEntity } from '../need/need.entity.js'
import { OrganizationEntity } from '../organization/organization.entity.js'
import { ResourceEntity } from '../resource/resource.entity.js'
import { RoadmapItemEntity } from '../roadmap/roadmap-item.entity.js'
import { initiativesAt } from './initiatives/initiatives.js'
import { municipalServices } from './municipal-services.js'
import { needs } from './needs.js'
import { organizations } from './organizations.js'
import { resources } from './resources.js'
import { roadmapItems } from './roadmap.js'

export const example: ExampleContent = { contentTable: 'city.organization', feeds: [], write }

/** Writes all of it in one transaction. */
async function write(database: Database, now: Date): Promise<void> {
  const context = { caller: systemCaller('example'), database, requestId: 'example', now }
  await change(context, { action: 'writeExample', input: null }, async ({ em }) => create(em, now))
}

function create(em: Change['em'], now: Date): void {
  for (const organization of organizations(now)) em.create(OrganizationEntity, organization)
  for (const initiative of initiativesAt(now)) em.create(InitiativeEntity, initiative)
  for (const item of roadmapItems) em.create(RoadmapItemEntity, item)
  for (const service of municipalServices) em.create(MunicipalServiceEntity, service)
  for (const resource of resources) em.create(ResourceEntity, { ...resource, createdAt: now, updatedAt: now })
  for (const need of needs) em.create(NeedEntity, { ...need, createdAt: now, updatedAt: now })
}
