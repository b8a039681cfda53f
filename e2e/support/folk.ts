// A dozen made-up people, registered through the API as the clerk who is signed in. Numbers from the reserved pattern; no such person exists.
import { numberFor, someone } from '#capabilities/workers/testing/folk.ts';
import { send } from './pages.ts';
import type { Visitor } from './world.ts';

type Registration = ReturnType<typeof someone>;
/** Villages of 平塘: two of 克度镇, one of 牙舟镇, one of 卡蒲毛南族乡. */
export const VILLAGES = ['522727104208', '522727104209', '522727101208', '522727200200'] as const;

const one = (name: string, birthday: string, sequence: number, village: 0 | 1 | 2 | 3, more: Partial<Registration> = {}): Registration =>
  someone(name, { number: numberFor(birthday, sequence), home: { code: VILLAGES[village], hukou: 'agricultural' }, ...more });

const PEOPLE: readonly Registration[] = [
  one('莫桂兰', '1988-03-12', 302, 0, { phone: '13800000014', identities: [{ kind: 'poverty_general', from: '2014-12-31' }] }),
  one('石阿朵', '1986-07-01', 448, 1, {
    identities: [
      { kind: 'monitored_unstable', from: '2021-05-01' },
      { kind: 'relocated', from: '2018-01-01', fromPrecision: 'year' },
    ],
  }),
  one('陆安平', '1986-11-23', 331, 2, { identities: [{ kind: 'poverty_dibao', from: '2014-12-31' }] }),
  one('韦小满', '1973-05-20', 592, 0, { identities: [{ kind: 'monitored_marginal', from: '2022-01-10' }] }),
  one('罗天顺', '1991-01-30', 167, 2, {
    identities: [
      { kind: 'monitored_sudden', from: '2021-03-01', riskRemoved: '2022-06-01' },
      { kind: 'low_income_dibao', from: '2021-03-01' },
    ],
  }),
  one('杨春禾', '1992-02-14', 719, 0, {
    phone: '13800000027',
    phoneKind: 'family',
    phoneHolder: '母亲',
    intention: { willing: 'yes', payMin: 4800 },
  }),
  one('岑有田', '1977-09-09', 467, 3),
  one('覃秋月', '1999-08-18', 438, 1, { condition: { education: 'juniorHigh', ability: 'ordinary', health: ['healthy'] } }),
  one('阿依古丽·买买提', '1995-04-05', 276, 3, { ethnic: '05' }),
  one('蒙晓燕', '1984-12-01', 490, 0, { identities: [{ kind: 'poverty_tekun', from: '2014-01-01', fromPrecision: 'year' }] }),
  one('欧阳长庚', '1995-06-06', 185, 2),
  one('王麦收', '1982-10-10', 531, 1, { identities: [{ kind: 'poverty_general', from: '2014-12-31' }] }),
];

export const registerFolk = async ({ page }: Visitor): Promise<void> => {
  for (const person of PEOPLE) await send(page, 'POST', '/workers', person);
};
