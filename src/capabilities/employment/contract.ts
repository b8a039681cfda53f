// Employment 在岗台账: what the outside sees. Shared by server and pages; no IO.
import type { AnyEndpoint } from '#platform/contract.ts';
import type { Text } from '#standards/text.ts';
import { criteriaEndpoints, criteriaPermissions } from './contractCriteria.ts';
import { handedOnText, listEndpoints, listPermissions } from './contractLists.ts';
import { peopleEndpoints } from './contractPeople.ts';
import { retentionEndpoints, retentionPermissions } from './contractRetention.ts';
import { roundEndpoints, roundNoticeTexts } from './contractRounds.ts';
import { permissions as spellPermissions } from './contractShapes.ts';
import { spellEndpoints } from './contractSpells.ts';

export * from './contractPeople.ts';
export { roundExportTexts } from './contractRounds.ts';
export * from './contractShapes.ts';
export * from './contractSpells.ts';
export { spellFactTexts } from './contractTexts.ts';

export const employmentEndpoints: readonly AnyEndpoint[] = [
  ...spellEndpoints,
  ...peopleEndpoints,
  ...listEndpoints,
  ...roundEndpoints,
  ...criteriaEndpoints,
  ...retentionEndpoints,
];
export const permissions = { ...spellPermissions, ...listPermissions, ...criteriaPermissions, ...retentionPermissions };
/** What the audit calls each deed. */
export const auditTexts: Readonly<Record<string, Text>> = {
  ...Object.fromEntries(employmentEndpoints.filter((e) => e.audited).map((e) => [e.id, e.summary])),
  ...handedOnText,
};
export const noticeTexts: Readonly<Record<string, Text>> = {
  'employment.statesDiffered': {
    zh: '夜间核对：{n} 人的务工现状与事实不符，已按事实改正',
    en: 'Nightly check: the state of work of {n} workers differed from the facts and was mended',
  },
  'employment.vouchedDiffered': {
    zh: '夜间核对：{n} 条在岗证据的折算与事实不符，已按事实改正',
    en: 'Nightly check: {n} rows of what evidence vouches for differed from the facts and were mended',
  },
  ...roundNoticeTexts,
};
