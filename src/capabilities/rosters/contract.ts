// What the outside sees of rosters.
import type { AnyEndpoint } from '#platform/contract.ts';
import type { Text } from '#standards/text.ts';
import { batchEndpoints } from './contractBatches.ts';

export * from './contractBatches.ts';
export * from './contractShapes.ts';

export const rostersEndpoints: readonly AnyEndpoint[] = [...batchEndpoints];

/** What the audit calls each deed; jobs write the last ones. */
export const auditTexts: Readonly<Record<string, Text>> = {
  ...Object.fromEntries(rostersEndpoints.filter((e) => e.audited).map((e) => [e.id, e.summary])),
  'rosters.judged': { zh: '预检完一个批次', en: 'Checked a batch' },
  'rosters.written': { zh: '写入完一个批次', en: 'Wrote a batch' },
  'rosters.undone': { zh: '撤销完一个批次', en: 'Undid a batch' },
};
export const noticeTexts: Readonly<Record<string, Text>> = {};
