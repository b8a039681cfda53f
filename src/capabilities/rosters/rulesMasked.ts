// Cells of people as a page may show them: whoever must find a wrong number sees its ends, never all of it.

const RUN = /[0-9０-９](?:[0-9０-９Xx×＊*\u00a0\u3000 '’`-]*[0-9０-９Xx×])?/g;
const DIGIT = /[0-9０-９]/;
/** 2022-03-05, 20220305, 2022.3: days are no secrets. */
const DAY = /^(?:19|20)\d\d(?:[-/. ]?(?:0?[1-9]|1[0-2])(?:[-/. ]?\d{1,2}(?: \d{1,2})?)?)?$/;

const hide = (run: string): string => {
  const places = [...run].flatMap((c, i) => (DIGIT.test(c) ? [i] : []));
  if (places.length < 9 || DAY.test(run.trim())) return run;
  // an identity number keeps its area and its end, a telephone its first three and its last four
  const hidden = places.length >= 14 ? 8 : 4;
  const from = places.length === 11 ? 3 : places.length >= 17 ? 6 : Math.floor((places.length - hidden) / 2);
  const out = new Set(places.slice(from, from + hidden));
  return [...run].map((c, i) => (out.has(i) ? '*' : c)).join('');
};

/** Passports and permits: a letter or two before seven to nine digits. */
const PERMIT = /(?<![A-Za-z0-9])([A-Za-z]{1,2}\d)(\d{4,6})(\d{2})(?![A-Za-z0-9])/g;

/** Every long number in a text without its middle: eight digits of an identity number, four of a telephone, all but the ends of a passport's. */
export const maskNumbers = (text: string): string =>
  text.replace(PERMIT, (_, head: string, middle: string, end: string) => head + '*'.repeat(middle.length) + end).replace(RUN, hide);
