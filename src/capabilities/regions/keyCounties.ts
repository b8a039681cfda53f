/**
 * 国家乡村振兴重点帮扶县, the 160 national key counties of 2021: the twenty of Guangxi and the twenty of Guizhou.
 * Announced on 2021-08-27 by the Central Rural Work Leading Group's office and the National Administration for Rural Revitalisation. The names were read in
 * a press copy of the announcement (tt.hnmdtv.com 2021-12-29; the day also in an encyclopaedia entry), not in the document itself: hence `press`.
 * Which of the provinces' own lists (省级重点帮扶县) exist was not found in public, so none is here.
 */
import type { Certainty } from './contract.ts';

export interface KeyCountyFact {
  readonly code: string;
  /** As announced; 水城 had become a district in 2020 and is announced as one. */
  readonly name: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}

export const KEY_COUNTY_SOURCE = '中央农办、国家乡村振兴局 2021-08-27 公布的国家乡村振兴重点帮扶县名单（据报道转载）';
export const KEY_COUNTY_CERTAINTY: Certainty = 'press';

const LIST = `
450124 马山县|450225 融水苗族自治县|450226 三江侗族自治县|451024 德保县|451026 那坡县|451027 凌云县|451028 乐业县|451029 田林县
451031 隆林各族自治县|451081 靖西市|451121 昭平县|451223 凤山县|451224 东兰县|451225 罗城仫佬族自治县|451226 环江毛南族自治县
451227 巴马瑶族自治县|451228 都安瑶族自治县|451229 大化瑶族自治县|451321 忻城县|451425 天等县
520204 水城区|520324 正安县|520326 务川仡佬族苗族自治县|520424 关岭布依族苗族自治县|520425 紫云苗族布依族自治县|520524 织金县|520525 纳雍县
520526 威宁彝族回族苗族自治县|520527 赫章县|520627 沿河土家族自治县|520628 松桃苗族自治县|522324 晴隆县|522326 望谟县|522327 册亨县
522628 锦屏县|522629 剑河县|522632 榕江县|522633 从江县|522728 罗甸县|522732 三都水族自治县`;

export const keyCounties: readonly KeyCountyFact[] = LIST.trim()
  .split(/[|\n]/)
  .map((entry) => {
    const [code = '', name = ''] = entry.split(' ');
    return { code: code.padEnd(12, '0'), name, validFrom: '2021-08-27', validTo: null };
  });

export const keyCountiesOn = (day: string): readonly KeyCountyFact[] =>
  keyCounties.filter((c) => c.validFrom <= day && (c.validTo === null || day <= c.validTo));
