// The two sides as people read them, and what the tree says of them.
import type { SideFacts } from '#capabilities/regions/rules.ts';
import { areaText } from '#capabilities/regions/server/service.ts';
import { padCode } from '#standards/divisions/codes.ts';
import { loadDivisions } from '#standards/divisions/server/loadDivisions.ts';
import type { Text } from '#standards/text.ts';
import { unknownCode } from '../contract.ts';
import { officeOf } from '../rules.ts';

/** 广东珠海市横琴（功能区）. */
export const sideText = ({ code, name }: { readonly code: string; readonly name: string }): Text => {
  const { zh, en } = areaText(code);
  return name === '' ? { zh, en } : { zh: `${zh}${name}`, en: `${name}, ${en}` };
};
/** The area whose office signs for a side. */
export const officeText = (side: { readonly code: string; readonly name: string }): Text => areaText(officeOf(side));

/** The twelve digits of a division of the tree, or a refusal. */
export const knownCode = (code: string): string => {
  const padded = padCode(code);
  if (padded === undefined || !loadDivisions().get(padded)) throw unknownCode({ code });
  return padded;
};
export const sideFacts = (code: string): SideFacts => {
  const divisions = loadDivisions();
  return { level: divisions.get(code)?.level, inCountylessPrefecture: divisions.countyOf(code)?.level === 'prefecture' };
};
