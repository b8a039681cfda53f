// The server's composition: with cli.ts and the shells, the only place that lists all capabilities.
import { type Loaded, newDemonstration } from '../demo/load/job.ts';
import { permissions as accessPermissions } from './capabilities/access/contract.ts';
import { auditTexts as accessTexts, exportTexts, noticeTexts, platformAuditTexts } from './capabilities/access/contractTexts.ts';
import { composePermissions } from './capabilities/access/rules.ts';
import { accessChanges } from './capabilities/access/server/changes.ts';
import { prepareAccess } from './capabilities/access/server/demoAccounts.ts';
import { accessRecurring } from './capabilities/access/server/nightly.ts';
import { type AccessParts, resolvePlace } from './capabilities/access/server/parts.ts';
import { accessConstraints, newAccess } from './capabilities/access/server/routes.ts';
import {
  exportTexts as accordsExports,
  noticeTexts as accordsNotices,
  permissions as accordsPermissions,
  auditTexts as accordsTexts,
  targetAuditTexts,
  targetExportTexts,
  targetNoticeTexts,
  targetPermissions,
} from './capabilities/accords/contract.ts';
import { plansAuditTexts, plansExportTexts, plansNoticeTexts, plansPermissions } from './capabilities/accords/contractPlans.ts';
import { plansChanges } from './capabilities/accords/server/plans/changes.ts';
import { plansRecurring } from './capabilities/accords/server/plans/remind.ts';
import { planPurpose, plansConstraints, plansRoutes } from './capabilities/accords/server/plans/routes.ts';
import { accordsConstraints, accordsRoutes, agreementPurpose } from './capabilities/accords/server/routes.ts';
import { targetApplier } from './capabilities/accords/server/targets/applier.ts';
import { targetRoutes } from './capabilities/accords/server/targets/routes.ts';
import { targetRuleNames } from './capabilities/accords/sheetTargets.ts';
import {
  exportTexts as employmentExports,
  noticeTexts as employmentNotices,
  permissions as employmentPermissions,
  roundExportTexts as employmentRoundExports,
  auditTexts as employmentTexts,
} from './capabilities/employment/contract.ts';
import { workRuleNames } from './capabilities/employment/contractTexts.ts';
import { ledgerRuleBook } from './capabilities/employment/rulesLedgerBook.ts';
import { employmentChanges } from './capabilities/employment/server/changes.ts';
import { spellCases } from './capabilities/employment/server/deskCases.ts';
import { employmentDeeds } from './capabilities/employment/server/deskDeeds.ts';
import { evidencePurpose } from './capabilities/employment/server/entry/evidenceDeeds.ts';
import { spellScopes } from './capabilities/employment/server/follow.ts';
import { workApplier } from './capabilities/employment/server/import/workApplier.ts';
import { internshipSubscriber } from './capabilities/employment/server/internships.ts';
import { peopleOfWork } from './capabilities/employment/server/listPeople.ts';
import { outsideApplier } from './capabilities/employment/server/lists/outsideApplier.ts';
import { staffApplier } from './capabilities/employment/server/lists/staffApplier.ts';
import { ledgerLiving } from './capabilities/employment/server/livingLedger.ts';
import { livingSpells } from './capabilities/employment/server/livingRows.ts';
import { employmentRecurring } from './capabilities/employment/server/nightly.ts';
import { promiseEvidence } from './capabilities/employment/server/promiseEvidence.ts';
import { roundApplier } from './capabilities/employment/server/rounds/applier.ts';
import { roundJobs, roundPurposes } from './capabilities/employment/server/rounds/routes.ts';
import { employmentRoutes } from './capabilities/employment/server/routes.ts';
import {
  completionAuditTexts,
  completionExportTexts,
  differenceAuditTexts,
  differenceExportTexts,
  externalAuditTexts,
  externalPermissions,
  freezeAuditTexts,
  freezeExportTexts,
  freezeNoticeTexts,
  freezePermissions,
  permissions as indicatorsPermissions,
  auditTexts as indicatorsTexts,
  publishedAuditTexts,
  publishedNoticeTexts,
  reportAuditTexts,
  reportExportTexts,
  reportNoticeTexts,
  reportPermissions,
  screenAuditTexts,
  screenPermissions,
} from './capabilities/indicators/contract.ts';
import { indicatorsChanges } from './capabilities/indicators/server/changes.ts';
import { DEMO_MONTHS, freezeDemonstration } from './capabilities/indicators/server/freeze/demonstration.ts';
import { signingSealed } from './capabilities/indicators/server/freeze/signing.ts';
import { preparePlaces } from './capabilities/indicators/server/places.ts';
import { reportPurpose } from './capabilities/indicators/server/reports/makeJob.ts';
import { indicatorsJobs, indicatorsRecurring, indicatorsRoutes, prepareCompletion } from './capabilities/indicators/server/routes.ts';
import { computeStanding } from './capabilities/indicators/server/standing.ts';
import {
  exportTexts as organisationsExportTexts,
  permissions as organisationsPermissions,
  auditTexts as organisationsTexts,
} from './capabilities/organisations/contractShapes.ts';
import { organisationRuleNames } from './capabilities/organisations/rulesImport.ts';
import { organisationApplier } from './capabilities/organisations/server/import/applier.ts';
import { postApplier } from './capabilities/organisations/server/import/posts.ts';
import { organisationsConstraints, organisationsRoutes } from './capabilities/organisations/server/routes.ts';
import { organisationArea, organisationByCode, organisationsById } from './capabilities/organisations/server/service.ts';
import { permissions as regionsPermissions, auditTexts as regionsTexts } from './capabilities/regions/contractShapes.ts';
import { regionsConstraints, regionsRoutes } from './capabilities/regions/server/routes.ts';
import { prepareRegions, serveTreeFiles } from './capabilities/regions/server/service.ts';
import {
  noticeTexts as rostersNotices,
  permissions as rostersPermissions,
  auditTexts as rostersTexts,
} from './capabilities/rosters/contract.ts';
import { engineRuleNames, type RuleNames } from './capabilities/rosters/rulesRuleNames.ts';
import type { RostersParts } from './capabilities/rosters/server/batches/parts.ts';
import { rostersChanges } from './capabilities/rosters/server/changes.ts';
import { handOverFindings } from './capabilities/rosters/server/desk/deeds.ts';
import { newDesk } from './capabilities/rosters/server/desk/fromSheets.ts';
import type { DeskParts } from './capabilities/rosters/server/desk/living.ts';
import { deskRoutes, proofPurpose } from './capabilities/rosters/server/desk/routes.ts';
import { newSweep } from './capabilities/rosters/server/desk/sweep.ts';
import type { Engine } from './capabilities/rosters/server/importBatch.ts';
import { newRosters, rostersConstraints, rostersPurposes, rostersSealed } from './capabilities/rosters/server/routes.ts';
import type { AnyApplier } from './capabilities/rosters/server/service.ts';
import {
  exportTexts as trainingExports,
  noticeTexts as trainingNotices,
  permissions as trainingPermissions,
  auditTexts as trainingTexts,
} from './capabilities/training/contract.ts';
import {
  enrolmentAuditTexts,
  enrolmentExportTexts,
  enrolmentNoticeTexts,
  enrolmentPermissions,
} from './capabilities/training/contractEnrolmentTexts.ts';
import { remoteAuditTexts, remotePermissions } from './capabilities/training/contractRemoteTexts.ts';
import { rollAuditTexts, rollExportTexts, rollPermissions } from './capabilities/training/contractRollTexts.ts';
import { schoolingAuditTexts, schoolingPermissions } from './capabilities/training/contractSchoolingTexts.ts';
import { enrolmentApplier } from './capabilities/training/server/enrolment/applier.ts';
import { newEnrolmentNights, settleClassJob } from './capabilities/training/server/enrolment/nightly.ts';
import { enrolmentRoutes, promisePurpose } from './capabilities/training/server/enrolment/routes.ts';
import { enrolmentScopes } from './capabilities/training/server/enrolment/target.ts';
import { countPromises } from './capabilities/training/server/orders/count.ts';
import type { TrainingParts } from './capabilities/training/server/parts.ts';
import { picturePurpose } from './capabilities/training/server/remote/author.ts';
import { remoteRoutes } from './capabilities/training/server/remote/routes.ts';
import { attendanceApplier } from './capabilities/training/server/rollcall/attendanceApplier.ts';
import { rollPhotoPurpose } from './capabilities/training/server/rollcall/photos.ts';
import { rollRoutes } from './capabilities/training/server/rollcall/routes.ts';
import { mentorPurpose, trainingConstraints, trainingRoutes } from './capabilities/training/server/routes.ts';
import { schoolingRoutes } from './capabilities/training/server/schooling/routes.ts';
import { studentScopes } from './capabilities/training/server/schooling/target.ts';
import { enrolmentRuleNames } from './capabilities/training/sheetEnrolment.ts';
import { permissions as workersPermissions, auditTexts as workersTexts } from './capabilities/workers/contract.ts';
import { exportTexts as workersExports } from './capabilities/workers/contractExport.ts';
import { noticeTexts as workersNotices } from './capabilities/workers/contractTexts.ts';
import { workerRuleBook, workerRuleNames } from './capabilities/workers/rulesRuleBook.ts';
import { workerFieldTexts } from './capabilities/workers/rulesWorkerRow.ts';
import { workersChanges } from './capabilities/workers/server/changes.ts';
import { compareJob, sweepComparisons } from './capabilities/workers/server/compareJob.ts';
import { comparePurpose, compareRoutes } from './capabilities/workers/server/compareRoutes.ts';
import { workersDeeds } from './capabilities/workers/server/deskDeeds.ts';
import { exportJob, exportPurpose } from './capabilities/workers/server/exportJob.ts';
import { peopleApplier, plansApplier } from './capabilities/workers/server/import/peopleApplier.ts';
import { peopleOfBatch } from './capabilities/workers/server/listPeople.ts';
import { workersRecurring } from './capabilities/workers/server/nightly.ts';
import { workersConstraints, workersRoutes } from './capabilities/workers/server/routes.ts';
import { workersSealed } from './capabilities/workers/server/sealed.ts';
import { areaOfWorker, deskCards, newWorkersLiving, seenWhole } from './capabilities/workers/server/service.ts';
import type { Subscriber } from './platform/server/audit.ts';
import type { FilePurpose } from './platform/server/files.ts';
import type { Constraints, HttpOptions, Route } from './platform/server/http.ts';
import { type AnyJobKind, enqueue } from './platform/server/jobs.ts';
import { platformRoutes } from './platform/server/platformRoutes.ts';
import { platformRecurring, type Recurring } from './platform/server/recurring.ts';
import { rotationJobs, type SealedColumn } from './platform/server/rotation.ts';
import type { Services } from './platform/server/services.ts';
import { sheets, sheetsModule } from './sheets.ts';

/** What access is told by all the others. */
export const accessParts: AccessParts = {
  permissions: composePermissions([
    accessPermissions,
    regionsPermissions,
    rostersPermissions,
    organisationsPermissions,
    accordsPermissions,
    plansPermissions,
    targetPermissions,
    workersPermissions,
    trainingPermissions,
    enrolmentPermissions,
    rollPermissions,
    schoolingPermissions,
    remotePermissions,
    employmentPermissions,
    indicatorsPermissions,
    freezePermissions,
    externalPermissions,
    screenPermissions,
    reportPermissions,
  ]),
  auditTexts: {
    ...platformAuditTexts,
    ...accessTexts,
    ...regionsTexts,
    ...rostersTexts,
    ...organisationsTexts,
    ...accordsTexts,
    ...plansAuditTexts,
    ...targetAuditTexts,
    ...workersTexts,
    ...trainingTexts,
    ...enrolmentAuditTexts,
    ...rollAuditTexts,
    ...schoolingAuditTexts,
    ...remoteAuditTexts,
    ...employmentTexts,
    ...indicatorsTexts,
    ...completionAuditTexts,
    ...freezeAuditTexts,
    ...externalAuditTexts,
    ...publishedAuditTexts,
    ...differenceAuditTexts,
    ...screenAuditTexts,
    ...reportAuditTexts,
  },
  noticeTexts: {
    ...noticeTexts,
    ...rostersNotices,
    ...accordsNotices,
    ...plansNoticeTexts,
    ...targetNoticeTexts,
    ...workersNotices,
    ...trainingNotices,
    ...enrolmentNoticeTexts,
    ...employmentNotices,
    ...freezeNoticeTexts,
    ...publishedNoticeTexts,
    ...reportNoticeTexts,
  },
  exportTexts: {
    ...exportTexts,
    ...organisationsExportTexts,
    ...accordsExports,
    ...plansExportTexts,
    ...targetExportTexts,
    ...workersExports,
    ...trainingExports,
    ...enrolmentExportTexts,
    ...rollExportTexts,
    ...employmentExports,
    ...employmentRoundExports,
    ...freezeExportTexts,
    ...completionExportTexts,
    ...differenceExportTexts,
    ...reportExportTexts,
  },
  changes: [...rostersChanges, ...workersChanges, ...employmentChanges, ...plansChanges, ...indicatorsChanges, ...accessChanges],
  handOvers: [{ text: { zh: '疑点', en: 'findings' }, run: handOverFindings }],
  scopeSources: [spellScopes, enrolmentScopes, studentScopes],
  resolveArea: resolvePlace,
  relationArea: async (db, relation) => {
    const [kind, id = ''] = relation.split(':');
    return kind === 'org' ? organisationArea(db, id) : kind === 'worker' ? areaOfWorker(db, id) : null;
  },
};
const access = newAccess(accessParts);

/** What training is told by capabilities after it. */
const trainingParts: TrainingParts = { promiseEvidence };

/** Names of all that a row may be told by; a number of the rule book bears its name there. */
export const ruleNames: RuleNames = {
  ...engineRuleNames,
  ...organisationRuleNames,
  ...enrolmentRuleNames,
  ...workRuleNames,
  ...workerRuleNames,
  ...targetRuleNames,
};

/** 疑点: whose rules are asked, and how people are told there. */
export const deskParts: DeskParts = {
  rules: [...workerRuleBook, ...ledgerRuleBook],
  ruleNames,
  fieldTexts: workerFieldTexts,
  living: [newWorkersLiving(livingSpells, spellCases), ledgerLiving],
  deeds: [...workersDeeds, ...employmentDeeds],
  peopleOfList: [peopleOfWork, peopleOfBatch],
  cardsOf: deskCards,
};
export const desk = newDesk(deskParts);
const sweep = newSweep(deskParts.living);
/** Nobody saves the people of a demonstration one by one, and neither its desk nor its first figures should wait for the night. */
export const lookAtDemonstration: Loaded = async (db, { keys }) => {
  await enqueue(db, keys, sweep.sweepFindings, {}, { dedupeKey: 'demonstration' });
  await enqueue(db, keys, computeStanding, {}, { dedupeKey: 'demonstration figures' });
  await enqueue(db, keys, countPromises, {}, { dedupeKey: 'demonstration promises' });
  await enqueue(db, keys, prepareCompletion, {}, { dedupeKey: 'demonstration targets' });
  await enqueue(db, keys, freezeDemonstration, { months: DEMO_MONTHS }, { dedupeKey: DEMO_MONTHS[0]!.month });
};
const { loadWorld, prepareDemonstration } = newDemonstration(lookAtDemonstration);
/** How rows of these sheets become facts; a sheet without one is checked only. */
export const appliers: readonly AnyApplier[] = [
  organisationApplier,
  postApplier,
  peopleApplier,
  plansApplier,
  workApplier('workers.work'),
  outsideApplier('insurance'),
  outsideApplier('payroll'),
  staffApplier,
  roundApplier,
  targetApplier,
  enrolmentApplier,
  attendanceApplier,
];
const rosterParts: RostersParts = { sheets, sheetsModule, appliers, desk, ruleNames, people: seenWhole, organisations: organisationsById };
const rosters = newRosters(rosterParts);
/** For the command line. */
export const rosterEngine: Engine = { parts: rosterParts, ...rosters, organisation: organisationByCode };

export const { authenticator, actorFor } = access;
export const routes: readonly Route[] = [
  ...platformRoutes,
  ...access.routes,
  ...regionsRoutes,
  ...deskRoutes(deskParts, sweep.sweepFindings),
  ...rosters.routes,
  ...organisationsRoutes,
  ...accordsRoutes,
  ...plansRoutes,
  ...targetRoutes,
  ...workersRoutes,
  ...compareRoutes,
  ...trainingRoutes,
  ...enrolmentRoutes(trainingParts),
  ...rollRoutes,
  ...schoolingRoutes,
  ...remoteRoutes,
  ...employmentRoutes,
  ...indicatorsRoutes,
];
/** Where sealed text lies, so that its keys can be changed. */
export const sealedColumns: readonly SealedColumn[] = [
  {
    table: 'account',
    id: 'id',
    sealed: 'phone_sealed',
    indexes: [{ kind: 'phone', column: 'phone_index', next: 'phone_index_next' }],
  },
  { table: 'account_secret', id: 'account_id', sealed: 'code_secret', indexes: [] },
  { table: 'account_secret', id: 'account_id', sealed: 'code_pending', indexes: [] },
  { table: 'account_sheet', id: 'id', sealed: 'content', indexes: [] },
  { table: 'organisation_contact', id: 'id', sealed: 'phone_sealed', indexes: [] },
  { table: 'organisation_source', id: 'id', sealed: 'extra_sealed', indexes: [] },
  ...workersSealed,
  ...rostersSealed,
  signingSealed,
];
/** What is done once a day. */
export const recurring: readonly Recurring[] = [
  ...platformRecurring,
  ...accessRecurring(accessParts),
  ...plansRecurring,
  ...workersRecurring,
  ...sweep.recurring,
  { name: 'workers.sweepComparisons', at: '03:40', job: sweepComparisons },
  ...newEnrolmentNights(trainingParts),
  ...employmentRecurring,
  ...indicatorsRecurring,
];
/** Every kind of work that outlives a request. */
export const jobKinds: readonly AnyJobKind[] = [
  ...recurring.map((r) => r.job),
  ...rotationJobs(sealedColumns),
  ...rosters.jobs,
  exportJob,
  compareJob,
  loadWorld,
  sweep.sweepFindings,
  ...roundJobs,
  settleClassJob,
  ...indicatorsJobs,
];
/** What files may hold. */
export { sheets, sheetsModule };
export const constraints: Constraints = {
  ...accessConstraints,
  ...regionsConstraints,
  ...rostersConstraints,
  ...organisationsConstraints,
  ...accordsConstraints,
  ...plansConstraints,
  ...workersConstraints,
  ...trainingConstraints,
};
/** Files that bring their own caching. */
export const plain: NonNullable<HttpOptions['plain']> = [serveTreeFiles];
export const filePurposes: readonly FilePurpose[] = [
  agreementPurpose,
  exportPurpose,
  comparePurpose,
  proofPurpose,
  planPurpose,
  mentorPurpose,
  evidencePurpose,
  promisePurpose,
  rollPhotoPurpose,
  picturePurpose,
  reportPurpose,
  ...roundPurposes,
  ...rostersPurposes,
];
export const subscribers: readonly Subscriber[] = [sweep.subscriber, internshipSubscriber];

/** What a capability does once at a start. Returns lines to print. */
type Prepare = (services: Services, options: { readonly empty: boolean }) => Promise<readonly string[]>;
export const prepare: readonly Prepare[] = [
  prepareAccess,
  async ({ store }) => {
    await store.transact({ role: 'system' }, prepareRegions);
    await store.transact({ role: 'system' }, preparePlaces);
    return [];
  },
  prepareDemonstration,
];
