import { Button } from 'antd';
import { Chip, Facts, Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { type Agreement, type AgreementText, agreementSideTexts, type Signature } from '../contract.ts';
import type { Deed } from './AgreementDeeds.tsx';
import { FileLink } from './FileLink.tsx';
import { nth } from './parts.tsx';
import { SignedBy } from './SignaturesPart.tsx';
import { Changed } from './VersionsPart.tsx';

interface WaitingProps {
  readonly of: Agreement;
  readonly text: AgreementText;
  readonly onDeed: (deed: Deed) => void;
  readonly onCorrect: () => void;
}
/** The text that waits beside the signed one: what it would change, from which day, who has signed it. */
export const WaitingText = ({ of: a, text, onDeed, onCorrect }: WaitingProps) => {
  const t = useT();
  return (
    <section className="ac-part ac-waiting" aria-label={t('等签的新文本', 'A new text awaits signatures')}>
      <Sec
        t={t('等签的新文本', 'A new text awaits signatures')}
        x={
          <span className="row gap12 noprint">
            {text.may.withdraw && (
              <Button type="link" size="small" onClick={() => onDeed({ kind: 'dropText' })}>
                {t('撤回', 'Take it back')}
              </Button>
            )}
            {text.may.write && (
              <Button type="link" size="small" onClick={onCorrect}>
                {t('更正新文本', 'Correct it')}
              </Button>
            )}
          </span>
        }
      />
      <p className="s13 sub ac-body">
        {t(
          `双方都签了，从 ${text.fromDay} 起代替现在的；没签全以前照现在的。`,
          `Once both have signed, it holds from ${text.fromDay}; until then the present text does.`,
        )}
      </p>
      <Facts
        rows={[
          [t('改什么', 'It changes'), <Changes key="c" of={text} />],
          [
            t('期间', 'Period'),
            <span key="p" className="num">
              {text.validFrom} {t('至', '–')} {text.validTo}
            </span>,
          ],
          [
            t('为什么', 'Why'),
            <span key="r">
              <span lang="zh-CN">{text.reason}</span>{' '}
              <span className="s12 mute nowrap">
                {text.by || '—'}
                {t('，', ', ')}
                {instant(text.recorded)}
              </span>
            </span>,
          ],
          ...(text.changes.some((c) => c.field === 'covers')
            ? ([
                [
                  t('新的主要内容', 'New contents'),
                  <span key="w" lang="zh-CN" className="ac-prose">
                    {text.covers || '—'}
                  </span>,
                ],
              ] as const)
            : []),
          ...(text.file && text.file.id !== a.file?.id
            ? ([[t('新文本的文件', 'Its document'), <FileLink key="f" of={text.file} />]] as const)
            : []),
        ]}
      />
      <SignedBy of={a} signatures={text.signatures} may={text.may} newText onDeed={onDeed} />
    </section>
  );
};

const Changes = ({ of: text }: { of: AgreementText }) => (
  <ul className="ac-changes">
    {text.changes.map((c) => (
      <li key={c.field}>
        <Changed of={c} />
      </li>
    ))}
  </ul>
);

/** The texts both sides have signed, one after the other, each with its days and signatures. Silent where there is only the first. */
export const TextsPart = ({ of: a }: { of: Agreement }) => {
  const t = useT();
  const agreed = a.texts.filter((x) => x.takesOver !== null);
  if (agreed.length === 0) return null;
  const lines = [
    ...agreed.map((x) => ({
      number: x.number,
      from: x.takesOver!,
      signatures: x.signatures,
      text: x,
    })),
    { number: 1, from: null, signatures: a.signatures, text: null },
  ];
  return (
    <section className="ac-part">
      <Sec t={t('历次文本', 'Texts')} sub={t(`${lines.length} 份`, `${lines.length}`)} />
      <ol className="ac-versions">
        {lines.map((x) => (
          <li key={x.number}>
            <div className="row sp gap12 wrap">
              <span className="row gap8 wrap">
                <b className="b">
                  {x.number === 1
                    ? t('第 1 份（原文本）', 'Text 1, the first')
                    : t(`第 ${nth(a, x.number)} 份`, `Text ${nth(a, x.number)}`)}
                </b>
                {x.number === a.text ? (
                  <Chip kind="k">{t('现在按这一份', 'in force')}</Chip>
                ) : x.number > a.text ? (
                  <St k="info">{t('双方已签，日子还没到', 'signed, its day has not come')}</St>
                ) : null}
              </span>
              {x.from && <span className="num nowrap s13">{t(`${x.from} 起`, `from ${x.from}`)}</span>}
            </div>
            {x.text && (
              <>
                <div className="s13" lang="zh-CN">
                  {x.text.reason}
                </div>
                <div className="s13">
                  <Changes of={x.text} />
                </div>
                {x.text.file && x.text.file.id !== a.file?.id && <FileLink of={x.text.file} />}
              </>
            )}
            <Signed by={x.signatures} />
          </li>
        ))}
      </ol>
    </section>
  );
};
const Signed = ({ by }: { by: readonly Signature[] }) => {
  const t = useT();
  const standing = by.filter((s) => s.state === 'signed');
  return (
    <ul className="s13 sub">
      {standing.map((s) => (
        <li key={s.side}>
          {t(agreementSideTexts[s.side])}
          {t('：', ': ')}
          <span lang="zh-CN">{s.post}</span> <span className="num">{s.signedOn}</span>
        </li>
      ))}
    </ul>
  );
};
