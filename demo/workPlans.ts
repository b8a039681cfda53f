/**
 * Work points 工作要点 of 2022 and one joint meeting 联席会议 of each provincial agreement. The subjects are those of the article (统一培训标准, 技能鉴定互认,
 * 示范性就业帮扶基地, 劳务站 …); the wording, units, days and what became of each are invented and say 示例. Of each province some are closed, some late, one was
 * sent back, and the demonstration accounts of 平塘县 and 黔南州 have some of each kind before them.
 */

import { idOf } from './ids.ts';
import { hashText } from './random.ts';

type Side = 'origin' | 'host';
export interface PlanUnit {
  readonly name: string;
  readonly area: string;
}
/** One step of an item: the day, what was done, and why or by what it is proved. */
export type PlanDeed =
  | { readonly on: string; readonly deed: 'started' }
  | { readonly on: string; readonly deed: 'closed' }
  | { readonly on: string; readonly deed: 'noted' | 'said_done' | 'sent_back'; readonly words: string }
  | { readonly on: string; readonly deed: 'due_moved'; readonly to: string; readonly words: string };
export interface DemoWorkItem {
  readonly id: string;
  readonly title: string;
  readonly outcome: string;
  readonly lead: Side;
  readonly units: Readonly<Record<Side, PlanUnit>>;
  readonly opened: string;
  readonly due: string;
  /** Which resolution of the meeting, counted from 1. */
  readonly resolution?: number;
  readonly deeds: readonly PlanDeed[];
}
export interface DemoWorkPlan {
  readonly id: string;
  /** Two digits. */
  readonly province: '45' | '52';
  readonly year: number;
  readonly title: string;
  readonly meeting: {
    readonly id: string;
    readonly title: string;
    readonly heldOn: string;
    readonly place: string;
    readonly originChair: string;
    readonly hostChair: string;
    readonly resolutions: readonly { readonly id: string; readonly text: string }[];
  };
  readonly items: readonly DemoWorkItem[];
}

const id = (on: string, what: string): string => idOf(Date.parse(`${on}T02:00:00Z`), hashText(what), 0x706c616e);
const office = (name: string, area: string): PlanUnit => ({ name: `${name}（示例）`, area });
const GX = office('广西壮族自治区人力资源和社会保障厅', '450000000000');
const GZ = office('贵州省人力资源和社会保障厅', '520000000000');
const GD = office('广东省人力资源和社会保障厅', '440000000000');
const BAISE = office('百色市人力资源和社会保障局', '451000000000');
const SHENZHEN = office('深圳市人力资源和社会保障局', '440300000000');
const QIANNAN = office('黔南州人力资源和社会保障局', '522700000000');
const GUANGZHOU = office('广州市人力资源和社会保障局', '440100000000');
const PINGTANG = office('平塘县人力资源和社会保障局', '522727000000');
const BAIYUN = office('广州市白云区人力资源和社会保障局', '440111000000');

type ItemIn = Omit<DemoWorkItem, 'id' | 'opened'> & { readonly opened?: string };
const planOf = (
  province: '45' | '52',
  pair: string,
  meeting: Omit<DemoWorkPlan['meeting'], 'id' | 'resolutions'> & { readonly resolutions: readonly string[] },
  items: readonly ItemIn[],
): DemoWorkPlan => ({
  id: id('2022-02-25', `plan ${province}`),
  province,
  year: 2022,
  title: `2022 年${pair}劳务协作工作要点（示例）`,
  meeting: {
    ...meeting,
    id: id(meeting.heldOn, `meeting ${province}`),
    resolutions: meeting.resolutions.map((text, n) => ({ id: id(meeting.heldOn, `resolution ${province} ${n}`), text: `${text}（示例）` })),
  },
  items: items.map((i, n) => {
    const opened = i.opened ?? (i.resolution ? meeting.heldOn : '2022-02-25');
    return { ...i, opened, id: id(opened, `item ${province} ${n}`) };
  }),
});

export const workPlans: readonly DemoWorkPlan[] = [
  planOf(
    '45',
    '粤桂',
    {
      title: '粤桂劳务协作联席会议（示例）',
      heldOn: '2022-03-18',
      place: '南宁市（示例）',
      originChair: '自治区人民政府分管负责人（示例）',
      hostChair: '省人民政府分管负责人（示例）',
      resolutions: [
        '双方互认对方发放的专项职业能力证书，年内公布第一批互认项目',
        '“八桂系列劳务品牌”与三项工程联合推介，年内至少办一次',
        '会议听取了劳务站运行情况，请两厅分别跟进',
      ],
    },
    [
      {
        title: '统一粤菜师傅培训标准',
        outcome: '双方共用的培训标准 3 份，印发到各培训机构',
        lead: 'host',
        units: { origin: GX, host: GD },
        due: '2022-06-30',
        deeds: [
          { on: '2022-03-07', deed: 'started' },
          { on: '2022-05-12', deed: 'noted', words: '三份标准的征求意见稿已经发给对方（示例）' },
          { on: '2022-06-20', deed: 'said_done', words: '三份标准已经印发（示例）' },
          { on: '2022-06-28', deed: 'closed' },
        ],
      },
      {
        title: '技能鉴定互认',
        outcome: '公布第一批互认的专项职业能力项目，两边都能查验',
        lead: 'origin',
        units: { origin: GX, host: GD },
        due: '2022-09-30',
        resolution: 1,
        deeds: [
          { on: '2022-04-11', deed: 'started' },
          { on: '2022-08-19', deed: 'noted', words: '项目清单谈妥 9 项，还有 3 项的考核细则没有对齐（示例）' },
        ],
      },
      {
        title: '“八桂系列劳务品牌”与三项工程联合推介',
        outcome: '联合推介一次，到场用人单位不少于 50 家',
        lead: 'origin',
        units: { origin: GX, host: GD },
        due: '2022-12-15',
        resolution: 2,
        deeds: [],
      },
      {
        title: '示范性就业帮扶基地认定',
        outcome: '认定一批省级示范性就业帮扶基地，名单公布',
        lead: 'host',
        units: { origin: GX, host: GD },
        due: '2022-10-20',
        deeds: [
          { on: '2022-04-02', deed: 'started' },
          { on: '2022-09-22', deed: 'noted', words: '材料初审完，正在实地核查（示例）' },
        ],
      },
      {
        title: '劳务站规范运行',
        outcome: '每个劳务站有固定场所、专人和服务台账',
        lead: 'origin',
        units: { origin: GX, host: GD },
        due: '2022-08-31',
        deeds: [
          { on: '2022-03-21', deed: 'started' },
          { on: '2022-08-25', deed: 'said_done', words: '各站自查表已经收齐（示例）' },
          { on: '2022-09-05', deed: 'sent_back', words: '有 4 个站没有服务台账，补齐再报（示例）' },
          { on: '2022-09-08', deed: 'due_moved', to: '2022-10-31', words: '4 个站要补三个月的台账（示例）' },
        ],
      },
      {
        title: '百色—深圳职校毕业生供需对接',
        outcome: '办两场对接会，签订订单班不少于 6 个',
        lead: 'host',
        units: { origin: BAISE, host: SHENZHEN },
        due: '2022-09-30',
        deeds: [
          { on: '2022-03-15', deed: 'started' },
          { on: '2022-09-27', deed: 'said_done', words: '两场对接会办完，签订订单班 7 个（示例）' },
        ],
      },
      {
        title: '支持国家乡村振兴重点帮扶县',
        outcome: '每个重点帮扶县至少一个结对的培训或用工项目',
        lead: 'host',
        units: { origin: GX, host: GD },
        due: '2022-11-30',
        deeds: [{ on: '2022-05-09', deed: 'started' }],
      },
    ],
  ),
  planOf(
    '52',
    '粤黔',
    {
      title: '粤黔劳务协作联席会议（示例）',
      heldOn: '2022-03-25',
      place: '贵阳市（示例）',
      originChair: '省人民政府分管负责人（示例）',
      hostChair: '省人民政府分管负责人（示例）',
      resolutions: [
        '“十四五”时期两省技能评价合作，年内定出评价人员互派办法',
        '黔南、广州合办校企订单班，秋季开班',
        '各县劳务站与输入地工作站建立每周对账',
      ],
    },
    [
      {
        title: '印发粤黔协作实施三项工程年度安排',
        outcome: '两省联合印发，分到市州',
        lead: 'host',
        units: { origin: GZ, host: GD },
        due: '2022-04-30',
        deeds: [
          { on: '2022-03-03', deed: 'started' },
          { on: '2022-04-22', deed: 'said_done', words: '已经联合印发（示例）' },
          { on: '2022-04-29', deed: 'closed' },
        ],
      },
      {
        title: '技能评价合作',
        outcome: '定出评价人员互派办法，互派一批',
        lead: 'origin',
        units: { origin: GZ, host: GD },
        due: '2022-09-15',
        resolution: 1,
        deeds: [
          { on: '2022-05-06', deed: 'started' },
          { on: '2022-09-02', deed: 'said_done', words: '办法印发，互派 12 人（示例）' },
          { on: '2022-09-13', deed: 'sent_back', words: '互派名单里有 2 人没有到位，到位再报（示例）' },
        ],
      },
      {
        title: '黔南—广州校企订单班',
        outcome: '秋季开 4 个订单班，岗位都有用人单位承诺',
        lead: 'host',
        units: { origin: QIANNAN, host: GUANGZHOU },
        due: '2022-10-15',
        resolution: 2,
        deeds: [
          { on: '2022-04-18', deed: 'started' },
          { on: '2022-10-08', deed: 'said_done', words: '4 个班都开了（示例）' },
        ],
      },
      {
        title: '平塘劳务站与白云工作站每周对账',
        outcome: '每周一份双方签过的对账单，连续 12 周',
        lead: 'origin',
        units: { origin: PINGTANG, host: BAIYUN },
        due: '2022-09-20',
        resolution: 3,
        deeds: [
          { on: '2022-05-16', deed: 'started' },
          { on: '2022-09-16', deed: 'noted', words: '已经对了 9 周，还差 3 周（示例）' },
        ],
      },
      {
        title: '送上门短期培训进平塘',
        outcome: '在平塘办 6 期粤菜师傅短期班',
        lead: 'host',
        units: { origin: PINGTANG, host: BAIYUN },
        due: '2022-10-31',
        deeds: [
          { on: '2022-03-28', deed: 'started' },
          { on: '2022-10-09', deed: 'said_done', words: '6 期都办完了（示例）' },
        ],
      },
      {
        title: '平塘点对点输送预案',
        outcome: '春运、节后两套点对点输送预案，两边都签过',
        lead: 'origin',
        units: { origin: PINGTANG, host: BAIYUN },
        due: '2022-10-24',
        deeds: [{ on: '2022-08-30', deed: 'started' }],
      },
      {
        title: '普及性远程教育课程上线',
        outcome: '四项工程各一门远程课，贵州各县都能看',
        lead: 'host',
        units: { origin: GZ, host: GD },
        due: '2022-12-20',
        deeds: [],
      },
      {
        title: '黔南示范性就业帮扶基地互访',
        outcome: '两边各派一批人看过对方的基地，写出对照清单',
        lead: 'origin',
        units: { origin: QIANNAN, host: GUANGZHOU },
        due: '2022-08-15',
        deeds: [{ on: '2022-04-26', deed: 'started' }],
      },
    ],
  ),
];
