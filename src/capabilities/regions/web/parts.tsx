// What the pages of this capability share: names, days, marks.
import { Link } from 'react-router';
import { number, useLang, useT } from '#platform/web/lang.tsx';
import { G, type MarkKind, St } from '#platform/web/marks.tsx';
import { type Certainty, type Counts, certaintyTexts, type Pairing, type PairingState, pairingStateTexts } from '../contract.ts';
import { knownDay } from '../rules.ts';

export const COUNTRY = '000000000000';

const CERTAINTY: Record<Certainty, MarkKind> = { official: 'ok', press: 'info', unverified: 'doubt' };
export const CertaintyMark = ({ certainty }: { certainty: Certainty }) => {
  const t = useT();
  return <St k={CERTAINTY[certainty]}>{t(certaintyTexts[certainty])}</St>;
};

const STATE: Record<PairingState, MarkKind> = { current: 'ok', ended: 'off', coming: 'later' };
export const StateMark = ({ state }: { state: PairingState }) => {
  const t = useT();
  return <St k={STATE[state]}>{t(pairingStateTexts[state])}</St>;
};

/** 2017-09-05 – 2020, 2021 –: each end as far as it is known. */
export const Period = ({ of }: { of: Pick<Pairing, 'validFrom' | 'fromPrecision' | 'validTo' | 'toPrecision'> }) => {
  const t = useT();
  return (
    <span className="nowrap num">
      {knownDay(of.validFrom, of.fromPrecision)}
      {' – '}
      {of.validTo === null ? t('至今', 'now') : knownDay(of.validTo, of.toPrecision ?? 'day')}
    </span>
  );
};

interface Named {
  readonly code: string;
  readonly shortName: string;
  readonly english: string;
}
/** 平塘县; in English pinyin and kind first, then the characters. */
export const useName = () => {
  const { lang } = useLang();
  return (d: Named): string => (lang === 'zh' || d.english === d.shortName ? d.shortName : `${d.english} ${d.shortName}`);
};
export const DivisionLink = ({ of }: { of: Named }) => {
  const name = useName();
  return <Link to={`/regions/${of.code}`}>{name(of)}</Link>;
};

/** 1 市 12 县 243 乡 …: the levels that have any. */
export const useCounts = () => {
  const t = useT();
  const words = {
    prefecture: [t('个市（州）', 'prefectures'), t('个市（州）', 'prefecture')],
    county: [t('个县（市、区）', 'counties'), t('个县（市、区）', 'county')],
    township: [t('个乡镇（街道）', 'townships'), t('个乡镇（街道）', 'township')],
    village: [t('个村（社区）', 'villages'), t('个村（社区）', 'village')],
  } as const;
  return (below: Counts): { key: keyof Counts; n: number; text: string; unit: string }[] =>
    (['prefecture', 'county', 'township', 'village'] as const).flatMap((key) => {
      const n = below[key];
      const unit = words[key][n === 1 ? 1 : 0];
      return n > 0 ? [{ key, n, text: number(n), unit }] : [];
    });
};

export const KeyCountyMark = ({ label }: { label?: string }) => {
  const t = useT();
  return (
    <span className="chip mon nowrap">
      <G k="info" s={12} />
      {label ?? t('重点帮扶县', 'key county')}
    </span>
  );
};
