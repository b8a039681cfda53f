// Rules that need the other rows of the file. V01, V02, V06 (three posts), V07, V20.

import { birthdayOf, isBlank, none, type RowRule, rowNameOf, sexOf, tell } from './rulesChecksShapes.ts';
import { dayNumberOf } from './rulesSpan.ts';

const numberOnce: RowRule = {
  id: 'V01',
  severity: 'error',
  text: {
    zh: '证件号码要填，一个文件里一人一号：重复录入的行不导入，一号两名的都要核实',
    en: 'The identity number is filled in, and belongs to one person of the file: copies are refused, one number under two names is doubtful',
  },
  fields: ['idNumber', 'name'],
  check: (row, context) => {
    if (isBlank(row, 'idNumber'))
      return tell('V01', 'error', ['idNumber'], '没有填证件号码', 'The identity number is missing', [
        '按身份证补填 18 位证件号码',
        'Fill in the 18 characters from the identity card',
      ]);
    const { facts } = context;
    if (!facts || !row.idNumber) return none;
    if (facts.copyOf !== null) {
      const first = rowNameOf(context, facts.copyOf);
      return tell(
        'V01',
        'error',
        ['idNumber'],
        `与${first.zh}完全相同，是重复录入`,
        `The same as ${first.en} in everything: entered twice`,
        [
          '不用处理，前一行已采用；若是另一个人，请改正证件号码',
          'Nothing to do, the first one is taken; if it is somebody else, put the number right',
        ],
      );
    }
    if (facts.names)
      return tell(
        'V01',
        'doubt',
        ['idNumber', 'name'],
        '同一个证件号码在本文件里有不同的姓名',
        'One identity number stands under different names in this file',
        ['对照身份证核实号码是谁的，改正填错的一行', 'Check against the identity cards whose number it is and put the other row right'],
      );
    if (facts.repeated)
      return tell(
        'V01',
        'doubt',
        ['idNumber'],
        context.kind === 'spells' ? '同一个人有几行，没有开始时间，分不清是几段务工还是重复录入' : '同一个人在本文件里有几行，内容不一样',
        context.kind === 'spells'
          ? 'Several rows of one person without a start: several spells, or one entered twice'
          : 'Several rows of one person that differ',
        context.kind === 'spells'
          ? ['补填各段的开始时间，或只留一行', 'Fill in the start of each spell, or keep one row']
          : ['只留正确的一行', 'Keep the right one'],
      );
    return none;
  },
};

const phoneOfOneHousehold: RowRule = {
  id: 'V02',
  severity: 'doubt',
  text: {
    zh: '一个电话号码只属于一户；一家人共用可以，但分在几个县务工时留作线索',
    en: 'A telephone belongs to one household; its members may share it, which is a hint where they work in different counties',
  },
  fields: ['phone', 'householdNumber', 'place'],
  check: (row, { facts }) => {
    if (!facts || !row.phone) return none;
    if (facts.phoneHouseholds > 1 && row.householdNumber)
      return tell(
        'V02',
        'doubt',
        ['phone', 'householdNumber'],
        `同一个联系电话在本文件里有 ${facts.phoneHouseholds} 户在用`,
        `One telephone is given for ${facts.phoneHouseholds} households of this file`,
        ['改填本人或家人的电话；不要填村干部的电话', 'Give the person’s own or the family’s telephone, not the village cadre’s'],
      );
    if (facts.phoneApart && row.place)
      return tell(
        'V02',
        'hint',
        ['phone', 'place'],
        '一家人共用一个联系电话，却在不同的县务工',
        'Members of one household share a telephone, yet work in different counties',
        ['方便时补充各人自己的电话', 'Add each person’s own telephone when there is a chance'],
      );
    return none;
  },
};

const postsAtOnce: RowRule = {
  id: 'V06',
  severity: 'doubt',
  text: { zh: '一个人同时不应有三个及以上公益性岗位', en: 'Nobody holds three public-welfare posts at one time' },
  fields: ['channel', 'publicPostKind', 'idNumber', 'start', 'end'],
  check: (row, { facts }) =>
    facts?.posts
      ? tell(
          'V06',
          'doubt',
          [row.channel === 'publicPost' ? 'channel' : 'publicPostKind', 'idNumber'],
          '同一个人同时有三个及以上公益性岗位',
          'Three public-welfare posts or more of one person at one time',
          ['核实实际在岗的是哪一个，其余的填结束时间或删除', 'Find out which one is held; end or delete the others'],
        )
      : none,
};

const spellsInTurn: RowRule = {
  id: 'V07',
  severity: 'doubt',
  text: {
    zh: '同一个人的后一段务工不应早于前一段结束（注明兼职的除外）',
    en: 'A later spell of a person does not begin before the earlier one ends, unless marked as a second job',
  },
  fields: ['start', 'end', 'idNumber', 'overlapAllowed'],
  check: (row, context) => {
    if (context.facts?.overlaps == null) return none;
    const other = rowNameOf(context, context.facts.overlaps);
    return tell(
      'V07',
      'doubt',
      ['start', 'end'],
      `这段务工从 ${row.start} 开始，${other.zh}同一个人的那段还没有结束`,
      `This spell begins in ${row.start}, before the one of the same person in ${other.en} is over`,
      ['补填前一段的结束时间；确属兼职的请注明', 'Fill in the end of the earlier spell; mark it where it is a second job'],
    );
  },
};

const household: RowRule = {
  id: 'V20',
  severity: 'doubt',
  text: {
    zh: '一户只有一个户主，户主与配偶性别不同，父母年长于子女',
    en: 'A household has one head, of another sex than the spouse; parents are older than their children',
  },
  fields: ['relation', 'householdNumber', 'sex', 'idNumber'],
  check: (row, { facts, kind }) => {
    const of = facts?.household;
    if (!of || !row.relation) return none;
    const say = (fields: readonly ['relation', ...('householdNumber' | 'sex' | 'idNumber')[]], zh: string, en: string) =>
      tell('V20', 'doubt', fields, zh, en, [
        '对照户口簿核对与户主关系、户编号和证件号码',
        'Check relation, household and numbers against the household register',
      ]);
    if (of.heads === 2) {
      if (row.relation !== 'head') return none;
      return say(['relation', 'householdNumber'], '这一户有两个以上户主', 'This household has more than one head');
    }
    // lists of workers may leave the head out
    if (of.heads === 0)
      return kind === 'households' ? say(['relation', 'householdNumber'], '这一户没有户主', 'This household has no head') : none;
    const sex = sexOf(row);
    if (row.relation === 'spouse' && sex !== null && sex === of.headSex)
      return say(['relation', 'sex', 'idNumber'], '与户主是配偶，性别却相同', 'The spouse is of the same sex as the head');
    const birthday = birthdayOf(row);
    if (!birthday || of.headBorn === null) return none;
    const born = dayNumberOf(birthday);
    if ((row.relation === 'son' || row.relation === 'daughter') && born <= of.headBorn)
      return say(['relation', 'idNumber'], '是户主的子女，却不比户主年轻', 'A child of the head, yet not younger');
    if ((row.relation === 'father' || row.relation === 'mother') && born >= of.headBorn)
      return say(['relation', 'idNumber'], '是户主的父母，却不比户主年长', 'A parent of the head, yet not older');
    return none;
  },
};

export const fileRules: readonly RowRule[] = [numberOnce, phoneOfOneHousehold, postsAtOnce, spellsInTurn, household];
