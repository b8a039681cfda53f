// People every test knows: one per row of "Who sees what", and the three administrators. Their organisations' ids are fixed.
import type { Holding, Role } from '../rules.ts';

type Held = Holding & { readonly role: Role };

export const ORG = {
  station: 'org:00000000-0000-4000-8000-0000000000a1',
  school: 'org:00000000-0000-4000-8000-0000000000a2',
  examBody: 'org:00000000-0000-4000-8000-0000000000a3',
  employer: 'org:00000000-0000-4000-8000-0000000000a4',
  otherEmployer: 'org:00000000-0000-4000-8000-0000000000a5',
} as const;
export const WORKER = 'worker:00000000-0000-4000-8000-0000000000b1';

const holding = (role: Role, areaCode: string, relation: string | null = null): Held => ({ role, areaCode, relation });

export const AREAS = {
  guizhou: '520000000000',
  qiannan: '522700000000',
  pingtang: '522727000000',
  dushan: '522726000000',
  kedu: '522727104000',
  xianjin: '522727104213',
  guangxi: '450000000000',
  guangdong: '440000000000',
  guangzhou: '440100000000',
  baiyun: '440111000000',
  panyu: '440113000000',
} as const;

export const personas = {
  先进村: holding('village_cadre', AREAS.xianjin),
  克度镇: holding('township_cadre', AREAS.kedu),
  平塘县人社局: holding('county_bureau', AREAS.pingtang),
  独山县人社局: holding('county_bureau', AREAS.dushan),
  黔南州: holding('steering', AREAS.qiannan),
  贵州省: holding('steering', AREAS.guizhou),
  广西: holding('steering', AREAS.guangxi),
  广东省: holding('steering', AREAS.guangdong),
  广州市: holding('steering', AREAS.guangzhou),
  白云区人社局: holding('county_bureau', AREAS.baiyun),
  白云劳务站: holding('station', AREAS.baiyun),
  培训学校: holding('school', AREAS.baiyun, ORG.school),
  考评机构: holding('exam_body', AREAS.guangzhou, ORG.examBody),
  穗味餐饮: holding('employer', AREAS.baiyun, ORG.employer),
  审计: holding('auditor', AREAS.qiannan),
  劳动者: holding('worker', AREAS.pingtang, WORKER),
  系统管理员: holding('system_admin', ''),
  安全管理员: holding('security_admin', ''),
  审计管理员: holding('audit_admin', ''),
} as const satisfies Record<string, Held>;
export type Persona = keyof typeof personas;
