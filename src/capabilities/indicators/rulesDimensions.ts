// By what a figure may be split and filtered (docs/figures.md §6). Each person stands in exactly one value of each; '' is unknown, '?' 待确认.
import { channelTexts } from '#capabilities/workers/rules.ts';
import type { Text } from '#standards/text.ts';

const t = (zh: string, en: string): Text => ({ zh, en });

/** Levels of a place, by the digits of its code that are kept. */
export const LEVELS = { province: 2, prefecture: 4, county: 6, township: 9, village: 12 } as const;
export type Level = keyof typeof LEVELS;

interface PlaceDimension {
  readonly id: string;
  readonly kind: 'place';
  readonly name: Text;
  readonly column: string;
  readonly level: Level;
}
interface CodeDimension {
  readonly id: string;
  readonly kind: 'code';
  readonly name: Text;
  readonly column: string;
  /** Of the values in the order they are shown in; others go by what they are. */
  readonly values: Readonly<Record<string, Text>>;
}
interface OpenDimension {
  readonly id: string;
  readonly kind: 'open';
  readonly name: Text;
  readonly column: string;
}
export type Dimension = PlaceDimension | CodeDimension | OpenDimension;

const UNKNOWN = t('未知', 'unknown');
const places = (id: 'origin' | 'host', name: Text, levels: readonly Level[]): readonly PlaceDimension[] => {
  const of: Record<Level, Text> = {
    province: t('省', 'province'),
    prefecture: t('市州', 'prefecture'),
    county: t('县', 'county'),
    township: t('乡镇', 'township'),
    village: t('村', 'village'),
  };
  return levels.map((level) => ({
    id: `${id}:${level}`,
    kind: 'place',
    name: t(`${name.zh}${of[level].zh}`, `${name.en}, ${of[level].en}`),
    column: id,
    level,
  }));
};
const code = (id: string, name: Text, values: Readonly<Record<string, Text>>): CodeDimension => ({
  id,
  kind: 'code',
  name,
  column: id,
  values,
});

export const peopleTexts = {
  poverty: t('脱贫劳动力', 'lifted out of poverty'),
  monitored: t('监测对象', 'watched'),
  lowIncome: t('农村低收入', 'rural low income'),
  none: t('其他', 'others'),
} as const satisfies Record<string, Text>;
export const whereTexts = {
  guangdong: t('广东就业', 'in Guangdong'),
  near: t('就近就业', 'near home'),
  elsewhere: t('其他地区就业', 'elsewhere'),
} as const satisfies Record<string, Text>;
export const answerTexts = {
  yes: t('在岗', 'still there'),
  no: t('已不在', 'gone'),
  unverified: t('到期未核实', 'due, not verified'),
  notYetDue: t('未到期', 'not yet due'),
  notApplicable: t('不适用', 'not applicable'),
} as const satisfies Record<string, Text>;

export const dimensions: readonly Dimension[] = [
  ...places('origin', t('户籍', 'home'), ['province', 'prefecture', 'county', 'township', 'village']),
  ...places('host', t('就业地', 'place of work'), ['province', 'prefecture', 'county']),
  code('where', t('就业去向', 'where they work'), whereTexts),
  code('people', t('人员类别', 'group of people'), peopleTexts),
  code('monitored', t('监测类别', 'kind of watching'), {
    unstable: t('脱贫不稳定户', 'unstable'),
    marginal: t('边缘易致贫户', 'marginal'),
    sudden: t('突发严重困难户', 'sudden hardship'),
    '': t('不是监测对象', 'not watched'),
  }),
  code('relocated', t('易地搬迁', 'relocated'), { yes: t('是', 'yes'), no: t('否', 'no') }),
  code('sex', t('性别', 'sex'), { '1': t('男', 'male'), '2': t('女', 'female'), '0': UNKNOWN, '9': t('未说明', 'not told') }),
  code(
    'age',
    t('年龄', 'age'),
    Object.fromEntries([...['0-15', '16-24', '25-34', '35-44', '45-54', '55-59', '60+'].map((a) => [a, t(`${a} 岁`, a)]), ['', UNKNOWN]]),
  ),
  code('programme', t('所属工程', 'project'), {
    cook: t('粤菜师傅', 'Cantonese chefs'),
    technician: t('广东技工', 'Guangdong technicians'),
    homeService: t('南粤家政', 'home services'),
    artisan: t('乡村工匠', 'rural artisans'),
    '': t('不属四项工程', 'none of the four'),
  }),
  code('channel', t('就业渠道', 'channel'), { ...channelTexts, '': UNKNOWN }),
  { id: 'industry', kind: 'open', name: t('行业门类', 'industry section'), column: 'industry' },
  { id: 'occupation', kind: 'open', name: t('职业大类', 'major occupation group'), column: 'occupation' },
  code('evidence', t('证据等级', 'class of evidence'), {
    '1': t('社保缴费', 'social insurance'),
    '2': t('工资流水', 'bank payroll'),
    '3': t('合同或盖章名册', 'contract or stamped roster'),
    '4': t('走访', 'visit'),
    '5': t('电话', 'telephone'),
    '6': t('自报或名单', 'self-report or list'),
    '7': t('没有证据', 'none'),
  }),
  { id: 'pairing', kind: 'open', name: t('结对', 'pairing'), column: 'pairing' },
];
export type DimensionId = string;
export const dimensionOf = (id: DimensionId): Dimension | undefined => dimensions.find((d) => d.id === id);
