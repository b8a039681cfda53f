// Stations under an agreement: derived from what they serve, never linked. A station serves a host area for an origin (organisations); it stands under an
// agreement where both lie within its sides and the days meet.
import { stationsOn } from '#capabilities/organisations/server/service.ts';
import { areaText } from '#capabilities/regions/server/service.ts';
import type { Db } from '#platform/server/store.ts';
import { contains, rangeOf } from '#standards/divisions/codes.ts';
import type { AgreementStation } from '../contract.ts';
import type { Sides } from '../rules.ts';

const within = (side: { readonly code: string; readonly name: string }, code: string): boolean => {
  const range = rangeOf(side.code);
  // a functional area has no code of its own: what is entered for the division that it is a part of may be meant for another part
  return side.name === '' && range !== undefined && contains(range, code);
};

/** Those at work on the day whose service lies within the two sides. */
export const stationsUnder = async (db: Db, of: Sides, day: string): Promise<AgreementStation[]> =>
  (await stationsOn(db, day)).flatMap((s) => {
    const services = s.services.filter(
      (v) =>
        within({ code: of.originCode, name: of.originName }, v.originCode) && within({ code: of.hostCode, name: of.hostName }, v.hostCode),
    );
    if (services.length === 0) return [];
    return {
      id: s.id,
      name: s.name,
      level: s.level,
      place: areaText(s.place),
      services: services.map((v) => ({
        host: areaText(v.hostCode),
        origin: areaText(v.originCode),
        fromDay: v.fromDay,
        toDay: v.toDay,
      })),
    };
  });
