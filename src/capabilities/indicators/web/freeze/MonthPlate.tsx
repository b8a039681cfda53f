import { Link } from 'react-router';
import { useT } from '#platform/web/lang.tsx';
import { useRead } from '#platform/web/useRead.ts';
import type { Text } from '#standards/text.ts';
import { listMonths } from '../../contractFreeze.ts';

interface Pair {
  readonly originName: Text;
  readonly lastFrozen: string | null;
  readonly lastReported: string | null;
}
/** Up to which month figures stand still, in as few words as a bar takes; pairs that are equally far are told as one. */
export const monthWords = (pairs: readonly Pair[]): Text => {
  const one = (p: Pair): Text =>
    p.lastFrozen === null
      ? { zh: '还没有封过账', en: 'no month frozen' }
      : p.lastReported === null
        ? { zh: `封账到 ${p.lastFrozen}，未上报`, en: `frozen to ${p.lastFrozen}, none reported` }
        : p.lastReported === p.lastFrozen
          ? { zh: `封账、上报到 ${p.lastFrozen}`, en: `frozen and reported to ${p.lastFrozen}` }
          : { zh: `封账到 ${p.lastFrozen}，上报到 ${p.lastReported}`, en: `frozen to ${p.lastFrozen}, reported to ${p.lastReported}` };
  const first = pairs[0];
  if (!first) return { zh: '', en: '' };
  if (pairs.every((p) => p.lastFrozen === first.lastFrozen && p.lastReported === first.lastReported)) return one(first);
  const each = pairs.map((p) => ({ name: p.originName, words: one(p) }));
  return { zh: each.map((e) => `${e.name.zh}${e.words.zh}`).join('；'), en: each.map((e) => `${e.name.en} ${e.words.en}`).join('; ') };
};

/** On every page: which months are frozen and reported; all later ones are open. */
export const MonthPlate = () => {
  const t = useT();
  const { data } = useRead(listMonths, {});
  if (!data) return null;
  return (
    <Link
      to="/figures/freeze"
      className="scope-month"
      title={t('之后各月未封账，数字还会变', 'Later months are open: their figures may still change')}
    >
      {t(monthWords(data.pairs))}
    </Link>
  );
};
