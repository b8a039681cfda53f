// What a picture says to whoever does not see it: its extremes, computed from the very numbers that are drawn.
import type { Text } from '#standards/text.ts';
import { type AxisPicture, type FlowPicture, flowsByValue, isFlow, type PictureOf, told } from './picture.ts';

const join = (parts: readonly Text[], zh: string, en: string): Text => ({
  zh: parts.map((p) => p.zh).join(zh),
  en: parts.map((p) => p.en).join(en),
});
const NOTHING: Text = { zh: '还没有数', en: 'no numbers yet' };

const withUnit = (picture: PictureOf, value: number): Text => {
  const said = told(picture, value);
  return picture.percent ? { zh: said, en: said } : { zh: `${said} ${picture.unit.zh}`, en: `${said} ${picture.unit.en}` };
};
const axisWords = (picture: AxisPicture): Text => {
  const lines = picture.series.flatMap((s): Text[] => {
    const known = s.values.flatMap((v, i) => (v === null || !picture.categories[i] ? [] : [{ v, name: picture.categories[i].name }]));
    if (known.length === 0) return [];
    const most = known.reduce((a, b) => (b.v > a.v ? b : a));
    const least = known.reduce((a, b) => (b.v < a.v ? b : a));
    const last = known.at(-1)!;
    const named = (zh: string, en: string): Text =>
      picture.series.length > 1 ? { zh: `${s.name.zh}${zh}`, en: `${s.name.en}: ${en}` } : { zh, en };
    const [top, bottom, end] = [withUnit(picture, most.v), withUnit(picture, least.v), withUnit(picture, last.v)];
    if (most.v === least.v && known.length > 1) return [named(`都是 ${top.zh}`, `always ${top.en}`)];
    const extremes = named(
      `最高 ${most.name.zh} ${top.zh}，最低 ${least.name.zh} ${bottom.zh}`,
      `highest ${most.name.en} ${top.en}, lowest ${least.name.en} ${bottom.en}`,
    );
    const goesOn = picture.kind === 'lines' || picture.kind === 'curves';
    return [
      goesOn ? { zh: `${extremes.zh}，最后 ${last.name.zh} ${end.zh}`, en: `${extremes.en}, last ${last.name.en} ${end.en}` } : extremes,
    ];
  });
  return lines.length ? join(lines, '；', '; ') : NOTHING;
};
const flowWords = (picture: FlowPicture): Text => {
  const flows = flowsByValue(picture);
  const [most, least] = [flows[0], flows.at(-1)];
  if (!most || !least) return NOTHING;
  const sum = flows.reduce((n, f) => n + f.value, 0);
  const paired = flows.reduce((n, f) => n + (f.paired ? f.value : 0), 0);
  const share = sum ? `${((100 * paired) / sum).toFixed(1)}%` : '—';
  const [all, top, bottom] = [withUnit(picture, sum), withUnit(picture, most.value), withUnit(picture, least.value)];
  return {
    zh: `共 ${flows.length} 支 ${all.zh}，走结对的 ${share}；最大 ${most.from.name.zh}到${most.to.name.zh} ${top.zh}，最小 ${least.from.name.zh}到${least.to.name.zh} ${bottom.zh}`,
    en: `${flows.length} flows, ${all.en}, ${share} between paired areas; largest ${most.from.name.en} to ${most.to.name.en} ${top.en}, smallest ${least.from.name.en} to ${least.to.name.en} ${bottom.en}`,
  };
};

/** Title, extremes, day. */
export const sentenceOf = (picture: PictureOf): Text => {
  const words = isFlow(picture) ? flowWords(picture) : axisWords(picture);
  return {
    zh: `${picture.title.zh}。${words.zh}。${picture.asOf.zh}`,
    en: `${picture.title.en}. ${words.en}. ${picture.asOf.en}`,
  };
};
