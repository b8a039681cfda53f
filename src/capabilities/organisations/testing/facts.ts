// Invented organisations for tests. Codes are right by checksum and belong to nobody: their body is a running number.
import type { Input } from '#platform/contract.ts';
import { organisationCheckCharacter, usccCheckCharacter } from '#standards/uscc/usccMath.ts';
import type { createOrganisation } from '../contract.ts';

let made = 0;
export const newUscc = (kind = '91', division = '440111'): string => {
  const body = `TEST${String(++made).padStart(4, '0')}`.replace('S', 'X');
  const seventeen = `${kind}${division}${body}${organisationCheckCharacter(body)}`;
  return seventeen + usccCheckCharacter(seventeen);
};

type Draft = Input<typeof createOrganisation>;
export const employer = (more: Partial<Draft> = {}): Draft => ({
  name: `测试${++made}号餐饮有限公司`,
  kinds: ['employer'],
  uscc: newUscc(),
  place: '440111000000',
  industry: 'H62',
  source: '营业执照',
  ...more,
});
export const station = (more: Partial<Draft> = {}): Draft => ({
  name: `测试${++made}号劳务工作站`,
  kinds: ['station'],
  usccMissing: '挂靠县人社局，没有法人资格',
  place: '440111000000',
  stationLevel: 'county',
  source: '挂牌文件',
  ...more,
});
