// By what a figure may be split and filtered (docs/figures.md §6). Each person stands in exactly one value of each; '' is unknown, '?' 待确认.
import { channelTexts } from '#capabilities/workers/rules.ts';
import type { Text } from '#standards/text.ts';

const t = (zh: string, en: string): Text => ({ zh, en });

/** Levels of a place, by the digits of its code that are kept. */
export const LEVELS = { province: 2, prefecture: 4, county: 6, township: 9, village: 12 } as const;
export type Level = keyof typeof LEVELS;

interface Common {
  readonly id: string;
  /** Of classes alone: read of I09, '' of all else, and no cell of a frozen month. */
  readonly training?: true;
}
interface PlaceDimension extends Common {
  readonly kind: 'place';
  readonly name: Text;
  readonly column: string;
  readonly level: Level;
}
interface CodeDimension extends Common {
  readonly kind: 'code';
  readonly name: Text;
  readonly column: string;
  /** Of the values in the order they are shown in; others go by what they are. */
  readonly values: Readonly<Record<string, Text>>;
}
interface OpenDimension extends Common {
  readonly kind: 'open';
  readonly name: Text;
  readonly column: string;
}
export type Dimension = PlaceDimension | CodeDimension | OpenDimension;

const UNKNOWN = t('未知', 'unknown');
/** As training tells them; here once more, so that no page of figures loads the whole contract of training (rulesTraining.unit.test.ts). */
export const modeTexts = {
  schooling: t('请进来学制培养', 'Schooling in Guangdong'),
  doorstep: t('送上门短期培训', 'Short course at the doorstep'),
  remote: t('普及性远程教育', 'Remote lessons'),
  organised: t('组织化劳务协作', 'Organised with the transfer'),
} as const satisfies Record<string, Text>;
export const orderTexts = {
  named: t('冠名班', 'Named after an employer'),
  directed: t('定向班', 'Directed to posts'),
  enterprise: t('企业班', 'Inside an enterprise'),
} as const satisfies Record<string, Text>;
const NO_CLASS = t('不是培训班', 'no class');
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
    '': t('不看证据', 'rests on none'),
  }),
  { id: 'pairing', kind: 'open', name: t('结对', 'pairing'), column: 'pairing' },
  { ...code('mode', t('培训方式', 'mode of training'), { ...modeTexts, '': NO_CLASS }), training: true },
  { ...code('order', t('订单班', 'order class'), { ...orderTexts, '': t('不是订单班', 'no order class') }), training: true },
  { id: 'school', kind: 'open', name: t('培训学校', 'school'), column: 'school', training: true },
  { id: 'employer', kind: 'open', name: t('用人单位', 'employer of the class'), column: 'employer', training: true },
];
/** What every figure may be split by. */
export const commonDimensions: readonly Dimension[] = dimensions.filter((d) => !d.training);
export type DimensionId = string;
export const dimensionOf = (id: DimensionId): Dimension | undefined => dimensions.find((d) => d.id === id);
