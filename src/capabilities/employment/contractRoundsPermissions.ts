// Who looks at verification rounds, and who answers.
import type { Permissions } from '#capabilities/access/rules.ts';

export const LOOK_AT_ROUNDS = 'employment.rounds';
export const VERIFY = 'employment.verify';
export const SET_ROUNDS = 'employment.setRounds';
const ANSWERING = ['village_cadre', 'township_cadre', 'county_bureau', 'station', 'employer', 'steering'] as const;
export const roundPermissions = {
  [LOOK_AT_ROUNDS]: { text: { zh: '查看在岗核验', en: 'see verification rounds' }, roles: [...ANSWERING, 'auditor'] },
  [VERIFY]: { text: { zh: '核验在岗', en: 'verify who is in post' }, roles: ANSWERING },
  [SET_ROUNDS]: { text: { zh: '定本省在岗核验的期限', en: 'set the due day of rounds of the province' }, roles: ['steering'] },
} as const satisfies Permissions;
