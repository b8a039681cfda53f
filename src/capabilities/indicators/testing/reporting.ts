// Reports made by the whole server, for tests: asked for, run to their end, read back.
import { type Person, signedInAs, type Who } from '#capabilities/access/testing/people.ts';
import type { Input } from '#platform/contract.ts';
import { readReport, startReport, takeReport } from '../contract.ts';
import { freezingWorld } from './freezing.ts';
import type { World } from './world.ts';

export const reportingWorld = async (world: World) => {
  const made = await freezingWorld(world);
  const as = (who: Who): Promise<Person> => signedInAs(made.app, made.services, who);
  /** Somebody of a role over an area, who has just entered the password. */
  const of = (role: 'steering' | 'county_bureau' | 'station' | 'auditor', areaCode: string): Promise<Person> =>
    as({ name: `${role} ${areaCode.slice(0, 6)}`, roles: [{ role, areaCode, relation: null }], steppedUp: true });
  const make = async (by: Person, input: Input<typeof startReport>) => {
    const { id } = await by(startReport, input);
    await made.work();
    return by(readReport, { id });
  };
  const take = async (by: Person, id: string, format: 'xlsx' | 'pdf' | 'csv' | 'json'): Promise<Buffer> =>
    Buffer.from((await by(takeReport, { id, format })) as unknown as Uint8Array);
  return { ...made, as, of, make, take };
};
