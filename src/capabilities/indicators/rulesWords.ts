// A definition in words, made of its clauses (docs/figures.md): what is counted, which conditions, which day, which evidence.
import type { Text } from '#standards/text.ts';
import { type BaseFigure, baseOf, type ClassClause, type Figure, type PersonClause, type SpellClause } from './rulesDefinitions.ts';
import { dimensionOf } from './rulesDimensions.ts';

const t = (zh: string, en: string): Text => ({ zh, en });
const join = (all: readonly Text[], zh = '、', en = ', '): Text => t(all.map((x) => x.zh).join(zh), all.map((x) => x.en).join(en));

export const spellWords = (clause: SpellClause): Text =>
  clause.is === 'work'
    ? t('务工、自主创业、灵活就业或公益性岗位（实习不算）', 'employed, self-employed, flexible or a public post (an internship is none)')
    : clause.is === 'assisted'
      ? t(
          '经协作的培训、订单、劳务站、中介、专车或公岗安排上岗',
          'with a programme, class, order, station, agency, trip or public placement of the cooperation behind it',
        )
      : t(`工作地在${clause.name.zh}`, `in ${clause.name.en}`);

export const personWords = (clause: PersonClause): Text => {
  if (clause.is === 'ruralHome')
    return t(
      '户籍在广西、贵州农村（农业户口、村委会，或户口性质不明）',
      'at home in rural Guangxi or Guizhou (agricultural, a village committee, or not known)',
    );
  const dimension = dimensionOf(clause.dimension);
  const values = dimension?.kind === 'code' ? clause.values.map((v) => dimension.values[v] ?? t(v, v)) : clause.values.map((v) => t(v, v));
  return t(
    `${dimension?.name.zh ?? clause.dimension}为${join(values).zh}`,
    `${dimension?.name.en ?? clause.dimension}: ${join(values).en}`,
  );
};

export const classWords = (clause: ClassClause): Text =>
  clause.is === 'opened'
    ? t('开班日在期间内', 'the class opened in the period')
    : t('到截止日没有取消', 'the class was not cancelled by the as-of day');

const countedWords = (base: BaseFigure): Text => {
  switch (base.kind) {
    case 'period':
      return t('期间内至少有一天有证据证明在岗的人，不重复计', 'distinct persons who are proved in post on a day of the period at least');
    case 'stock':
      return t(
        '截止日当天仍计在岗的人（最后有证据的一天起 92 天内 ○）',
        'persons who count as in post on the day (92 days ○ after the last proved one)',
      );
    case 'newlyStable':
      return t(
        '第一次满足“稳在广东”的那一天落在期间内的人，当天计在岗的广东务工里至少有一段是帮扶的',
        'persons whose first day of “stable in Guangdong” lies in the period, with a helped one among the work in Guangdong that counts on that day',
      );
    case 'retention':
      return t(
        '期间内第一次受帮扶上岗的人，第 30、90、180、365 天还在不在：已核验在岗 ÷（在岗＋已不在＋到期未核实）',
        'of persons whose first helped work began in the period, who is still there after 30, 90, 180, 365 days: yes ÷ (yes + no + due and unverified)',
      );
    case 'trained':
      return t(
        '到截止日至少上过一次课（到课、迟到、早退都算，缺勤、请假不算）的人，不重复计；一个人上过订单班的，按订单班计入',
        'distinct persons who attended at least one lesson by the as-of day (present, late or left early; absent and excused are none); who was in an order class stands under it',
      );
  }
};

/** The whole definition in one paragraph. */
export const figureWords = (figure: Figure): Text => {
  const { base, more } = baseOf(figure);
  const conditions =
    base.kind === 'retention'
      ? []
      : [
          ...(base.kind === 'trained' ? base.classes.map(classWords) : []),
          ...base.spells.map(spellWords),
          ...base.persons.map(personWords),
          ...more.map(personWords),
        ];
  const evidence = t(
    `证据等级到第 ${base.evidenceClass} 级${base.evidenceClass === 6 ? '（名单、自报也算）' : '（名单、自报不算）'}`,
    `Evidence down to class ${base.evidenceClass}${base.evidenceClass === 6 ? ' (lists and self-reports too)' : ' (lists and self-reports do not count)'}`,
  );
  const counted = countedWords(base);
  if (base.kind === 'trained')
    return t(
      `${counted.zh}。条件：${join(conditions, '；').zh}。人员身份、户籍、年龄按第一次到课那一天。期、人次、结业和训后就业另列，见“培训成效”。`,
      `Counts ${counted.en}. Conditions: ${join(conditions, '; ', '; ').en}. Group, home and age are those of the first attended lesson. Classes, attendances, who finished and who found work are told beside (results of training).`,
    );
  return t(
    `${counted.zh}。${conditions.length ? `条件：${join(conditions, '；').zh}。` : ''}人员身份、户籍、年龄按计入那一天。${evidence.zh}。`,
    `Counts ${counted.en}. ${conditions.length ? `Conditions: ${join(conditions, '; ', '; ').en}. ` : ''}Group, home and age are those of the day on which a person is counted. ${evidence.en}.`,
  );
};
