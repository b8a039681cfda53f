/**
 * Ethnic groups by prefecture, with the autonomous counties' own. Shares are of the countryside, in %, from general knowledge of the census; own compilation,
 * certainty: unverified. Codes are GB/T 3304.
 */
import { type Weighted, weighted } from './random.ts';

const PREFECTURES: Readonly<Record<string, string>> = {
  '4501': '08:55 01:42 13:3',
  '4502': '01:40 08:40 12:8 06:6 13:4 32:2',
  '4503': '01:80 13:12 08:5 06:2 03:1',
  '4504': '01:93 13:4 08:3',
  '4505': '01:98 08:2',
  '4506': '01:52 08:42 13:4 49:2',
  '4507': '01:87 08:13',
  '4508': '01:84 08:14 13:2',
  '4509': '01:99 08:1',
  '4510': '08:80 01:11 13:6 06:1 07:1 37:1',
  '4511': '01:82 13:13 08:5',
  '4512': '08:65 01:12 13:11 32:5 36:3 06:2 12:1 25:1',
  '4513': '08:72 01:22 13:6',
  '4514': '08:89 01:10 13:1',
  '5201': '01:78 09:11 06:10 37:1',
  '5202': '01:68 07:12 06:9 09:8 14:2 37:1',
  '5203': '01:84 37:9 06:4 15:3',
  '5204': '01:58 09:20 06:17 37:4 03:1',
  '5205': '01:70 07:11 06:10 09:3 14:3 37:2 03:1',
  '5206': '15:40 01:32 06:14 12:8 37:6',
  '5223': '01:55 09:34 06:9 03:1 07:1',
  '5226': '06:46 12:33 01:15 25:2 13:2 09:1 15:1',
  '5227': '09:37 01:37 06:14 25:9 36:2 13:1',
};
/** Where the county says more than its prefecture. */
const COUNTIES: Readonly<Record<string, string>> = {
  '522727': '09:40 01:42 36:11 06:7',
  '522732': '25:66 09:17 06:12 01:5',
  '522722': '09:58 25:22 13:9 06:5 01:6',
  '451226': '08:68 36:15 01:10 06:4 13:3',
  '451225': '08:45 32:32 01:19 13:4',
  '450226': '12:55 01:14 06:18 13:6 08:7',
  '450225': '06:40 08:18 13:9 12:9 01:24',
  '520526': '01:70 07:11 03:10 06:8 09:1',
};

const read = (text: string): Weighted<string> =>
  weighted(
    text.split(' ').map((entry) => {
      const [code = '', percent = '0'] = entry.split(':');
      return [code, Number(percent)] as const;
    }),
  );
const held = new Map<string, Weighted<string>>();

/** The groups of a county (six digits). */
export const groupsOf = (county: string): Weighted<string> => {
  let found = held.get(county);
  if (!found) {
    found = read(COUNTIES[county] ?? PREFECTURES[county.slice(0, 4)]!);
    held.set(county, found);
  }
  return found;
};
