// More lists of other offices: tables below each other, telephones twice, claims, a template, a charter bus.
import type { Case, Cell } from '../shapes.ts';
import { merge, office, other, peopleOf, row, type Said, sheetOf } from './offices.ts';

const BAIYUN: Said = { read: { place: '440111' } };
type Read = NonNullable<Said['read']>;
const unread = (read: Read = {}): Said => ({ verdict: 'doubtful', reasons: ['unread'], read });

const legend = (): Case => {
  const file = 'office-legend.xlsx';
  const [a, b] = peopleOf(file);
  const header = ['姓名', '身份证号', '就业状态代码', '就业渠道', '务工地', '备注'];
  return office(file, 'what the codes mean stands below the list', 'xlsx', [
    sheetOf(
      'Sheet1',
      [
        other(...header),
        row(a!, [a!.name, a!.id, '04', '①政府组织', '广州市天河区', null], { read: { place: '440106' } }),
        row(b!, [b!.name, b!.id, '06', '②自发', '省外', null], { verdict: 'refused', reasons: ['V03'], read: { place: null } }),
        other(),
        other('代码说明：', '02务农；03返乡未就业；04外出务工；06本市县就业'),
        other('①政府组织', '②自发', '③企业组织'),
        other('图例：', '√', '在外务工', '×', '未务工'),
      ],
      [1],
      header,
    ),
  ]);
};

const stacked = (): Case => {
  const file = 'office-stacked.xlsx';
  const [a, b, c, d] = peopleOf(file);
  return office(file, 'two tables below each other, each with a title and columns of its own', 'xlsx', [
    sheetOf(
      'Sheet1',
      [
        other('一、县外务工'),
        other('序号', '姓名', '身份证号', '务工省', '务工市', '务工县', '企业', '月收入'),
        row(a!, [1, a!.name, a!.id, '广东省', '广州市', '白云区', '演示厂', 4500], { plain: { monthlyIncome: 4500 }, ...BAIYUN }),
        row(b!, [2, b!.name, b!.id, '广东省', '深圳市', '宝安区', '演示厂', 5500], {
          plain: { monthlyIncome: 5500 },
          read: { place: '440306' },
        }),
        other('小计', 2),
        other(),
        other('二、县内务工'),
        other('序号', '姓名', '身份证号', '联系电话', '务工地点', '岗位名称'),
        row(c!, [1, c!.name, c!.id, c!.phone, '贵州省黔南州平塘县', '保洁员'], { read: { place: '522727' } }),
        row(d!, [2, d!.name, d!.id, d!.phone, '平塘县', '护林员'], { read: { place: '522727' } }),
      ],
      [],
      [],
    ),
  ]);
};

const unit = (): Case => {
  const file = 'office-unit.xlsx';
  const [a, b, c] = peopleOf(file);
  const header = ['姓名', '身份证号', '务工地点', '月收入'];
  return office(file, '单位：万元 in the corner above, and one who wrote 元 all the same', 'xlsx', [
    sheetOf(
      'Sheet1',
      [
        other('务工收入情况表', null, null, '单位：万元'),
        other(...header),
        row(a!, [a!.name, a!.id, '广州市白云区', 0.48], { read: { place: '440111', monthlyIncome: 4800 } }),
        row(b!, [b!.name, b!.id, '广州市白云区', 0.52], { read: { place: '440111', monthlyIncome: 5200 } }),
        row(c!, [c!.name, c!.id, '广州市白云区', 5200], unread({ place: '440111', monthlyIncome: null })),
      ],
      [2],
      header,
    ),
  ]);
};

const twoRows = (): Case => {
  const file = 'office-two-rows.csv';
  const people = peopleOf(file).slice(0, 4);
  return office(file, 'two header rows in a text file, where nothing is merged: 地点 below 务工情况', 'csv', [
    sheetOf(
      '',
      [
        other('序号', '基本情况', '', '', '务工情况', '', '', ''),
        other('', '姓名', '身份证号', '电话', '地点', '单位', '月收入', '起始时间'),
        ...people.map((p, n) =>
          row(p, [n + 1, p.name, p.id, p.phone, '广东省广州市白云区', '演示厂', 4500, n % 2 ? '2022/3/1' : '2022-03-01'], {
            plain: { monthlyIncome: 4500, place: '440111', employer: '演示厂', ...(n % 2 ? {} : { start: '2022-03-01' }) },
            read: n % 2 ? { start: '2022-03-01' } : {},
          }),
        ),
      ],
      [1, 2],
      [
        '序号',
        '基本情况 姓名',
        '基本情况 身份证号',
        '基本情况 电话',
        '务工情况 地点',
        '务工情况 单位',
        '务工情况 月收入',
        '务工情况 起始时间',
      ],
    ),
  ]);
};

const telephones = (): Case => {
  const file = 'office-telephones.xlsx';
  const [a, b, c] = peopleOf(file);
  const header = ['姓名', '身份证号', '电话1', '电话2', '务工地点'];
  return office(file, 'two columns of telephones: the first that is one', 'xlsx', [
    sheetOf(
      'Sheet1',
      [
        other(...header),
        row(a!, [a!.name, a!.id, '', a!.phone, '广州市白云区'], BAIYUN),
        row(b!, [b!.name, b!.id, b!.phone, c!.phone, '广州市白云区'], BAIYUN),
        row(c!, [c!.name, c!.id, '141000', c!.phone, '广州市白云区'], BAIYUN),
      ],
      [1],
      header,
    ),
  ]);
};

const subsidy = (): Case => {
  const file = 'office-subsidy.xlsx';
  const [a, b] = peopleOf(file);
  const header = ['序号', '姓名', '身份证号', '户类别', '务工地点', '务工单位', '务工起止时间', '补助金额', '联系电话', '签字'];
  const line = (n: number, p: NonNullable<typeof a>, kind: string, span: string, read: Read) =>
    row(p, [n, p.name, p.id, kind, '广东省广州市白云区', '演示厂', span, 500, p.phone, null], {
      plain: { place: '440111', employer: '演示厂' },
      read,
    });
  return office(file, 'claims for a transport subsidy: spans of work, stamps, the unit in the corner', 'xlsx', [
    sheetOf(
      'Sheet1',
      [
        other('2022年跨省务工一次性交通补助申报花名册'),
        other('乡镇（盖章）：演示镇', null, null, null, null, null, null, '单位：元'),
        other(...header),
        line(1, a!, '脱贫户', '2021.2-2021.10', { start: '2021-02', end: '2021-10' }),
        line(2, b!, '监测户', '2022年1月-至今', { start: '2022-01' }),
        other('合计', null, null, null, null, null, null, 1000),
      ],
      [3],
      header,
    ),
  ]);
};

const documents = (): Case => {
  const file = 'office-documents.xlsx';
  const [a, b] = peopleOf(file);
  const header = ['姓名', '证件类型', '证件号码', '务工地点', '务工企业'];
  const foreign = (cells: readonly Cell[], said: Said) => ({
    cells,
    truths: [row({ name: String(cells[0]), id: String(cells[2]), phone: '' }, cells, said).truths[0]!],
  });
  return office(file, 'passports and travel permits among the numbers; places abroad', 'xlsx', [
    sheetOf(
      'Sheet1',
      [
        other(...header),
        foreign(['演示梅', '护照', 'N1234567', '广西凭祥市', '演示厂'], { plain: { idNumber: null }, read: { place: '451481' } }),
        foreign(['演示文', '港澳居民来往内地通行证', 'H12345678', '广州市白云区', '演示厂'], { plain: { idNumber: null }, ...BAIYUN }),
        row(a!, [a!.name, '身份证', a!.id, '柬埔寨', '演示厂'], { read: { place: null } }),
        row(b!, [b!.name, '', b!.id, '广州市白云区', '演示厂'], BAIYUN),
      ],
      [1],
      header,
    ),
  ]);
};

const template = (): Case => {
  const file = 'office-template.xlsx';
  const [a, b] = peopleOf(file);
  const header = [
    '*姓名',
    '*证件号码',
    '*务工地点（省市县）',
    '务工企业',
    '*开始时间（yyyy-mm-dd）',
    '月收入（元）',
    '就业渠道（下拉选择）',
  ];
  const line = (p: NonNullable<typeof a>, place: string, code: string, channel: string) =>
    row(p, [p.name, p.id, place, '演示厂', '2022-03-01', '5000', channel], {
      plain: { start: '2022-03-01', monthlyIncome: 5000 },
      read: { place: code },
    });
  return office(file, 'a template: notes above, what to fill in below the header, a sample', 'xlsx', [
    sheetOf(
      '导入模板',
      [
        other('填写说明：\n1.带*为必填\n2.日期格式yyyy-mm-dd'),
        other(...header),
        other('必填，与身份证一致', '必填，18位', '精确到县', '选填', '必填', '数字', '请选择'),
        other('示例：演示三', '', '广东省广州市白云区', '示例公司', '2022-01-01', '5000', '企业招聘'),
        line(a!, '广东省-广州市-白云区', '440111', '企业招聘'),
        line(b!, '广东省/深圳市/宝安区', '440306', '自主择业'),
      ],
      [2],
      header,
      [merge('A1:G1')],
    ),
  ]);
};

const groups = (): Case => {
  const file = 'office-groups.xlsx';
  const [a, b, c] = peopleOf(file);
  const header = ['姓名', '身份证号', '务工地点', '电话'];
  const line = (p: NonNullable<typeof a>) => row(p, [p.name, p.id, '广州市白云区', p.phone], BAIYUN);
  return office(file, 'the village and its head count in a cell of its own, not merged; 总计3人', 'xlsx', [
    sheetOf(
      'Sheet1',
      [
        other('外出务工名册'),
        other(...header),
        other('先进村（2人）'),
        line(a!),
        line(b!),
        other('金星村（1人）'),
        line(c!),
        other('总计3人'),
      ],
      [2],
      header,
    ),
  ]);
};

const bus = (): Case => {
  const file = 'office-bus.xlsx';
  const [a, b] = peopleOf(file);
  const header = ['序号', '姓名', '身份证号', '乡镇', '目的地', '用工企业', '联系电话', '座位号'];
  const line = (n: number, p: NonNullable<typeof a>) =>
    row(p, [n, p.name, p.id, '克度镇', '广东省广州市花都区', '演示箱包厂', p.phone, `${n}A`], {
      plain: { place: '440114', employer: '演示箱包厂' },
    });
  return office(file, 'the manifest of a charter bus, with the cadre who goes along', 'xlsx', [
    sheetOf(
      '点对点',
      [
        other('“点对点”专车输送人员名单'),
        other('出发时间：2022年2月10日', null, null, '带队人：演示甲 14100000009'),
        other(...header),
        line(1, a!),
        line(2, b!),
        other('带队干部', '演示甲', null, null, null, null, '14100000009', null),
      ],
      [3],
      header,
    ),
  ]);
};

const contradictions = (): Case => {
  const file = 'office-contradictions.xlsx';
  const [a, b, c] = peopleOf(file);
  const header = ['姓名', '身份证号', '还在务工', '开始时间', '结束时间', '务工地点'];
  return office(file, 'still working with an end gone by; a start in 2099; stopped without an end', 'xlsx', [
    sheetOf(
      'Sheet1',
      [
        other(...header),
        row(a!, [a!.name, a!.id, '是', '2020-01', '2021-06', '广州市白云区'], {
          verdict: 'doubtful',
          reasons: ['V08'],
          plain: { start: '2020-01', end: '2021-06' },
          ...BAIYUN,
        }),
        row(b!, [b!.name, b!.id, '', '2099-05', '', '广州市白云区'], {
          verdict: 'refused',
          reasons: ['V08'],
          plain: { start: '2099-05' },
          ...BAIYUN,
        }),
        row(c!, [c!.name, c!.id, '否', '2020-05', '', '广州市白云区'], {
          verdict: 'doubtful',
          reasons: ['V08'],
          plain: { start: '2020-05' },
          ...BAIYUN,
        }),
      ],
      [1],
      header,
    ),
  ]);
};

export const moreOfficeCases = (): readonly Case[] => [
  legend(),
  stacked(),
  unit(),
  twoRows(),
  telephones(),
  subsidy(),
  documents(),
  template(),
  groups(),
  bus(),
  contradictions(),
];
