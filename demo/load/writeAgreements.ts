import { AGREEMENT_TABLES, type LoadedAgreement, loadAgreements } from '#capabilities/accords/server/service.ts';
import { inRecordedHistory } from '#platform/server/recordedHistory.ts';
import type { Db } from '#platform/server/store.ts';
import type { DemoAgreement } from '../accordsLives.ts';
import type { World } from '../world.ts';
import { writePlans } from './writePlans.ts';

const SOURCE = '演示数据';
const at = (ms: number): string => new Date(ms).toISOString();
const known = ({ recorded, superseded }: { readonly recorded: number; readonly superseded: number | null }) => ({
  recorded: at(recorded),
  superseded: superseded === null ? null : at(superseded),
});

/** In the words of the accords capability. */
export const agreementOf = (a: DemoAgreement): LoadedAgreement => ({
  id: a.id,
  registered: at(a.registered),
  versions: a.versions.map((v) => ({ ...v, ...known(v), source: SOURCE, certainty: 'unverified' })),
  signatures: a.signatures.map((s) => ({ ...s, ...known(s), text: at(s.text) })),
  ends: a.ends.map((e) => ({ ...e, ...known(e) })),
  groups: a.groups.map((g) => ({ ...g, ...known(g), source: SOURCE })),
});

/** All agreements of the world with their own history, and what hangs on them, in the caller's transaction (the owner's). */
export const writeAgreements = async (db: Db, world: World): Promise<void> => {
  await inRecordedHistory(db, AGREEMENT_TABLES, () => loadAgreements(db, world.agreements().map(agreementOf)));
  await writePlans(db);
};
