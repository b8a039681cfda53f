// Who looks like the person that is being typed in; only inside one's own area.
import { sql } from 'kysely';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import type { Likeness } from '../contractShapes.ts';
import { ageOf } from '../rules.ts';
import type { DuplicateRecord } from '../rulesDuplicates.ts';
import { duplicateGuardTexts, duplicateReasonTexts } from '../rulesDuplicateTexts.ts';
import { type Keyed, maskNumber } from './basics.ts';
import { type FoundLike, findDuplicatesOf } from './duplicates/find.ts';
import { placeName } from './places.ts';
import { readFound } from './rows.ts';
import { mine } from './write.ts';

export interface Candidate extends Keyed {
  readonly birthday: string | null;
  readonly sex: string;
  readonly number: string | null;
  readonly documentKind: string;
  readonly phone: string | null;
  readonly home: string | null;
}

type Context = Pick<Call, 'db' | 'actor' | 'services' | 'today'>;

const recordOf = (c: Candidate): DuplicateRecord => ({
  id: '',
  name: c.name,
  pinyin: c.pinyin,
  fuzzy: [c.fuzzy, ...c.otherKeys.filter((k) => k.startsWith('f:')).map((k) => k.slice(2))].join(' '),
  birthday: c.birthday,
  sex: c.sex === '1' || c.sex === '2' ? c.sex : '9',
  number: c.number,
  documentKind: c.documentKind,
  phones: c.phone === null ? [] : [c.phone],
  home: c.home ?? '',
  householdId: null,
});

/** Most that a form shows; more would be no help to anybody. */
const MOST = 8;

/** The pairs behind the likenesses, for whoever writes them down. */
export const findLike = async (context: Context, of: Candidate, except: string | null): Promise<FoundLike[]> =>
  (await findDuplicatesOf(context.db, context.services.keys, recordOf(of), except)).slice(0, MOST);

export const likenessesOf = async (context: Context, of: Candidate, except?: string): Promise<Likeness[]> => {
  const found = await findLike(context, of, except ?? null);
  const rows = new Map(
    (
      await readFound(
        context.db,
        found.map((f) => f.workerId),
      )
    ).map((r) => [r.workerId, r]),
  );
  const { rows: registered } = await sql<{
    id: string;
    registered: string;
  }>`select id, registered from worker where id = any(${[...rows.keys()]}::uuid[])`.execute(context.db);
  const since = new Map(registered.map((r) => [r.id, r.registered]));
  return found.flatMap((f) => {
    const row = rows.get(f.workerId);
    // a host sees people from elsewhere too; of those this form tells nothing
    if (!row || !mine(context, row.home)) return [];
    return [
      {
        workerId: f.workerId,
        name: row.name,
        numberMasked: row.numberSealed ? maskNumber(row.documentKind, context.services.keys.open(row.numberSealed)) : '',
        homeCode: row.home,
        homeName: placeName(row.home),
        age: ageOf(row.birthday, context.today, row.diedOn),
        registered: since.get(f.workerId) ?? context.today,
        score: f.score,
        reasons: f.reasons.filter((r) => r.points > 0).map((r) => duplicateReasonTexts[r.code]),
        guards: f.guards.map((g) => duplicateGuardTexts[g]),
      },
    ];
  });
};

/** Writes down what a record that has just been saved looks like: said to be somebody else by the one who saved it, or open on the desk. */
export const notePairs = async (context: Context, workerId: string, of: Candidate, notTheSame: readonly string[]): Promise<number> => {
  const found = await findLike(context, of, workerId);
  // only what is mine to tell apart: a record seen as its host waits for the level above both
  const ours = new Set((await readFound(context.db, notTheSame)).filter((r) => mine(context, r.home)).map((r) => r.workerId));
  const said = new Set(notTheSame.filter((id) => ours.has(id)));
  let open = 0;
  for (const f of found) {
    const different = said.has(f.workerId);
    if (!different) open++;
    await sql`select note_pair(${newId()}::uuid, ${workerId}::uuid, ${f.workerId}::uuid, 'likeness', ${f.score}, ${f.band},
      ${JSON.stringify(f.reasons)}::jsonb, ${JSON.stringify(f.guards)}::jsonb, 'save', ${different ? 'different' : 'open'}, ${different ? 'desk' : ''},
      ${different ? context.actor.accountId : null}::uuid)`.execute(context.db);
  }
  return open;
};
