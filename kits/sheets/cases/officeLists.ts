// Lists of other offices: a town, a county, the national system, a station.
import type { Case, Cell } from '../shapes.ts';
import { moreOfficeCases } from './officeListsMore.ts';
import { merge, office, other, peopleOf, row, type Said, sheetOf } from './offices.ts';

type Read = NonNullable<Said['read']>;
const unread = (read: Read = {}): Said => ({ verdict: 'doubtful', reasons: ['unread'], read });

const town = (): Case => {
  const file = 'office-town.csv';
  const [a, b, c, d] = peopleOf(file);
  const header = ['序号', '所在村', '姓名', '身份证号码', '联系方式', '务工省', '务工市', '务工县', '从事工种', '月收入', '外出时间'];
  const line = (n: number, of: NonNullable<typeof a>, place: readonly Cell[], pay: Cell, start: Cell, said: Said) =>
    row(of, [n, '先进村', of.name, of.id, of.phone, ...place, '普工', pay, start], said);
  return office(file, 'a town in GBK: province, prefecture and county of work in columns, days and pay as people say them', 'csv', [
    sheetOf(
      '',
      [
        other(...header),
        line(1, a!, ['广东省', '广州', '白云区'], '4500', '2022.3', {
          plain: { monthlyIncome: 4500 },
          // in a text file 2022.3 may be what is left of 2022.30, which is none: March
          read: { place: '440111', start: '2022-03' },
        }),
        line(2, b!, ['广东省', '深圳市', '宝安区'], '5000元', '2022年2月18日', {
          read: { place: '440306', monthlyIncome: 5000, start: '2022-02-18' },
        }),
        line(3, c!, ['广东省', '东莞', ''], '3500-4000', '22.3', unread({ place: '441900', monthlyIncome: null, start: null })),
        line(4, d!, ['广东省', '佛山市', '顺德区'], '8千', '正月初八', unread({ place: '440606', monthlyIncome: 8000, start: null })),
      ],
      [1],
      header,
    ),
  ]);
};

const web = (): Case => {
  const file = 'office-web.xls';
  const people = peopleOf(file).slice(0, 4);
  return office(
    file,
    'a web system in GBK: title, header with spans, the signer and his telephone in one cell below',
    'html',
    [
      sheetOf(
        'Sheet1',
        [
          other('农村劳动力外出务工情况表'),
          other('序号', '姓名', '证件号码', '就业情况', null, null, '联系电话', '备注'),
          other(null, null, null, '就业单位', '就业地点', '月收入（元）', null, null),
          ...people.map((p, n) =>
            row(p, [n + 1, p.name, p.id, '演示电子厂', '广东省深圳市龙岗区', '5,200.00', p.phone, null], {
              read: { monthlyIncome: 5200 },
              plain: { place: '440307', employer: '演示电子厂' },
            }),
          ),
          other('制表人：演示员  联系电话：14100000009'),
        ],
        [2, 3],
        ['序号', '姓名', '证件号码', '就业情况 就业单位', '就业情况 就业地点', '就业情况 月收入（元）', '联系电话', '备注'],
        ['A1:H1', 'A2:A3', 'B2:B3', 'C2:C3', 'D2:F2', 'G2:G3', 'H2:H3', 'A8:H8'].map(merge),
      ),
    ],
    ['htmlGbk', 'titleRows', 'headerTwoRows'],
  );
};

const county = (): Case => {
  const file = 'office-county.xls';
  const [a, b, c, d, e] = peopleOf(file);
  const line = (n: number, of: NonNullable<typeof a>, place: Cell, pay: Cell, span: Cell, read: Read, more: Said = {}) =>
    row(of, [n, of.name, of.id, Number(of.phone), '演示制衣厂', place, pay, span, null], {
      ...more,
      read,
      plain: { phone: of.phone, ...more.plain },
    });
  return office(
    file,
    'a county: stamps above, two header rows, spans from and to in one cell, a country, a total and signatures with a telephone',
    'xls',
    [
      sheetOf(
        'Sheet1',
        [
          other('2022年农村劳动力转移就业统计台账'),
          other('填报单位（盖章）：演示镇人民政府', null, null, null, null, null, null, '填报时间：2022年9月25日'),
          other('序号', '基本信息', null, null, '就业信息', null, null, null, '备注'),
          other(null, '姓名', '身份证', '电话', '用工企业', '务工地', '工资（元/月）', '务工起止时间', null),
          line(1, a!, '广东省广州市番禺区', 4800, '2021.3-至今', { start: '2021-03' }, { plain: { place: '440113', monthlyIncome: 4800 } }),
          line(2, b!, '广东省中山市', 5000, '2021年3月至今', { start: '2021-03' }, { plain: { place: '442000', monthlyIncome: 5000 } }),
          line(
            3,
            c!,
            '贵阳市观山湖区',
            '3800',
            '2020.1-2021.12',
            { place: '520115', start: '2020-01', end: '2021-12' },
            { plain: { monthlyIncome: 3800 } },
          ),
          line(4, d!, '浙江义乌', '4千5', '2021/3/1至2022/3/1', {
            place: '330782',
            monthlyIncome: 4500,
            start: '2021-03-01',
            end: '2022-03-01',
          }),
          line(
            5,
            e!,
            '越南',
            '6500',
            '2021年5月—2021年12月',
            { place: null, start: '2021-05', end: '2021-12' },
            { plain: { monthlyIncome: 6500 } },
          ),
          other('合计', '5人', null, null, null, null, 24_600),
          other('单位负责人：演示甲', null, null, '审核人：', null, '填表人：演示员', null, '联系电话：14100000009'),
        ],
        [3, 4],
        [
          '序号',
          '基本信息 姓名',
          '基本信息 身份证',
          '基本信息 电话',
          '就业信息 用工企业',
          '就业信息 务工地',
          '就业信息 工资（元/月）',
          '就业信息 务工起止时间',
          '备注',
        ],
        ['A1:I1', 'A3:A4', 'B3:D3', 'E3:H3', 'I3:I4'].map(merge),
      ),
    ],
    ['xls', 'titleRows', 'headerTwoRows', 'totals', 'notes'],
  );
};

const cover = (): Case => {
  const file = 'office-cover.xlsx';
  const people = peopleOf(file).slice(0, 4);
  const header = ['姓名', '性别', '民族', '身份证号', '文化程度', '家庭住址', '务工地址', '工作单位', '工种', '月薪', '电话'];
  const places = [
    ['广州市白云区', '440111'],
    ['深圳龙华', '440309'],
    ['东莞长安', '441900'],
    ['佛山南海', '440605'],
  ] as const;
  return office(file, 'a cover, the list, and a sheet of totals', 'xlsx', [
    sheetOf(
      '封面',
      [other('2022年外出务工花名册'), other('单位', '演示镇先进村'), other('负责人', '演示甲'), other('电话', '14100000009')],
      [],
      [],
    ),
    sheetOf(
      '花名册',
      [
        other(...header),
        ...people.map((p, n) =>
          row(
            p,
            [p.name, n % 2 ? '女' : '男', '布依', p.id, '初中', '先进村三组', places[n]![0], '演示鞋厂', '普工', 4500 + n * 500, p.phone],
            {
              read: { place: places[n]![1] },
              plain: { monthlyIncome: 4500 + n * 500, employer: '演示鞋厂' },
            },
          ),
        ),
      ],
      [1],
      header,
    ),
    sheetOf('汇总', [other('村', '外出人数', '省内', '省外'), other('先进村', 4, 0, 4)], [], []),
  ]);
};

const ditto = (): Case => {
  const file = 'office-ditto.xlsx';
  const [a, b, c, d] = peopleOf(file);
  const header = ['姓名', '身份证号', '务工地点', '务工企业', '联系电话', '外出时间'];
  const same = { place: '440114', employer: '演示箱包厂' };
  return office(file, '〃, 同上 and " for what stands above; a statement and a signature below', 'xlsx', [
    sheetOf(
      '先进村',
      [
        other('先进村在外务工人员名单'),
        other(...header),
        row(a!, [a!.name, a!.id, '广州市花都区', '演示箱包厂', a!.phone, '2022年3月'], {
          read: { place: '440114', start: '2022-03' },
          plain: { employer: '演示箱包厂' },
        }),
        row(b!, [b!.name, b!.id, '〃', '〃', b!.phone, '〃'], { read: { ...same, start: '2022-03' } }),
        row(c!, [c!.name, c!.id, '同上', '同上', '同上', '同上'], { read: { ...same, phone: b!.phone, start: '2022-03' } }),
        row(d!, ['〃', d!.id, '"', '"', d!.phone, '2021年5月'], {
          verdict: 'doubtful',
          reasons: ['unread'],
          read: { ...same, name: null, start: '2021-05' },
        }),
        other('以上名单属实'),
        other('村主任签字：', null, null, '2022年9月8日'),
      ],
      [2],
      header,
    ),
  ]);
};

const noHeader = (): Case => {
  const file = 'office-no-header.xlsx';
  return office(file, 'no header at all: number, name, identity number, telephone', 'xlsx', [
    sheetOf(
      'Sheet1',
      peopleOf(file)
        .slice(0, 6)
        .map((p, n) => row(p, [n + 1, p.name, p.id, p.phone])),
      [],
      [],
    ),
  ]);
};

const household = (): Case => {
  const file = 'office-household.xlsx';
  const [a, b, c, d] = peopleOf(file);
  const header = ['户主姓名', '户编号', '家庭成员', '与户主关系', '成员身份证号', '是否务工', '务工地点', '务工单位'];
  return office(file, 'by households: the head merged over the members, whose columns are called 成员', 'xlsx', [
    sheetOf(
      'Sheet1',
      [
        other(...header),
        row(a!, [a!.name, 'H01', a!.name, '户主', a!.id, '是', '广东省广州市白云区', '演示厂'], {
          plain: { place: '440111', employer: '演示厂' },
        }),
        row(b!, [null, null, b!.name, '配偶', b!.id, '否', null, null]),
        row(c!, [null, null, c!.name, '之弟', c!.id, '在家', null, null]),
        row(d!, [d!.name, 'H02', d!.name, '户主', d!.id, '是', '贵州省贵阳市南明区', '演示酒店'], {
          plain: { place: '520102', employer: '演示酒店' },
        }),
      ],
      [1],
      header,
      ['A2:A4', 'B2:B4'].map(merge),
    ),
  ]);
};

const month = (): Case => {
  const file = 'office-month.xlsx';
  const [a, b, c, d] = peopleOf(file);
  const home = ['省', '市', '县', '乡', '行政村', '户编号', '姓名', '证件号码', '户类型', '监测对象类别'];
  const at = (p: NonNullable<typeof a>, kind: string, risk: string): Cell[] => [
    '贵州省',
    '黔南布依族苗族自治州',
    '平塘县',
    '克度镇',
    '先进村',
    'H0001',
    p.name,
    p.id,
    kind,
    risk,
  ];
  const out = [
    ...home,
    '是否已务工',
    '开始时间',
    '结束时间',
    '务工所在省',
    '务工所在市',
    '务工所在县',
    '务工企业名称',
    '务工月收入',
    '所属行业',
    '就业渠道',
    '是否点对点输送',
    '年度交通费补助',
    '家庭成员联系电话',
  ];
  const plan = [...home, '是否计划务工', '计划务工所在省', '计划务工所在市', '计划务工所在县', '就业服务需求', '不务工原因'];
  return office(
    file,
    'the national export: who works away and who plans to, each on a sheet of its own, header on row 3, every cell text',
    'xlsx',
    [
      sheetOf(
        '已外出务工信息',
        [
          other('已外出务工信息'),
          other('导出时间：2022-09-30 10:00:00'),
          other(...out),
          row(
            a!,
            [
              ...at(a!, '一般脱贫户', ''),
              '是',
              '2022年03月',
              '',
              '广东省',
              '广州市',
              '白云区',
              '演示电子厂',
              '4500',
              '制造业',
              '企业招聘',
              '是',
              '500',
              a!.phone,
            ],
            {
              plain: { monthlyIncome: 4500, employer: '演示电子厂' },
              read: { place: '440111', start: '2022-03' },
            },
          ),
          row(
            b!,
            [
              ...at(b!, '普通农户', '边缘易致贫户'),
              '否',
              '2020年03月',
              '2021年05月',
              '广东省',
              '广州市',
              '白云区',
              '演示电子厂',
              '',
              '',
              '',
              '',
              '',
              b!.phone,
            ],
            {
              plain: { employer: '演示电子厂' },
              read: { place: '440111', start: '2020-03', end: '2021-05' },
            },
          ),
        ],
        [3],
        out,
      ),
      sheetOf(
        '计划外出务工信息',
        [
          other('计划外出务工信息'),
          other('导出时间：2022-09-30'),
          other(...plan),
          row(c!, [...at(c!, '一般脱贫户', ''), '否', '', '', '', '', '照顾老小、其他'], { plain: { place: null, start: null } }),
          row(d!, [...at(d!, '一般脱贫户', ''), '是', '广东省', '广州市', '白云区', '', ''], {
            verdict: 'doubtful',
            reasons: ['V15'],
            plain: { place: null, start: null },
          }),
        ],
        [3],
        plan,
      ),
    ],
    ['titleRows', 'headerOn3', 'severalSheets'],
  );
};

const station = (): Case => {
  const file = 'office-station.xlsx';
  const header = ['序\n号', '姓  名', '身份证\n号 码', '籍贯', '在粤单位', '在粤详细地址', '联系\n电话', '诉求'];
  return office(file, 'a station in the host city: 在粤单位, 在粤详细地址, blanks and breaks in the header', 'xlsx', [
    sheetOf(
      'Sheet1',
      [
        other('驻穗劳务工作站服务登记表'),
        other(...header),
        ...peopleOf(file)
          .slice(0, 3)
          .map((p, n) =>
            row(p, [n + 1, p.name, p.id, '贵州平塘', '演示家具厂', '广州市增城区新塘镇', p.phone, '工资'], {
              read: { place: '440118' },
              plain: { employer: '演示家具厂' },
            }),
          ),
      ],
      [2],
      header,
    ),
  ]);
};

export const officeCases = (): readonly Case[] => [
  town(),
  web(),
  county(),
  cover(),
  ditto(),
  noHeader(),
  household(),
  month(),
  station(),
  ...moreOfficeCases(),
];
