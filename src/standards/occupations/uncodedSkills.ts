import type { Certainty } from '../certainty.ts';
import type { Text } from '../text.ts';

/** Something people train for that has no occupation code of its own: why, and where it belongs. */
export interface UncodedSkill {
  readonly name: Text;
  /** `specialAbility` 专项职业能力: a smallest unit of skill examined by the HR authorities; `workType` 工种 or job below an occupation. */
  readonly kind: 'specialAbility' | 'workType';
  /** Code of the occupation above, where one was confirmed. */
  readonly under: string | null;
  readonly programmes: string;
  readonly source: string;
  readonly certainty: Certainty;
  readonly note: Text | null;
}

const yuecai = '广东省职业技能鉴定指导中心 2019-04 发布的 10 个“粤菜师傅”专项职业能力规范（金羊网、南方网 2019-04-27 报道）';
const ability = (zh: string, en: string, under: string): UncodedSkill => ({
  name: { zh, en },
  kind: 'specialAbility',
  under,
  programmes: 'C',
  source: yuecai,
  certainty: 'mirror',
  note: null,
});
const workType = (zh: string, en: string, under: string | null, programmes: string, note: Text): UncodedSkill => ({
  name: { zh, en },
  kind: 'workType',
  under,
  programmes,
  source: '行业通行说法，未核对大典正式版工种目录',
  certainty: 'unverified',
  note,
});
const ofDomestic: Text = {
  zh: '多作为家政服务员下的工种，大典正式版工种目录未核对',
  en: 'commonly a work type of domestic worker; the list of work types was not checked',
};

/**
 * The ten special abilities of April 2019 (the occupation each belongs to is our grouping), then jobs whose code could not be confirmed: none is
 * made up.
 */
export const uncodedSkills: readonly UncodedSkill[] = [
  ability('广东烧味制作', 'Cantonese roast meats', '4-03-02-01'),
  ability('广府风味菜烹饪', 'Guangfu style dishes', '4-03-02-01'),
  ability('广式点心制作', 'Cantonese dim sum', '4-03-02-02'),
  ability('客家风味菜烹饪', 'Hakka style dishes', '4-03-02-01'),
  ability('客家风味点心制作', 'Hakka style pastry', '4-03-02-02'),
  ability('大埔小吃制作', 'Dabu snacks', '4-03-02-02'),
  ability('潮式卤味制作', 'Chaozhou braised dishes', '4-03-02-01'),
  ability('潮式风味点心制作', 'Chaozhou style pastry', '4-03-02-02'),
  ability('潮式风味菜烹饪', 'Chaozhou style dishes', '4-03-02-01'),
  ability('潮汕卤鹅制作', 'Chaoshan braised goose', '4-03-02-01'),
  workType('育婴员', 'Infant carer', '4-10-01-01', 'D', {
    zh: '2015年版为 4-10-01-02；2022年版公示稿无此职业，应归婴幼儿发展引导员，未核对正式版',
    en: '4-10-01-02 in the 2015 edition; not an occupation of the 2022 draft, where it seems to belong to infant development guide; final edition not checked',
  }),
  workType('母婴护理员（月嫂）', 'Maternity carer', '4-10-01-06', 'D', ofDomestic),
  workType('家庭照护员', 'Home carer', '4-10-01-06', 'D', ofDomestic),
  workType('整理收纳师', 'Home organiser', '4-10-01-06', 'D', ofDomestic),
  workType('长期照护师', 'Long-term carer', null, 'D', {
    zh: '2024年新职业，编码未核实',
    en: 'new occupation of 2024; code not confirmed',
  }),
  workType('叉车司机', 'Forklift driver', null, 'T', {
    zh: '特种设备作业（场内专用机动车辆），所属职业编码未核实',
    en: 'licensed special equipment work; the occupation it belongs to was not confirmed',
  }),
  workType('广式腊味制作', 'Cantonese cured meats', '6-01-04-03', 'CA', {
    zh: '乡村工匠职称类别之一，对应职业为我们的归类',
    en: 'a category of rural artisan titles; the occupation is our grouping',
  }),
];
