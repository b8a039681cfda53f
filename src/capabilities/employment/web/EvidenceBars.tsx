import { useT } from '#platform/web/lang.tsx';
import { EVIDENCE_CLASSES, type EvidenceClass, evidenceClassTexts } from '../rules.ts';

/** 证据格: six rising bars, filled to 7 − class; said in words to those who do not see them. `bare`: the words stand beside them already. */
export const EvidenceBars = ({ of, bare = false }: { of: number; bare?: boolean }) => {
  const t = useT();
  const word = t(evidenceClassTexts[of as EvidenceClass]);
  return (
    <span className="bars" {...(bare ? { 'aria-hidden': true } : { role: 'img', 'aria-label': t(`证据：${word}`, `evidence: ${word}`) })}>
      {EVIDENCE_CLASSES.map((rank) => (
        <i key={rank} className={`bar-${rank}${rank <= 7 - of ? ' f' : ''}`} />
      ))}
    </span>
  );
};
