import { idempotentAnswerEntity } from '../../platform/changes/idempotent-answer.entity.js'
import type { ServiceDefinition } from '../../platform/service/definition.js'
import { suggestionsById } from '../../platform/suggestions/reference.js'
import { AnalogAccessResolver } from './analog-access/analog-access.resolver.js'
import { AuditResolver, OrganizationAuditResolver } from './audit/audit.resolver.js'
import { forgetRegistrations } from './bulk-registration/forget-registrations.job.js'
import {
  InitiativeRegistrationEntity,
  InitiativeRegistrationPartEntity,
  InitiativeRegistrationRowEntity,
} from './bulk-registration/registration.entity.js'
import { InitiativeRegistrationMutations } from './bulk-registration/registration.mutations.js'
import {
  InitiativeRegistrationResolver,
  InitiativeRegistrationRowResolver,
  OrganizationRegistrationsResolver,
} from './bulk-registration/registration.resolver.js'
import { registerInBulk } from './bulk-registration/run/register-in-bulk.job.js'
import { DistrictEntity, DistrictPlaceEntity } from './district/district.entity.js'
import { districtsById } from './district/district.queries.js'
import { DistrictResolver } from './district/district.resolver.js'
import { addEndpoints } from './endpoints.js'
import { example } from './example/example.js'
import { FieldOfActionEntity, FieldOfActionVersionEntity } from './field-of-action/field-of-action.entity.js'
import { FieldOfActionMutations } from './field-of-action/field-of-action.mutations.js'
import { fieldsOfActionById } from './field-of-action/field-of-action.queries.js'
import { FieldOfActionResolver } from './field-of-action/field-of-action.resolver.js'
import { FieldOfActionVersionResolver } from './field-of-action/field-of-action-version.resolver.js'
import { InitiativeDistrictEntity, InitiativeEntity } from './initiative/initiative.entity.js'
import { InitiativeMutations } from './initiative/initiative.mutations.js'
import { initiativesById } from './initiative/initiative.queries.js'
import { InitiativeResolver } from './initiative/initiative.resolver.js'
import { InitiativeProposalEntity } from './initiative/proposal/initiative-proposal.entity.js'
import { InitiativeProposalMutations } from './initiative/proposal/initiative-proposal.mutations.js'
import { InitiativeProposalResolver } from './initiative/proposal/initiative-proposal.resolver.js'
import { publishDue } from './initiative/publication.job.js'
import { SubmissionResolver } from './initiative/submission/submission.resolver.js'
import { InterestEntity, InterestTokenEntity, InterestToldEntity } from './interest/interest.entity.js'
import { InterestMutations } from './interest/interest.mutations.js'
import { interestConfirmations } from './interest/mail/interest-confirmations.job.js'
import { interestMails } from './interest/mail/interest-mails.job.js'
import { BookingCalendarEntity } from './matching/booking-calendar/booking-calendar.entity.js'
import { BookingCalendarMutations } from './matching/booking-calendar/booking-calendar.mutations.js'
import { ResourceBookingCalendarsResolver } from './matching/booking-calendar/booking-calendar.resolver.js'
import { TermExplanationResolver } from './matching/explanation/term-explanation.resolver.js'
import { expireMatches } from './matching/match/expire-matches.job.js'
import {
  BookingEntity,
  MatchEntity,
  NeedBalanceEntity,
  ResourceSliceEntity,
} from './matching/match/match.entity.js'
import { MatchMutations } from './matching/match/match.mutations.js'
import { matchesById } from './matching/match/match.queries.js'
import {
  MatchAlternativeResolver,
  MatchResolver,
  NeedMatchesResolver,
  ResourceMatchesResolver,
} from './matching/match/match.resolver.js'
import { InitiativeReceivedResolver, NeedReceivedResolver } from './matching/match/received.resolver.js'
import {
  MatchingFairnessResolver,
  OrganizationFairnessResolver,
} from './matching/overview/fairness/fairness.resolver.js'
import { SupplyAndDemandResolver } from './matching/overview/supply-and-demand/supply-and-demand.resolver.js'
import { UnmetResolver } from './matching/overview/unmet/unmet.resolver.js'
import { MatchingPolicyEntity } from './matching/policy/policy.entity.js'
import { MatchingPolicyMutations } from './matching/policy/policy.mutations.js'
import { MatchingPolicyResolver } from './matching/policy/policy.resolver.js'
import { forgetRuns } from './matching/run/forget-runs.job.js'
import { MatchRunResolver } from './matching/run/match-run.resolver.js'
import { matchingRuns } from './matching/run/matching-runs.job.js'
import { MatchingRunEntity, UnmetNeedEntity } from './matching/run/run.entity.js'
import { MatchingRunMutations } from './matching/run/run.mutations.js'
import { MatchingRunResolver } from './matching/run/run.resolver.js'
import {
  MatchingScopeResolver,
  VariedAmountResolver,
  WhatIfResolver,
} from './matching/run/run-terms.resolver.js'
import {
  MatchObstacleResolver,
  NearMissResolver,
  UnmetNeedResolver,
} from './matching/run/unmet/unmet-need.resolver.js'
import { InitialMigration } from './migrations/001-initial.js'
import { ReferenceMigration } from './migrations/002-reference.js'
import { ChangesMigration } from './migrations/003-changes.js'
import { OrganizationsMigration } from './migrations/004-organizations.js'
import { InitiativesMigration } from './migrations/005-initiatives.js'
import { GoodsMigration } from './migrations/006-goods.js'
import { RoadmapMigration } from './migrations/007-roadmap.js'
import { TellingMigration } from './migrations/008-telling.js'
import { InterestsMigration } from './migrations/009-interests.js'
import { OrganizationNameMigration } from './migrations/010-organization-name.js'
import { BulkMigration } from './migrations/011-bulk.js'
import { MatchingMigration } from './migrations/012-matching.js'
import { BookingCalendarsMigration } from './migrations/013-booking-calendars.js'
import { RegistryMigration } from './migrations/014-registry.js'
import { GraphUseMigration } from './migrations/015-graph-use.js'
import { MunicipalServiceEntity } from './municipal-service/municipal-service.entity.js'
import { municipalServicesById } from './municipal-service/municipal-service.queries.js'
import {
  DigitalAccessResolver,
  MunicipalServiceResolver,
} from './municipal-service/municipal-service.resolver.js'
import { NeedEntity } from './need/need.entity.js'
import { NeedMutations } from './need/need.mutations.js'
import { needsById } from './need/need.queries.js'
import { NeedResolver } from './need/need.resolver.js'
import { DecisionMailEntity } from './notification/decision-mail/decision-mail.entity.js'
import { sendDecisionMails } from './notification/decision-mail/send-due.js'
import {
  DigestEntity,
  DigestPreferenceEntity,
  DigestRoundEntity,
} from './notification/digest/digest.entity.js'
import { DigestResolver } from './notification/digest/digest.resolver.js'
import { sendDigests } from './notification/digest/send-digests.js'
import { EventEntity } from './notification/outbox/event.entity.js'
import { forgetOld } from './notification/outbox/forget-old.js'
import { handOverEvents } from './notification/outbox/hand-over.js'
import { deliverWebhooks } from './notification/webhook/delivery/deliver-due.js'
import { WebhookDeliveryEntity, WebhookEntity } from './notification/webhook/webhook.entity.js'
import { WebhookMutations } from './notification/webhook/webhook.mutations.js'
import {
  OrganizationWebhooksResolver,
  WebhookDeliveryResolver,
  WebhookResolver,
} from './notification/webhook/webhook.resolver.js'
import { OrganizationEntity } from './organization/organization.entity.js'
import { OrganizationMutations } from './organization/organization.mutations.js'
import { organizationsById } from './organization/organization.queries.js'
import { OrganizationResolver } from './organization/organization.resolver.js'
import { verificationReminders } from './organization/verification-reminders.js'
import { SubgraphFindingResolver } from './registry/check/finding.resolver.js'
import { FrontendAppMutations } from './registry/operation/app.mutations.js'
import {
  FrontendAppResolver,
  OrganizationAppsResolver,
  RegisteredOperationResolver,
} from './registry/operation/app.resolver.js'
import { FrontendAppEntity, RegisteredOperationEntity } from './registry/operation/operation.entity.js'
import { forgetReleases } from './registry/release/forget-releases.job.js'
import { registryRelease } from './registry/release/registry-release.job.js'
import { CompositionEntity, ReleaseEntity, SupergraphEntity } from './registry/release/release.entity.js'
import { SubgraphEntity } from './registry/subgraph/subgraph.entity.js'
import { SubgraphMutations } from './registry/subgraph/subgraph.mutations.js'
import { subgraphsById } from './registry/subgraph/subgraph.queries.js'
import { OrganizationSubgraphsResolver, SubgraphResolver } from './registry/subgraph/subgraph.resolver.js'
import { SubgraphFieldUseResolver } from './registry/use/field/field-use.resolver.js'
import { forgetGraphUse } from './registry/use/forget-graph-use.job.js'
import {
  ReportingGatewayEntity,
  SubgraphHealthDayEntity,
  SubgraphHealthEntity,
  SubgraphStateEntity,
  SubgraphViolationEntity,
} from './registry/use/health/health.entity.js'
import { SubgraphFailureResolver, SubgraphHealthResolver } from './registry/use/health/health.resolver.js'
import { FieldUseEntity, OperationUseEntity, UsedOperationEntity } from './registry/use/use.entity.js'
import { SubgraphApprovalEntity, SubgraphVersionEntity } from './registry/version/version.entity.js'
import { SubgraphVersionMutations } from './registry/version/version.mutations.js'
import { versionsById } from './registry/version/version.queries.js'
import { SubgraphCheckResolver, SubgraphVersionResolver } from './registry/version/version.resolver.js'
import { EligibilityResolver } from './resource/eligibility.resolver.js'
import { ResourceEntity } from './resource/resource.entity.js'
import { ResourceMutations } from './resource/resource.mutations.js'
import { resourcesById } from './resource/resource.queries.js'
import { ResourceResolver } from './resource/resource.resolver.js'
import { RoadmapMutations } from './roadmap/roadmap.mutations.js'
import {
  RoadmapItemEntity,
  RoadmapItemInitiativeEntity,
  RoadmapItemVersionEntity,
} from './roadmap/roadmap-item.entity.js'
import { roadmapItemsById } from './roadmap/roadmap-item.queries.js'
import { RoadmapItemResolver } from './roadmap/roadmap-item.resolver.js'
import { RoadmapItemVersionResolver } from './roadmap/roadmap-item-version.resolver.js'
import { schema } from './schema.js'
import { SkillEntity } from './skill/skill.entity.js'
import { SkillResolver } from './skill/skill.resolver.js'
import { SuggestionsResolver } from './suggestion/suggestions.resolver.js'
import { VisionStatementEntity } from './vision-statement/vision-statement.entity.js'
import { VisionStatementResolver } from './vision-statement/vision-statement.resolver.js'

/** The town itself: districts, strategy, services, and who does what for its people. */
export const city: ServiceDefinition = {
  name: 'city',
  entities: [
    DistrictEntity,
    DistrictPlaceEntity,
    VisionStatementEntity,
    FieldOfActionEntity,
    FieldOfActionVersionEntity,
    RoadmapItemEntity,
    RoadmapItemInitiativeEntity,
    RoadmapItemVersionEntity,
    MunicipalServiceEntity,
    OrganizationEntity,
    InitiativeEntity,
    InitiativeDistrictEntity,
    InitiativeProposalEntity,
    InitiativeRegistrationEntity,
    InitiativeRegistrationPartEntity,
    InitiativeRegistrationRowEntity,
    SkillEntity,
    ResourceEntity,
    NeedEntity,
    MatchingPolicyEntity,
    MatchingRunEntity,
    UnmetNeedEntity,
    MatchEntity,
    BookingEntity,
    ResourceSliceEntity,
    NeedBalanceEntity,
    BookingCalendarEntity,
    idempotentAnswerEntity(schema),
    EventEntity,
    WebhookEntity,
    WebhookDeliveryEntity,
    DecisionMailEntity,
    DigestPreferenceEntity,
    DigestEntity,
    DigestRoundEntity,
    InterestEntity,
    InterestTokenEntity,
    InterestToldEntity,
    SubgraphEntity,
    SubgraphVersionEntity,
    SubgraphApprovalEntity,
    SupergraphEntity,
    CompositionEntity,
    ReleaseEntity,
    ReportingGatewayEntity,
    SubgraphHealthEntity,
    SubgraphHealthDayEntity,
    SubgraphStateEntity,
    SubgraphViolationEntity,
    UsedOperationEntity,
    OperationUseEntity,
    FieldUseEntity,
    FrontendAppEntity,
    RegisteredOperationEntity,
  ],
  migrations: [
    InitialMigration,
    ReferenceMigration,
    ChangesMigration,
    OrganizationsMigration,
    InitiativesMigration,
    GoodsMigration,
    RoadmapMigration,
    TellingMigration,
    InterestsMigration,
    OrganizationNameMigration,
    BulkMigration,
    MatchingMigration,
    BookingCalendarsMigration,
    RegistryMigration,
    GraphUseMigration,
  ],
  graph: {
    resolvers: [
      DistrictResolver,
      VisionStatementResolver,
      FieldOfActionResolver,
      FieldOfActionVersionResolver,
      FieldOfActionMutations,
      RoadmapItemResolver,
      RoadmapItemVersionResolver,
      RoadmapMutations,
      AuditResolver,
      OrganizationAuditResolver,
      MunicipalServiceResolver,
      DigitalAccessResolver,
      AnalogAccessResolver,
      OrganizationResolver,
      OrganizationMutations,
      InitiativeResolver,
      InitiativeMutations,
      InitiativeProposalResolver,
      InitiativeProposalMutations,
      SubmissionResolver,
      InitiativeRegistrationResolver,
      InitiativeRegistrationRowResolver,
      OrganizationRegistrationsResolver,
      InitiativeRegistrationMutations,
      SkillResolver,
      ResourceResolver,
      EligibilityResolver,
      ResourceMutations,
      NeedResolver,
      NeedMutations,
      MatchResolver,
      MatchAlternativeResolver,
      MatchMutations,
      TermExplanationResolver,
      NeedMatchesResolver,
      NeedReceivedResolver,
      InitiativeReceivedResolver,
      ResourceMatchesResolver,
      ResourceBookingCalendarsResolver,
      BookingCalendarMutations,
      SupplyAndDemandResolver,
      UnmetResolver,
      MatchingFairnessResolver,
      OrganizationFairnessResolver,
      MatchingPolicyResolver,
      MatchingPolicyMutations,
      MatchingRunResolver,
      MatchRunResolver,
      MatchingRunMutations,
      MatchingScopeResolver,
      WhatIfResolver,
      VariedAmountResolver,
      UnmetNeedResolver,
      MatchObstacleResolver,
      NearMissResolver,
      SuggestionsResolver,
      InterestMutations,
      OrganizationWebhooksResolver,
      WebhookResolver,
      WebhookDeliveryResolver,
      WebhookMutations,
      DigestResolver,
      OrganizationSubgraphsResolver,
      SubgraphResolver,
      SubgraphMutations,
      SubgraphVersionResolver,
      SubgraphCheckResolver,
      SubgraphVersionMutations,
      SubgraphFindingResolver,
      OrganizationAppsResolver,
      FrontendAppResolver,
      RegisteredOperationResolver,
      FrontendAppMutations,
      SubgraphHealthResolver,
      SubgraphFailureResolver,
      SubgraphFieldUseResolver,
    ],
    references: {
      District: districtsById,
      FieldOfAction: fieldsOfActionById,
      RoadmapItem: roadmapItemsById,
      MunicipalService: municipalServicesById,
      Organization: organizationsById,
      Initiative: initiativesById,
      Resource: resourcesById,
      Need: needsById,
      Match: matchesById,
      Subgraph: subgraphsById,
      SubgraphVersion: versionsById,
      Suggestions: suggestionsById,
    },
  },
  loans: [{ to: 'identity', privilege: 'execute on function city.organization_name(text)' }],
  formats: [],
  example,
  addEndpoints,
  jobs: [
    verificationReminders,
    publishDue,
    expireMatches,
    registerInBulk,
    forgetRegistrations,
    matchingRuns,
    forgetRuns,
    handOverEvents,
    deliverWebhooks,
    sendDecisionMails,
    sendDigests,
    forgetOld,
    interestConfirmations,
    interestMails,
    registryRelease,
    forgetReleases,
    forgetGraphUse,
  ],
}
