// Who looks at verification rounds, and who answers.
import type { Permissions } from '#capabilities/access/rules.ts';

export const LOOK_AT_ROUNDS = 'employment.rounds';
export const VERIFY = 'employment.verify';
const ANSWERING = ['village_cadre', 'township_cadre', 'county_bureau', 'station', 'employer', 'steering'] as const;
export const roundPermissions = {
  [LOOK_AT_ROUNDS]: { text: { zh: '查看在岗核验', en: 'see verification rounds' }, roles: [...ANSWERING, 'auditor'] },
  [VERIFY]: { text: { zh: '核验在岗', en: 'verify who is in post' }, roles: ANSWERING },
} as const satisfies Permissions;
