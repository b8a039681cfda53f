// Areas as people read them, and what was typed as an area.
import { areaText } from '#capabilities/regions/server/service.ts';
import { padCode } from '#standards/divisions/codes.ts';
import { loadDivisions } from '#standards/divisions/server/loadDivisions.ts';
import type { Text } from '#standards/text.ts';
import { unknownCode } from '../contract.ts';

export interface AreaNamed {
  readonly code: string;
  readonly name: Text;
}
export const areaNamed = (code: string): AreaNamed => {
  const { zh, en } = areaText(code);
  return { code, name: { zh, en } };
};
/** The twelve digits of a division of the tree, or a refusal. */
export const knownCode = (code: string): string => {
  const padded = padCode(code);
  if (padded === undefined || !loadDivisions().get(padded)) throw unknownCode({ code });
  return padded;
};
