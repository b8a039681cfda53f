// News of people for the first page.
import type { ChangeSource } from '#capabilities/access/server/service.ts';

export const workersChanges: readonly ChangeSource[] = [
  {
    kind: 'workers.registered',
    can: 'workers.see',
    text: { zh: '窗口建档 {n} 人', en: '{n} registered by hand' },
    link: '/workers?sort=changed',
    actions: ['workers.registerWorker'],
  },
  {
    kind: 'workers.corrected',
    can: 'workers.see',
    text: { zh: '人员变动与更正 {n} 次（批量算一次）', en: '{n} change(s) and correction(s) of people (a batch is one)' },
    link: '/workers?sort=changed',
    actions: [
      'workers.correctBasic',
      'workers.moveHome',
      'workers.correctHome',
      'workers.addIdentity',
      'workers.correctIdentity',
      'workers.saveCondition',
      'workers.addSkill',
      'workers.saveIntention',
      'workers.addContact',
      'workers.giveConsent',
      'workers.withdrawConsent',
      'workers.recordDeath',
      'workers.withdrawFact',
      'workers.joinHousehold',
      'workers.bulkIdentity',
      'workers.bulkConsent',
    ],
  },
  {
    kind: 'workers.merged',
    can: 'workers.duplicates',
    text: { zh: '重复档案判定 {n} 次', en: '{n} pair(s) of records decided' },
    link: '/duplicates',
    actions: ['workers.decidePair', 'workers.joinWorkers', 'workers.splitWorkers'],
  },
];
