// Course standards of the demonstration. Hours and conditions are invented and say so; occupations and special abilities are those of #standards/occupations.
import { dayOf, instantOn } from './days.ts';
import { idOf } from './ids.ts';
import { hashText } from './random.ts';

export interface DemoVersion {
  readonly id: string;
  readonly ordinal: number;
  readonly label: string;
  readonly title: string;
  readonly programme: string;
  readonly occupation: string;
  readonly leadsTo: 'certificate' | 'ability' | 'completion';
  readonly leadsName: string;
  readonly leadsLevel: number | null;
  readonly ageFrom: number;
  readonly ageTo: number | null;
  readonly theoryPass: number | null;
  readonly practicePass: number | null;
  readonly materials: string;
  readonly sizeFrom: number;
  readonly sizeTo: number;
  readonly validFrom: string;
  readonly sides: readonly string[];
  readonly created: number;
  readonly modules: readonly {
    readonly title: string;
    readonly theoryHours: number;
    readonly practiceHours: number;
    readonly units: readonly string[];
  }[];
  readonly adoptions: readonly { readonly sideCode: string; readonly adoptedOn: string; readonly recorded: number }[];
}
export interface DemoStandard {
  readonly id: string;
  readonly code: string;
  readonly registered: number;
  readonly versions: readonly DemoVersion[];
}

const GD = '440000000000';
const GX = '450000000000';
const GZ = '520000000000';
type Module = DemoVersion['modules'][number];
const m = (title: string, theoryHours: number, practiceHours: number, units: string): Module => ({
  title,
  theoryHours,
  practiceHours,
  units: units.split('、'),
});
interface Draft {
  readonly code: string;
  readonly title: string;
  readonly programme: string;
  readonly occupation: string;
  /** Level of the certificate; 0: a special ability; -1: completion only. */
  readonly level: number;
  readonly sides?: readonly string[];
  readonly modules: readonly Module[];
  readonly materials?: string;
}
const DRAFTS: readonly Draft[] = [
  {
    code: 'YC-SW',
    title: '广东烧味制作',
    programme: 'cook',
    occupation: '广东烧味制作',
    level: 0,
    modules: [
      m('食品安全与后厨卫生', 8, 0, '食品安全法规、个人卫生、刀具和炉具安全'),
      m('原料与腌制', 8, 12, '选料、开片、腌料配制'),
      m('烧制与出品', 4, 40, '叉烧、烧鸭、烧鹅、斩件装盘'),
    ],
    materials: '烧腊炉、风房、案板；教材《广东烧味制作》（示例）',
  },
  {
    code: 'YC-DX',
    title: '广式点心制作',
    programme: 'cook',
    occupation: '广式点心制作',
    level: 0,
    modules: [
      m('食品安全与后厨卫生', 8, 0, '食品安全法规、个人卫生'),
      m('面皮与馅料', 8, 20, '水调面、油酥面、馅料调制'),
      m('点心成形与熟制', 4, 32, '蒸点、煎炸点心、装盘'),
    ],
    materials: '蒸柜、压面机；教材《广式点心制作》（示例）',
  },
  {
    code: 'YC-ZS',
    title: '中式烹调师（五级）',
    programme: 'cook',
    occupation: '4-03-02-01',
    level: 5,
    modules: [
      m('职业基础', 16, 0, '职业道德、食品安全、营养基础'),
      m('原料加工', 8, 32, '鲜活原料加工、刀工'),
      m('菜肴制作', 8, 56, '火候、调味、热菜、冷菜'),
    ],
  },
  {
    code: 'GJ-HG',
    title: '焊工（五级）',
    programme: 'technician',
    occupation: '6-18-02-04',
    level: 5,
    modules: [
      m('安全与识图', 20, 4, '安全用电、劳动防护、焊接识图'),
      m('焊条电弧焊', 8, 48, '平焊、角焊、气割'),
      m('气体保护焊', 4, 36, '设备调节、板对接'),
    ],
  },
  {
    code: 'GJ-DZ',
    title: '电子设备装接工（五级）',
    programme: 'technician',
    occupation: '6-25-04-07',
    level: 5,
    modules: [
      m('电子基础与安全', 16, 4, '元器件识别、静电防护'),
      m('装接与焊接', 4, 36, '手工焊接、线束、装配'),
      m('检测与返修', 4, 16, '目检、通电测试'),
    ],
  },
  {
    code: 'GJ-FR',
    title: '缝纫工岗前培训',
    programme: 'technician',
    occupation: '6-05-01-03',
    level: -1,
    modules: [m('安全与设备', 6, 2, '用电安全、平车操作'), m('工序缝制', 2, 30, '平缝、包缝、上领上袖')],
  },
  {
    code: 'JZ-MY',
    title: '母婴护理员（月嫂）',
    programme: 'homeMaternity',
    occupation: '母婴护理员（月嫂）',
    level: -1,
    modules: [
      m('职业素养与法规', 12, 0, '职业道德、合同与权益'),
      m('产妇护理', 12, 24, '产褥期照护、月子餐'),
      m('新生儿护理', 12, 40, '喂养、洗浴、抚触、异常识别'),
    ],
  },
  {
    code: 'JZ-YL',
    title: '养老护理员（五级）',
    programme: 'homeElderly',
    occupation: '4-10-01-05',
    level: 5,
    modules: [
      m('职业基础', 16, 0, '职业道德、老年人权益'),
      m('生活照护', 12, 40, '饮食、排泄、清洁、睡眠'),
      m('基础照护', 8, 24, '体征观测、给药、急救'),
    ],
  },
  {
    code: 'JZ-JZ',
    title: '家政服务员（五级）',
    programme: 'homeHousehold',
    occupation: '4-10-01-06',
    level: 5,
    modules: [
      m('职业基础', 12, 0, '职业道德、安全、礼仪'),
      m('家庭保洁与收纳', 4, 24, '居室清洁、衣物洗涤、收纳'),
      m('家庭餐制作', 4, 24, '采购、家常菜'),
    ],
  },
  {
    code: 'XC-JS',
    title: '乡村建设工匠',
    programme: 'artisan',
    occupation: '6-29-01-07',
    level: -1,
    modules: [
      m('施工安全与识图', 16, 0, '安全、农房图纸'),
      m('砌筑与混凝土', 8, 32, '放线、砌筑、支模浇筑'),
      m('水电与防水', 4, 20, '水电安装、屋面防水'),
    ],
  },
  {
    code: 'BG-MF',
    title: '八桂米粉师傅',
    programme: 'baguiNoodles',
    occupation: '6-02-03-01',
    level: -1,
    sides: [GD, GX],
    modules: [
      m('食品安全与经营', 12, 0, '食品安全、小店经营'),
      m('米粉制作', 4, 24, '选米、磨浆、榨粉'),
      m('卤水与配菜', 4, 28, '卤水、锅烧、配菜'),
    ],
  },
];

const idFor = (text: string, tag: number): string => idOf(instantOn(dayOf('2020-09-01'), 9), hashText(text), tag);
const versionOf = (
  d: Draft,
  ordinal: number,
  label: string,
  created: string,
  validFrom: string,
  adopted: readonly (string | null)[],
  modules: readonly Module[] = d.modules,
): DemoVersion => {
  const sides = d.sides ?? [GD, GX, GZ];
  return {
    id: idFor(`${d.code} ${label}`, 41),
    ordinal,
    label,
    title: d.title,
    programme: d.programme,
    occupation: d.occupation,
    leadsTo: d.level > 0 ? 'certificate' : d.level === 0 ? 'ability' : 'completion',
    leadsName: d.level >= 0 ? d.title.replace('（五级）', '') : '培训结业证书',
    leadsLevel: d.level > 0 ? d.level : null,
    ageFrom: 16,
    ageTo: d.code.startsWith('JZ') ? 59 : null,
    theoryPass: d.level === -1 ? null : 60,
    practicePass: d.level === -1 ? null : 60,
    materials: d.materials ?? '',
    sizeFrom: 20,
    sizeTo: 50,
    validFrom,
    sides,
    created: instantOn(dayOf(created), 10),
    modules,
    adoptions: sides.flatMap((sideCode, i) => {
      const day = adopted[i % adopted.length];
      return day ? [{ sideCode, adoptedOn: day, recorded: instantOn(dayOf(day), 11) }] : [];
    }),
  };
};

/** All standards: in force since before the first class; roast meats in a second version since spring 2022, one waiting for Guangdong, one not adopted by anybody. */
export const demoStandards = (): readonly DemoStandard[] =>
  DRAFTS.map((d) => {
    const versions = [versionOf(d, 1, 'v1.0', '2020-09-01', '2020-10-08', ['2020-09-20', '2020-09-24', '2020-09-29'])];
    if (d.code === 'YC-SW')
      versions.push(
        versionOf(
          d,
          2,
          'v2.0',
          '2022-01-20',
          '2022-03-01',
          ['2022-02-18', '2022-02-22', '2022-02-25'],
          [...d.modules.slice(0, 2), m('烧制与出品', 4, 52, '叉烧、烧鸭、烧鹅、斩件装盘、成本核算')],
        ),
      );
    if (d.code === 'JZ-YL')
      versions.push(
        // Guizhou has adopted it, the others have not
        versionOf(
          d,
          2,
          'v2.0',
          '2022-09-05',
          '2023-01-01',
          [null, null, '2022-09-28'],
          [...d.modules, m('失智照护', 8, 16, '沟通、安全、陪伴')],
        ),
      );
    if (d.code === 'GJ-HG') versions.push(versionOf(d, 2, 'v2.0', '2022-10-08', '2023-01-01', [null]));
    return { id: idFor(d.code, 40), code: d.code, registered: instantOn(dayOf('2020-09-01'), 10), versions };
  });
