import { Button } from 'antd';
import { Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { type Agreement, type AgreementSide, agreementSideTexts } from '../contract.ts';
import type { Deed } from './AgreementDeeds.tsx';

/** Who signed for each side, and what each may do: sign, propose an early end, answer one. */
export const SignaturesPart = ({ of: a, onDeed }: { of: Agreement; onDeed: (deed: Deed) => void }) => {
  const t = useT();
  const voided = a.signatures.filter((s) => s.state === 'void');
  return (
    <section className="ac-part">
      <Sec t={t('签字', 'Signatures')} />
      <ul className="ac-signs">
        {(['origin', 'host'] as const).map((side) => (
          <Side key={side} of={a} side={side} onSign={() => onDeed({ kind: 'sign', side })} />
        ))}
      </ul>
      {voided.length > 0 && (
        <details className="ac-voided">
          <summary>{t(`作废的签字 ${voided.length} 个`, `${voided.length} void signature(s)`)}</summary>
          <ul>
            {voided.map((s) => (
              <li key={`${s.side} ${s.recorded}`} className="s13">
                <St k="off">
                  {t(agreementSideTexts[s.side])} <span lang="zh-CN">{s.post}</span> <span className="num">{s.signedOn}</span>
                </St>
                {s.reason && <span className="sub"> {t(`原因：${s.reason}`, `Reason: ${s.reason}`)}</span>}
              </li>
            ))}
          </ul>
        </details>
      )}
      <EarlyEnd of={a} onDeed={onDeed} />
    </section>
  );
};

const Side = ({ of: a, side, onSign }: { of: Agreement; side: AgreementSide; onSign: () => void }) => {
  const t = useT();
  const signed = a.signatures.find((s) => s.side === side && s.state === 'signed');
  const place = t(side === 'origin' ? a.origin : a.host);
  return (
    <li>
      <div className="s13 sub">
        {t(agreementSideTexts[side])}
        {t('：', ': ')}
        {place}
      </div>
      {signed ? (
        <>
          <St k="ok">
            <b className="b" lang="zh-CN">
              {signed.post}
            </b>
          </St>{' '}
          <span className="num nowrap">{signed.signedOn}</span>
          <div className="s12 mute">
            {t(`${signed.by || '—'} 登记，${instant(signed.recorded)}`, `entered by ${signed.by || '—'}, ${instant(signed.recorded)}`)}
          </div>
        </>
      ) : (
        <div className="row gap12 wrap">
          <St k="later">{t('还没有签字', 'Not signed yet')}</St>
          {a.may.sign.includes(side) && (
            <Button type="primary" size="small" className="noprint" onClick={onSign}>
              {t('签字', 'Sign')}
            </Button>
          )}
        </div>
      )}
    </li>
  );
};

const EarlyEnd = ({ of: a, onDeed }: { of: Agreement; onDeed: (deed: Deed) => void }) => {
  const t = useT();
  const { end } = a;
  const open = end?.state === 'proposed' && (a.state === 'force' || a.state === 'coming');
  const [side] = a.may.proposeEnd;
  return (
    <div className="ac-end">
      {end && (
        <p>
          <St k={end.state === 'confirmed' ? 'off' : end.state === 'declined' ? 'no' : 'due'}>
            {end.state === 'proposed'
              ? t(
                  `${agreementSideTexts[end.side].zh}提出 ${end.lastDay} 提前结束，等另一方答复`,
                  `${agreementSideTexts[end.side].en} proposes to end it on ${end.lastDay}; the other side is to answer`,
                )
              : end.state === 'confirmed'
                ? t(`双方同意 ${end.lastDay} 提前结束`, `Both sides ended it on ${end.lastDay}`)
                : t(`提前到 ${end.lastDay} 结束的提议，另一方没有同意`, `The other side declined to end it on ${end.lastDay}`)}
          </St>
          <span className="s13 sub" lang="zh-CN">
            {' '}
            {t('原因：', 'Reason: ')}
            {end.reason}
            {end.answer && (
              <>
                {t('；答复：', '; answer: ')}
                {end.answer}
              </>
            )}
          </span>
        </p>
      )}
      <div className="row gap12 wrap noprint">
        {open && a.may.answerEnd && (
          <>
            <Button type="primary" size="small" onClick={() => onDeed({ kind: 'answer', confirm: true })}>
              {t('同意结束', 'Agree to end it')}
            </Button>
            <Button size="small" onClick={() => onDeed({ kind: 'answer', confirm: false })}>
              {t('不同意', 'Decline')}
            </Button>
          </>
        )}
        {side && (
          <Button size="small" onClick={() => onDeed({ kind: 'end', side })}>
            {t('提出提前结束', 'Propose to end it early')}
          </Button>
        )}
      </div>
    </div>
  );
};
