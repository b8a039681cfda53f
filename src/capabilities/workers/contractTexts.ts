// Words of the register that the composition hands to access: notices.
import type { Text } from '#standards/text.ts';

export const noticeTexts: Readonly<Record<string, Text>> = {
  'workers.crossArea': {
    zh: '跨区重复：您县有档案与外县的档案是同一个人或很像，请到“重复档案”里看',
    en: 'Across areas: records of your county and of another belong to one person or are alike; see Duplicates',
  },
  'workers.manyCrossArea': {
    zh: '账号 {login} 一天内有 {n} 次建档碰上外地已有的证件号，请看一看',
    en: 'Account {login} met numbers that other areas already hold {n} times in one day; please look',
  },
  'workers.nowDiffered': {
    zh: '夜间核对：{n} 人的现状与事实不符，已按事实改正',
    en: 'Nightly check: the state of {n} workers differed from the facts and was mended',
  },
};
