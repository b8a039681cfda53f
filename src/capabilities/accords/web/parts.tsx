// What the pages of agreements share: the mark of a state, the days, who has signed.
import { useT } from '#platform/web/lang.tsx';
import { G, type MarkKind, St } from '#platform/web/marks.tsx';
import {
  type Agreement,
  type AgreementRow,
  type AgreementSide,
  type AgreementState,
  agreementSideTexts,
  agreementStateTexts,
} from '../contract.ts';

const STATE: Record<AgreementState, MarkKind> = { draft: 'later', signing: 'due', coming: 'info', force: 'ok', ended: 'off' };
export const AgreementMark = ({ of: { state, voided } }: { of: Pick<AgreementRow, 'state' | 'voided'> }) => {
  const t = useT();
  if (voided) return <St k="due">{t('更正后待重签', 'corrected: to be signed anew')}</St>;
  return <St k={STATE[state]}>{t(agreementStateTexts[state])}</St>;
};

/** That another text waits beside the signed one. */
export const TextWaits = ({ of }: { of: Pick<AgreementRow, 'textWaits'> }) => {
  const t = useT();
  return of.textWaits ? <St k="due">{t('新文本等签', 'a new text awaits signatures')}</St> : null;
};

/** Which text it is, counted without those that were taken back: 1 is the first. */
export const nth = ({ texts }: Pick<Agreement, 'texts'>, number: number): number => 1 + texts.filter((x) => x.number <= number).length;

/** Named in the corner of a table where the marks of signatures stand alone. */
export const SignedLegend = () => {
  const t = useT();
  return (
    <>
      <span>
        <G k="ok" /> {t('已签', 'signed')}
      </span>
      <span>
        <G k="later" /> {t('未签', 'not signed')}
      </span>
    </>
  );
};

/** Two marks: the origin side, the host side. */
export const Signed = ({ of }: { of: Pick<AgreementRow, 'originSigned' | 'hostSigned'> }) => {
  const t = useT();
  const one = (side: AgreementSide, day: string | null) => (
    <G
      k={day ? 'ok' : 'later'}
      label={
        day
          ? t(`${agreementSideTexts[side].zh} ${day} 已签`, `${agreementSideTexts[side].en} signed on ${day}`)
          : t(`${agreementSideTexts[side].zh}未签`, `${agreementSideTexts[side].en} has not signed`)
      }
    />
  );
  return (
    <span className="row gap8 nowrap">
      {one('origin', of.originSigned)}
      {one('host', of.hostSigned)}
    </span>
  );
};

/** 2021-05-01 至 2023-12-31; where it ended early, that day. */
export const Period = ({ of }: { of: Pick<AgreementRow, 'validFrom' | 'validTo' | 'lastDay'> }) => {
  const t = useT();
  return (
    <span className="num nowrap">
      {of.validFrom} {t('至', '–')} {of.lastDay}
      {of.lastDay !== of.validTo && <span className="mute s12"> {t('（提前结束）', '(ended early)')}</span>}
    </span>
  );
};
