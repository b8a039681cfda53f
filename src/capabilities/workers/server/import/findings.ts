// What is told about whom a row means and what it would change. No sentence says anything of a record that is not the asker's.
import type { Finding } from '#capabilities/rosters/rules.ts';

type Made = Finding;
const made = (
  rule: string,
  severity: Made['severity'],
  fields: readonly string[],
  zh: string,
  en: string,
  advice?: readonly [string, string],
): Made => ({ rule, severity, fields, text: { zh, en }, ...(advice ? { advice: { zh: advice[0], en: advice[1] } } : {}) });

/** One answer for nobody, for somebody elsewhere, and for a record number that is not one's own. */
export const foreign = made(
  'foreign',
  'error',
  ['idNumber'],
  '查不到，或者不在您的辖区；请由户籍地建档',
  'Not found, or not in your area; the home area opens the record',
);
export const homeOutside = made(
  'foreign',
  'error',
  ['home'],
  '户籍地不在您的辖区，不能由您建档；请由户籍地建档',
  'The home lies outside your area; the home area opens the record',
);
export const nameMissing = made('name', 'error', ['name'], '没有姓名，不能建档', 'Without a name no record can be opened', [
  '补上姓名再导入',
  'Give the name and import again',
]);
export const numberMissing = made(
  'noNumber',
  'error',
  ['idNumber'],
  '没有证件号，户籍地也没有写到乡镇或村，不能建档',
  'No number, and no home down to the township or village: no record can be opened',
  ['补上证件号，或者写明户籍乡镇和村', 'Give the number, or the township and village of home'],
);
export const withoutNumber = made(
  'noNumber',
  'doubt',
  ['idNumber'],
  '没有证件号，按“暂无证件号”建档，等您补上',
  'No number: recorded without one, waiting for it',
  ['补上证件号', 'Give the number'],
);
export const byName = made(
  'byName',
  'doubt',
  ['name', 'idNumber'],
  '没有证件号，按姓名和电话（或出生日期、户籍地）对上了一份档案，请核对是不是同一人',
  'No number: matched by name and telephone (or birthday and home); please check that it is the same person',
  ['补上证件号', 'Give the number'],
);
export const manyByName = (n: number): Made =>
  made(
    'byName',
    'error',
    ['name', 'idNumber'],
    `没有证件号，按姓名对上了 ${n} 份档案，认不准是谁`,
    `No number, and ${n} records fit the name: nobody is known for sure`,
    ['补上证件号', 'Give the number'],
  );
export const conflict = made(
  'conflict',
  'doubt',
  ['name', 'idNumber'],
  '同号不同名：这个证件号登记的是另一个姓名，这一行没有改动档案',
  'Same number, other name: this number is on record under another name; nothing of the record was changed',
  ['核对证件；确是更名的，请在人员页面更正', 'Check the document; a changed name is corrected on the person’s page'],
);
export const numberTakenBy = made(
  'conflict',
  'doubt',
  ['idNumber'],
  '这个证件号已登记在您辖区的另一份档案上，没有改动',
  'This number is already on another record of your area; it was not changed',
  ['核对证件；是同一人的，请合并两份档案', 'Check the document; if it is one person, merge the records'],
);
export const crossArea = (county: string): Made =>
  made(
    'crossArea',
    'hint',
    ['idNumber'],
    `跨区重复：${county}也有这个人的档案，写入后两份档案归为同一人`,
    `Across areas: ${county} has this person on record as well; once written, both records are one person`,
  );
export const older = (field: string, zh: string, en: string, known: string): Made =>
  made(
    'older',
    'hint',
    [field],
    `${zh}没有改：档案里的是 ${known} 知道的，比这份表新`,
    `${en} not changed: what is on record is known since ${known}, later than this list`,
  );
export const dead = made(
  'dead',
  'doubt',
  ['name'],
  '这个人已登记去世，这一行没有改动档案',
  'This person is recorded as dead; nothing of the record was changed',
  ['核对是不是同一人；去世登记错了的，请在人员页面撤回', 'Check who is meant; withdraw a wrong record of death on the person’s page'],
);
export const movedOut = made(
  'movedOut',
  'doubt',
  ['home'],
  '表里的户籍地在您的辖区以外，户籍没有改',
  'The home in the list lies outside your area; the home was not changed',
  ['确已迁出的，请在人员页面办迁移', 'If the person has moved, record the move on the person’s page'],
);
export const kindUntold = made(
  'identityKind',
  'hint',
  ['identity'],
  '只写了脱贫户，没有写哪一种，按一般脱贫户登记',
  'Lifted out of poverty, kind not told: recorded as the general kind',
);
export const kindNeeded = made(
  'identityKind',
  'doubt',
  ['identity'],
  '只写了监测对象，没有写哪一类，没有登记',
  'Monitored, kind not told: not recorded',
  ['写明脱贫不稳定户、边缘易致贫户或突发严重困难户', 'Say which of the three kinds it is'],
);
export const kindsClash = made(
  'identityKind',
  'doubt',
  ['identity'],
  '同一行写了两种互相排斥的身份，只登记了前一种',
  'Two kinds that exclude each other; only the first was recorded',
);
export const householdElsewhere = made(
  'household',
  'doubt',
  ['householdNumber'],
  '这个户编号不能用在您的辖区，没有入户',
  'This household number cannot be used in your area; nobody was put into a household',
  ['核对户编号', 'Check the household number'],
);
export const secondHead = made(
  'household',
  'doubt',
  ['relation'],
  '这一户已有户主，与户主关系没有记成户主',
  'The household has a head already; this person was not recorded as its head',
  ['核对谁是户主', 'Check who the head is'],
);
