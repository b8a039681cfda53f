/** A code typed where a name was asked for: 「522727」「522727104200」「522727平塘县」. */
import type { Area } from './codes.ts';
import { contains } from './codes.ts';
import type { PlaceIndex } from './placeIndex.ts';
import type { PlaceParse } from './placeParser.ts';
import { candidateOf, type PlaceReason } from './placeRank.ts';
import { isHouseNumber } from './placeWords.ts';

const DIGITS = /^(\d{12}|\d{9}|\d{6})(?!\d)/;

const answer = (
  status: 'sure' | 'likely',
  index: PlaceIndex,
  node: number,
  confidence: number,
  reasons: PlaceReason[],
  digits: string,
  rest: string,
): PlaceParse => {
  const best = candidateOf(index, node, confidence, reasons);
  return {
    status,
    ...(reasons.includes('old-code') ? { note: 'old-name' as const } : {}),
    best,
    candidates: [best],
    total: 1,
    understood: digits,
    rest,
  };
};

/**
 * Undefined when the text does not begin with a code that is, or was, one. Six digits ending in 0000 are also postcodes (510000 is 广州's and
 * 四川's code), so such a code is `likely` at most; a name behind the code must agree with it.
 */
export const parseCode = (
  index: PlaceIndex,
  raw: string,
  text: string,
  within: Area | undefined,
  parseName: (rest: string) => PlaceParse,
): PlaceParse | undefined => {
  const digits = DIGITS.exec(text)?.[1];
  if (digits === undefined) return undefined;
  const { divisions, history } = index;
  const behind = text.slice(digits.length);
  const rest = behind === '' ? '' : raw.slice(raw.search(/[^\d\s]/)).trim();
  const here = divisions.indexOf(digits);
  const mapped = here >= 0 ? undefined : history?.mapToTree(digits);
  const node = here >= 0 ? here : mapped === undefined ? -1 : divisions.indexOf(mapped);
  if (node < 0) {
    const parts = history?.partsOf(digits) ?? [];
    if (parts.length === 0) return undefined;
    const candidates = parts.map((code) => candidateOf(index, divisions.indexOf(code), 0.5, ['old-code', 'divided']));
    return { status: 'ambiguous', note: 'several', candidates, total: candidates.length, understood: digits, rest };
  }
  const code = divisions.all[node]!.code;
  if (within && !contains(within, code)) {
    const far = candidateOf(index, node, 0.4, ['code', 'outside-area']);
    return { status: 'ambiguous', note: 'outside-area', candidates: [far], total: 1, understood: digits, rest };
  }
  const reason: PlaceReason = here >= 0 ? 'code' : 'old-code';
  const doubtful = here < 0 || digits.endsWith('0000');
  if (behind === '' || isHouseNumber(behind))
    return answer(doubtful ? 'likely' : 'sure', index, node, doubtful ? 0.8 : 1, [reason], digits, rest);
  const named = parseName(rest);
  if (named.candidates.length === 0) return answer('likely', index, node, 0.8, [reason, 'rest-unread'], digits, rest);
  const agreeing = named.candidates.filter((each) => each.code === code || divisions.parents(each.code).some((up) => up.code === code));
  const wider = named.candidates.some((each) => divisions.parents(code).some((up) => up.code === each.code));
  if (agreeing.length === 1 && agreeing[0]) {
    const sure = here >= 0 && (named.status === 'sure' || named.status === 'ambiguous');
    return answer(
      sure ? 'sure' : 'likely',
      index,
      divisions.indexOf(agreeing[0].code),
      sure ? 1 : 0.8,
      [reason],
      `${digits}${named.understood}`,
      named.rest,
    );
  }
  if (agreeing.length === 0 && wider) return answer('likely', index, node, 0.8, [reason], digits, rest);
  const candidates = [candidateOf(index, node, 0.5, [reason, 'contradiction']), ...named.candidates];
  return {
    status: 'ambiguous',
    note: 'contradiction',
    candidates: candidates.slice(0, 10),
    total: candidates.length,
    understood: digits,
    rest,
  };
};
