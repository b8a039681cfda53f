// Handing a file in: whose list it is, and the look that begins at once.
import { holds } from '#capabilities/access/rules.ts';
import type { Parsed } from '#platform/contract.ts';
import type { Actor } from '#platform/server/actor.ts';
import { findReadable } from '#platform/server/files.ts';
import type { Call } from '#platform/server/http.ts';
import { type JobKind, startJob } from '#platform/server/jobs.ts';
import { newId } from '#platform/server/newId.ts';
import type { Db } from '#platform/server/store.ts';
import { loadDivisions } from '#standards/divisions/server/loadDivisions.ts';
import type { handIn } from '../../contractBatches.ts';
import { areaMissing, areaOutside, type Batch, notHandedIn, organisationNotYours, permissions, ROSTER_FILE } from '../../contractShapes.ts';
import type { JudgeIn } from './judgeJob.ts';
import type { RostersParts } from './parts.ts';
import { areaName, batchOf, getBatch } from './view.ts';

const IMPORTING: ReadonlySet<string> = new Set(permissions['rosters.import'].roles);
const grantsOf = (actor: Actor) => actor.grants.filter((g) => IMPORTING.has(g.role));

const isDivision = (code: string): boolean => {
  const tree = loadDivisions();
  return tree.get(code) !== undefined || (!tree.isDetailed(code) && tree.get(`${code.slice(0, 6)}000000`) !== undefined);
};

/** The area a list belongs to: the one that was said, else the one the account holds. */
const areaFor = (actor: Actor, said: string | undefined): string => {
  const grants = grantsOf(actor);
  const area = said ?? grants.find((g) => g.areaCode !== '')?.areaCode;
  if (!area) throw areaMissing();
  if (!isDivision(area) || !grants.some((g) => holds(g.area, area))) throw areaOutside({ area: areaName(area) });
  return area;
};

const ORG = 'org:';
const ownOrganisation = (actor: Actor): string | undefined => {
  const grants = grantsOf(actor);
  // an employer or a school hands in for itself, whatever it says
  return grants.length && grants.every((g) => g.role === 'employer' || g.role === 'school')
    ? grants[0]!.relation?.slice(ORG.length)
    : undefined;
};
const organisationFor = async (db: Db, actor: Actor, said: string | undefined, parts: RostersParts): Promise<string | null> => {
  const own = ownOrganisation(actor);
  const id = said ?? own;
  if (id === undefined) return null;
  const grants = grantsOf(actor);
  if (grants.some((g) => g.relation === `${ORG}${id}`)) return id;
  if (own !== undefined) throw organisationNotYours();
  const found = (await parts.organisations(db, [id])).get(id);
  if (!found || !grants.some((g) => g.relation === null && holds(g.area, found.place))) throw organisationNotYours();
  return id;
};

interface HandingIn extends Omit<Parsed<typeof handIn>, 'fileId'> {
  readonly fileId: string;
  /** Only the sheet of this name in the file; the command line says so. */
  readonly worksheet?: string;
}

/** Makes the batch and queues its look; returns its id. */
export const makeBatch = async (
  call: Pick<Call, 'db' | 'services' | 'actor' | 'today' | 'afterCommit'>,
  input: HandingIn,
  parts: RostersParts,
  judge: JobKind<JudgeIn>,
): Promise<{ readonly id: string; readonly area: string }> => {
  const { db, services, actor, today } = call;
  const file = await findReadable(db, services.files, actor, input.fileId);
  if (!file || file.purpose !== ROSTER_FILE || file.createdBy !== actor.accountId) throw notHandedIn();
  const area = areaFor(actor, input.area);
  const organisationId = await organisationFor(db, actor, input.organisationId, parts);
  const id = newId();
  const jobId = await startJob(
    call,
    judge,
    {
      batchId: id,
      said: false,
      ...(input.sheet === undefined ? {} : { only: input.sheet }),
      ...(input.worksheet === undefined ? {} : { worksheet: input.worksheet }),
    },
    { area },
  );
  await db
    .insertInto('rosterBatch')
    .values({
      id,
      fileId: file.id,
      fileHash: file.hash,
      area,
      organisationId,
      handedIn: today,
      observedOn: input.observedOn ?? today,
      observedSaid: input.observedOn !== undefined,
      state: 'reading',
      jobId,
      createdBy: actor.accountId,
    })
    .execute();
  return { id, area };
};

export const take = async (call: Call, input: Parsed<typeof handIn>, parts: RostersParts, judge: JobKind<JudgeIn>): Promise<Batch> => {
  const { id, area } = await makeBatch(call, input, parts, judge);
  const row = await getBatch(call.db, id);
  call.note({ area, subject: { kind: 'batch', id }, details: { number: row.number, file: row.fileId } });
  return batchOf(call, parts, row);
};
