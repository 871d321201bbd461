export type { AuditedAction, AuditEntry, AuditOrigin } from './audit/audit-entry.ts';
export type { AuditTrail } from './audit/audit-trail.ts';
export { type AuditVerdict, verifyAuditChain } from './audit/verify-audit-chain.ts';
export type { Access, Grant, Granted, NarrowGrant, ParkRequest, ResourceAccess } from './auth/access.ts';
export { grantFor } from './auth/access.ts';
export { type Action, permissions, type Resource, type Rights, type Scope } from './auth/permissions.ts';
export { coversPark, type Principal } from './auth/principal.ts';
export { isRole, type Role, roles } from './auth/roles.ts';
export {
  accessToCase,
  accessToParkOfBody,
  accessToParkOfQuery,
  partyOf,
  withinReach,
} from './cases/case-access.ts';
export type { CaseFile } from './cases/case-file.ts';
export type { CaseFact, CaseHead, CaseKind, CaseStep } from './cases/case-kind.ts';
export {
  type CaseFilter,
  everyCase,
  type ListCases,
  listCases,
  type ReadCase,
  readCase,
  type ReadCases,
  readCases,
  readSteps,
  type StepLine,
} from './cases/case-queries.ts';
export { answerCase, caseById, caseEdit, onCase, ReasonBody, whoOf } from './cases/case-requests.ts';
export { caseRoutes, type CaseRoutesOptions } from './cases/case-routes.ts';
export { lockCase } from './cases/case-store.ts';
export { parkedCases } from './cases/parked-cases.ts';
export { caseFields, CaseHistory, caseOnWire, historyOnWire } from './cases/case-wire.ts';
export type { Deed, OnCase, Who } from './cases/deed.ts';
export {
  checkEntry,
  checkRevision,
  type CommandOptions,
  handleCase,
  type HandledCase,
} from './cases/handle-case.ts';
export { type CasePorts, type CommandCase, makeCommandCase } from './cases/run-cases.ts';
export { makeSweepDue, type Swept, type SweepOptions } from './cases/sweep-due.ts';
export { dropPartyAlias, setPartyAlias } from './cases/party-alias.ts';
export { explainDataFolder } from './config/data-folder.ts';
export { CommonSettings } from './config/common-settings.ts';
export { databaseUrlOf } from './config/database-url.ts';
export { readSettings } from './config/read-settings.ts';
export { type Environment, SettingsError } from './config/settings-error.ts';
export { StartError } from './config/start-error.ts';
export { createPool } from './database/create-pool.ts';
export { ensureDatabase } from './database/ensure-database.ts';
export { migrate, MigrationError, type MigrationSource } from './database/migrate.ts';
export { isDatabaseUnavailable, sqlStateOf } from './database/sql-state.ts';
export { makeTransaction, type Transaction } from './database/transaction.ts';
export type { App, RoutePlugin } from './http/app.ts';
export { answerClientError } from './http/client-error.ts';
export { byteOrderMark, type Cell, csvHeaders, csvLine } from './http/csv.ts';
export {
  expectedRevision,
  expectedRevisionIfGiven,
  ifMatchHeader,
  ifMatchOnceThereHeader,
  sendRevision,
} from './http/expected-revision.ts';
export { type Language, preferredLanguage } from './http/language.ts';
export { decodeCursor, encodeCursor, type Page, PageOf, pageQuery, toPage } from './http/page.ts';
export { type Problem, problemContentType, ProblemSchema } from './http/problem.ts';
export type { ListedRoute } from './http/route-list.ts';
export { type RequestContext, requestNumber } from './http/request-context.ts';
export type { HandleJob, Jobs, ScheduledJob, SendOptions } from './jobs/jobs.ts';
export { type Parked, type ParkedRow, parkedRows } from './jobs/parked.ts';
export type { Chassis } from './lifecycle/chassis.ts';
export {
  type Assembly,
  type Background,
  defineService,
  type ReadyCheck,
  type ServiceDefinition,
} from './lifecycle/define-service.ts';
export type { Check } from './lifecycle/readiness.ts';
export { listenOr } from './lifecycle/listen.ts';
export { runService } from './lifecycle/run-service.ts';
export { type RunningService, startService, type StartOptions } from './lifecycle/start-service.ts';
export type { LiveChannel, Unsubscribe } from './live/live-channel.ts';
export { lockNext } from './snapshots/lock-next.ts';
export type { SnapshotChunk, SnapshotPlace, SnapshotSource } from './snapshots/snapshot-source.ts';
export { snapshotsOf } from './snapshots/snapshots.ts';
export { exposition } from './telemetry/metrics.ts';
export { startTracing } from './telemetry/start-tracing.ts';
export { createLogger } from './log/create-logger.ts';
