// Words of the register that the composition hands to access: notices.
import type { Text } from '#standards/text.ts';

export const noticeTexts: Readonly<Record<string, Text>> = {
  'workers.crossArea': {
    zh: '跨区重复：您县的一份档案，外县也给同一个人建了档，两份已并为同一人',
    en: 'Across areas: another county has registered a person of yours; the records were joined',
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
