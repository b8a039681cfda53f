// What the outside sees of rosters.
import type { AnyEndpoint } from '#platform/contract.ts';
import type { Text } from '#standards/text.ts';
import { batchEndpoints } from './contractBatches.ts';
import { deskEndpoints } from './contractDesk.ts';

export * from './contractBatches.ts';
export * from './contractDesk.ts';
export * from './contractShapes.ts';

export const rostersEndpoints: readonly AnyEndpoint[] = [...batchEndpoints, ...deskEndpoints];

/** What the audit calls each deed; jobs write the last ones. */
export const auditTexts: Readonly<Record<string, Text>> = {
  ...Object.fromEntries(rostersEndpoints.filter((e) => e.audited).map((e) => [e.id, e.summary])),
  'rosters.judged': { zh: '预检完一个批次', en: 'Checked a batch' },
  'rosters.written': { zh: '写入一个批次', en: 'Wrote a batch' },
  'rosters.undone': { zh: '撤销完一个批次', en: 'Undid a batch' },
};
export const noticeTexts: Readonly<Record<string, Text>> = {
  'rosters.assigned': { zh: '{by}把 {n} 件疑点转给了您', en: '{by} handed {n} finding(s) to you' },
  'rosters.exemptionAsked': {
    zh: '{by}申请豁免一件疑点（{rule}），等您或同事批准',
    en: '{by} asks for the exemption of a finding ({rule}); it waits for you or a colleague',
  },
  'rosters.exemptionApproved': { zh: '{by}批准了您申请的豁免（{rule}）', en: '{by} approved the exemption you asked for ({rule})' },
  'rosters.exemptionRefused': {
    zh: '{by}没有批准您申请的豁免（{rule}），疑点还要核实',
    en: '{by} refused the exemption you asked for ({rule}); the finding is still to settle',
  },
};
