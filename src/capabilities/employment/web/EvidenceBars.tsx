import { Bars } from '#platform/web/Bars.tsx';
import { useT } from '#platform/web/lang.tsx';
import { type EvidenceClass, evidenceClassTexts } from '../rules.ts';

/** 证据格 of a class, filled to 7 − class. `bare`: the words stand beside them already. */
export const EvidenceBars = ({ of, bare = false }: { of: number; bare?: boolean }) => {
  const t = useT();
  const word = t(evidenceClassTexts[of as EvidenceClass]);
  return <Bars filled={7 - of} {...(bare ? {} : { label: t(`证据：${word}`, `evidence: ${word}`) })} />;
};
