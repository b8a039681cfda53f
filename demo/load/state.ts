import { sql } from 'kysely';
import type { Services } from '#platform/server/services.ts';
import { readSetting, saveSetting } from '#platform/server/settings.ts';
import { type Db, StartRefused } from '#platform/server/store.ts';

/** What the database remembers of its demonstration world, and how far the loading has come. */
export interface WorldState {
  readonly seed: number;
  readonly scale: number;
  /** '' for the whole world (WorldOptions). */
  readonly only: string;
  /** Left out where the figures are the article's own (WorldOptions). */
  readonly shift?: number;
  readonly workers: number;
  /** Are the organisations there? They come first. */
  readonly organisations: boolean;
  /** The next household to load: its village's place in the order of loading (chunks.ts), its own in the village; null when all are there. */
  readonly next: { readonly village: number; readonly household: number } | null;
}
export interface WhichWorld {
  readonly seed: number;
  readonly scale: number;
  readonly only?: string;
  readonly shift?: number;
}
const SETTING = 'demo.world';

export const readWorldState = async (db: Db): Promise<WorldState | undefined> => (await readSetting(db, SETTING)) as WorldState | undefined;
export const saveWorldState = (db: Db, state: WorldState, at: Date): Promise<void> =>
  saveSetting(db, SETTING, state, { accountId: null, at });

/** Throws where records are here that did not come from a demonstration: real people and invented ones never share a database. */
export const refuseRealPeople = async (db: Db): Promise<void> => {
  const { rows } = await sql`select from worker where source <> 'demo' limit 1`.execute(db);
  if (rows.length > 0 && (await readWorldState(db)) === undefined)
    throw new StartRefused(
      '这个数据库里有正式的人员档案，不装演示数据。请换一个数据库或数据目录。\n' +
        'This database holds real people; the demonstration is not loaded into it. Choose another database or data directory.',
    );
};

/** The state to go on from; a world of another seed or scale is refused, two worlds in one database would share numbers. */
export const beginWorld = async ({ store, clock }: Services, { seed, scale, only = '', shift = 0 }: WhichWorld): Promise<WorldState> =>
  store.transact({ role: 'system' }, async (db) => {
    await refuseRealPeople(db);
    const state = await readWorldState(db);
    if (state && (state.seed !== seed || state.scale !== scale || state.only !== only || (state.shift ?? 0) !== shift))
      throw new StartRefused(
        `这个数据库里已有演示数据（种子 ${state.seed}，规模 ${state.scale}）。另要一份，请换一个数据库或数据目录。\n` +
          `This database already holds a demonstration world (seed ${state.seed}, scale ${state.scale}). For another one choose another database or data directory.`,
      );
    if (state) return state;
    const fresh: WorldState = {
      seed,
      scale,
      only,
      ...(shift === 0 ? {} : { shift }),
      workers: 0,
      organisations: false,
      next: { village: 0, household: 0 },
    };
    await saveWorldState(db, fresh, clock.now());
    return fresh;
  });
