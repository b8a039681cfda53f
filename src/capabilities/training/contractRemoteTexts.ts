// Words and rights of remote lessons 远程课. Part of contractRemote.ts.
import type { Permissions } from '#capabilities/access/rules.ts';
import type { Text } from '#standards/text.ts';
import { AUTHOR, LEARN, PROGRESS } from './names.ts';

export { AUTHOR, LEARN, PROGRESS } from './names.ts';

/** Purpose of pictures in remote lessons. */
export const PICTURE_FILE = 'training.lessonPicture';
export const remotePermissions = {
  [AUTHOR]: { text: { zh: '编写和发布远程课', en: 'Write and publish remote lessons' }, roles: ['school', 'county_bureau', 'steering'] },
  [PROGRESS]: {
    text: { zh: '查看远程课的学习进度', en: 'Look at progress in remote lessons' },
    roles: ['school', 'village_cadre', 'township_cadre', 'county_bureau', 'steering', 'auditor'],
  },
  [LEARN]: { text: { zh: '学自己的远程课', en: 'Study the own remote lessons' }, roles: ['worker'] },
} as const satisfies Permissions;

export const remoteAuditTexts = {
  'training.saveUnit': { zh: '编写远程课', en: 'Wrote a remote lesson' },
  'training.publishUnit': { zh: '发布远程课', en: 'Published a remote lesson' },
  'training.discardUnit': { zh: '撤销远程课草稿', en: 'Discarded the draft of a remote lesson' },
  'training.openUnit': { zh: '打开远程课', en: 'Opened a remote lesson' },
  'training.finishUnit': { zh: '学完远程课', en: 'Finished a remote lesson' },
  'training.startQuiz': { zh: '开始答题', en: 'Began a quiz' },
  'training.answerQuiz': { zh: '交答案', en: 'Answered a quiz' },
} as const satisfies Record<string, Text>;
