// What the owner of the installation, or a demonstration, enters for an account: by its rights, on record as such.
import { loginsWith } from '#capabilities/access/server/service.ts';
import { type Actor, actorSettings } from '#platform/server/actor.ts';
import { type AuditNote, writeAudit } from '#platform/server/audit.ts';
import type { Call } from '#platform/server/http.ts';
import type { Services } from '#platform/server/services.ts';
import { approve } from './deeds.ts';
import type { FreezeRow, FreezeSide } from './freezes.ts';
import { publishOne } from './published.ts';
import { openSigner } from './signing.ts';

/** The steering account of a login, as it is now. */
export const steeringOf = ({ store, clock, actorFor }: Services, login: string): Promise<Actor | undefined> =>
  store.transact({ role: 'system' }, async (db) => {
    const found = (await loginsWith(db, ['steering'])).find((a) => a.login === login.trim().toLowerCase());
    return found && actorFor(db, found.id, clock.now());
  });

type Deed = (call: Pick<Call, 'db' | 'actor' | 'note'>) => Promise<FreezeRow>;
const actFor = (services: Services, actor: Actor, action: string, deed: Deed): Promise<FreezeRow> =>
  services.store.transact({ role: 'app', settings: actorSettings(actor, services.clock.today()) }, async (db) => {
    let note: Partial<AuditNote> = {};
    const done = await deed({
      db,
      actor,
      note: (more) => {
        note = { ...note, ...more };
      },
    });
    await writeAudit(db, actor, '', { action, ...note, details: { ...note.details, commandLine: true } }, services.subscribers);
    return done;
  });

/** An approval without the account's password: recorded as not given in person. */
export const approveFor = async (services: Services, actor: Actor, freeze: FreezeRow, side: FreezeSide): Promise<FreezeRow> => {
  const signer = await openSigner(services);
  return actFor(services, actor, 'indicators.approveFreeze', (call) =>
    approve(call, { id: freeze.id, side, digest: freeze.digest! }, signer, false),
  );
};
export const publishFor = (services: Services, actor: Actor, id: string): Promise<FreezeRow> =>
  actFor(services, actor, 'indicators.publishMonth', (call) => publishOne(call, id));
