import { Button } from 'antd';
import { Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { type Agreement, type AgreementSide, agreementSideTexts, type Signature } from '../contract.ts';
import type { Deed } from './AgreementDeeds.tsx';
import { nth } from './parts.tsx';

/** Who signed the text in force for each side, and what each may do: sign, take its signature back, propose an early end, answer one. */
export const SignaturesPart = ({ of: a, onDeed }: { of: Agreement; onDeed: (deed: Deed) => void }) => {
  const t = useT();
  const text = a.texts.find((x) => x.number === a.text);
  return (
    <section className="ac-part">
      <Sec t={t('签字', 'Signatures')} {...(text ? { sub: t(`第 ${nth(a, text.number)} 份文本`, `text ${nth(a, text.number)}`) } : {})} />
      <SignedBy
        of={a}
        signatures={text ? text.signatures : a.signatures}
        may={{ sign: text ? [] : a.may.sign, unsign: text ? [] : a.may.unsign }}
        newText={false}
        onDeed={onDeed}
      />
      <EarlyEnd of={a} onDeed={onDeed} />
    </section>
  );
};

interface SignedByProps {
  readonly of: Agreement;
  readonly signatures: readonly Signature[];
  readonly may: { readonly sign: readonly AgreementSide[]; readonly unsign: readonly AgreementSide[] };
  readonly newText: boolean;
  readonly onDeed: (deed: Deed) => void;
}
/** Both sides of one text; what is void or was taken back stands folded below. */
export const SignedBy = ({ of: a, signatures, may, newText, onDeed }: SignedByProps) => {
  const t = useT();
  const gone = signatures.filter((s) => s.state !== 'signed');
  return (
    <>
      <ul className="ac-signs">
        {(['origin', 'host'] as const).map((side) => (
          <Side
            key={side}
            place={t(side === 'origin' ? a.origin : a.host)}
            side={side}
            signed={signatures.find((s) => s.side === side && s.state === 'signed')}
            {...(may.sign.includes(side) ? { onSign: () => onDeed({ kind: 'sign', side, newText }) } : {})}
            {...(may.unsign.includes(side) ? { onUnsign: () => onDeed({ kind: 'unsign', side, newText }) } : {})}
          />
        ))}
      </ul>
      {gone.length > 0 && (
        <details className="ac-voided">
          <summary>{t(`作废、收回的签字 ${gone.length} 个`, `${gone.length} signature(s) void or taken back`)}</summary>
          <ul>
            {gone.map((s) => (
              <li key={`${s.side} ${s.recorded}`} className="s13">
                <St k="off">
                  {s.state === 'void' ? t('作废：', 'void: ') : t('收回：', 'taken back: ')}
                  {t(agreementSideTexts[s.side])} <span lang="zh-CN">{s.post}</span> <span className="num">{s.signedOn}</span>
                </St>
                {s.reason && <span className="sub"> {t(`原因：${s.reason}`, `Reason: ${s.reason}`)}</span>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
};

interface SideProps {
  readonly place: string;
  readonly side: AgreementSide;
  readonly signed: Signature | undefined;
  readonly onSign?: () => void;
  readonly onUnsign?: () => void;
}
const Side = ({ place, side, signed, onSign, onUnsign }: SideProps) => {
  const t = useT();
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
          {onUnsign && (
            <Button type="link" size="small" className="noprint ac-link" onClick={onUnsign}>
              {t('收回签字', 'Take the signature back')}
            </Button>
          )}
        </>
      ) : (
        <div className="row gap12 wrap">
          <St k="later">{t('还没有签字', 'Not signed yet')}</St>
          {onSign && (
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
