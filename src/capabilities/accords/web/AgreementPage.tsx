import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Link, useParams } from 'react-router';
import { I } from '#platform/web/icons.tsx';
import { Chip, Facts, Seal, Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { PrintFoot } from '#platform/web/Print.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { Slot } from '#platform/web/Slot.tsx';
import { useCan } from '#platform/web/session.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import {
  AGREEMENT_SECTIONS,
  type Agreement,
  agreementCertaintyTexts,
  agreementLevelTexts,
  agreementProgrammeTexts,
  readAgreement,
} from '../contract.ts';
import { AgreementDeed, type Deed } from './AgreementDeeds.tsx';
import { CorrectForm } from './CorrectForm.tsx';
import { FileLink } from './FileLink.tsx';
import { GroupsPart } from './GroupsPart.tsx';
import { LifeLine } from './LifeLine.tsx';
import { Paired } from './Noticed.tsx';
import { AgreementMark, Period, TextWaits } from './parts.tsx';
import { SignaturesPart } from './SignaturesPart.tsx';
import { StationsPart } from './StationsPart.tsx';
import { TextForm, type TextWords } from './TextForm.tsx';
import { TextsPart, WaitingText } from './TextsPart.tsx';
import { VersionsPart } from './VersionsPart.tsx';
import './accords.css';

/** One agreement: its life, the two sides, what it says, who signed; stations, working groups, and whatever later capabilities hang on it. */
export const AgreementPage = () => {
  const t = useT();
  const { id = '' } = useParams();
  const [{ do: doing }, setUrl] = useUrlState('do');
  const read = useRead(readAgreement, { id });
  const [deed, setDeed] = useState<Deed | null>(null);
  // what was typed as a correction and can only be a new text goes over into its form
  const [typed, setTyped] = useState<TextWords | null>(null);
  // a form as long as a page is left or begun at its end: what comes is read from the top
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the form comes or goes
  useEffect(() => {
    if (!first.current) window.scrollTo({ top: 0 });
    first.current = false;
  }, [doing]);
  const a = read.data;
  const waiting = a?.texts.find((x) => x.state === 'waiting');
  const mayWrite = doing === 'correct' ? a?.may.write : doing === 'text' && (waiting ? waiting.may.write : a?.may.lay);
  return (
    <Screen
      title={a?.title ?? t('协作协议', 'Agreement')}
      heading={
        a && (
          <span className="ac-name">
            <span lang="zh-CN">{a.title}</span>
            <Chip kind="k">{t(agreementLevelTexts[a.level])}</Chip>
            <AgreementMark of={a} />
            {a.originSigned && a.hostSigned && <Seal t="双方已签" />}
            <TextWaits of={a} />
          </span>
        )
      }
      sub={
        a && (
          <>
            {t(a.origin)} — {t(a.host)}
            {t('；', '; ')}
            <Period of={a} />
            {a.documentNumber && (
              <>
                {t('；', '; ')}
                <span className="raw">{a.documentNumber}</span>
              </>
            )}
          </>
        )
      }
      crumb={<Link to="/agreements">{t('协作协议', 'Agreements')}</Link>}
      busy={read.isPending}
      problem={read.error}
      onRetry={() => void read.refetch()}
      actions={
        a &&
        !mayWrite && (
          <>
            <Button type="text" icon={<I n="print" />} onClick={() => window.print()}>
              {t('打印', 'Print')}
            </Button>
            {a.may.discard && <Button onClick={() => setDeed({ kind: 'discard' })}>{t('撤销草稿', 'Discard the draft')}</Button>}
            {a.may.lay && <Button onClick={() => setUrl({ do: 'text' })}>{t('提出新文本', 'Lay a new text')}</Button>}
            {a.may.write && <Button onClick={() => setUrl({ do: 'correct' })}>{t('更正', 'Correct')}</Button>}
          </>
        )
      }
    >
      {a &&
        (mayWrite && doing === 'correct' ? (
          <CorrectForm
            of={a}
            onDone={() => setUrl({ do: undefined })}
            onText={(words) => {
              setTyped(words);
              setUrl({ do: 'text' });
            }}
          />
        ) : mayWrite ? (
          <TextForm
            key={waiting?.recorded ?? a.recorded}
            of={a}
            typed={typed}
            onDone={() => {
              setTyped(null);
              setUrl({ do: undefined });
            }}
          />
        ) : (
          <>
            <LifeLine of={a} />
            <Warnings of={a} />
            <div className="ac-two">
              <div className="stack">
                {waiting && <WaitingText of={a} text={waiting} onDeed={setDeed} onCorrect={() => setUrl({ do: 'text' })} />}
                <About of={a} />
                <Slot name={AGREEMENT_SECTIONS} of={a.id} />
                <StationsPart of={a} />
                <GroupsPart of={a} />
                <TextsPart of={a} />
                <VersionsPart of={a} />
              </div>
              <div className="stack ac-side">
                <SignaturesPart of={a} onDeed={setDeed} />
              </div>
            </div>
            <PrintFoot />
          </>
        ))}
      {a && deed && <AgreementDeed of={a} deed={deed} onClose={() => setDeed(null)} />}
    </Screen>
  );
};

/** What stands in the way of a signature, or is missing from the record. Nothing is said where all is well. */
const Warnings = ({ of: a }: { of: Agreement }) => {
  const t = useT();
  const open = a.state === 'draft' || a.state === 'signing';
  if (a.pairing === 'paired' && a.overlaps.length === 0) return null;
  if (a.pairing !== 'unrecorded' && !open) return null;
  return (
    <div className="ac-warn" role="status">
      {a.pairing !== 'paired' && (
        <p>
          <Paired verdict={a.pairing} />
        </p>
      )}
      {a.overlaps.map((o) => (
        <p key={o.id}>
          {t('期间和双方已签的协议重叠，签不了：', 'Its days meet an agreement signed by both, so it cannot be signed: ')}
          <Link to={`/agreements/${o.id}`} lang="zh-CN">
            {o.title}
          </Link>{' '}
          <span className="num nowrap">
            {o.validFrom} {t('至', '–')} {o.lastDay}
          </span>
        </p>
      ))}
    </div>
  );
};

const About = ({ of: a }: { of: Agreement }) => {
  const t = useT();
  const can = useCan();
  const name = (code: string, text: string) => (
    <span className="ac-under">
      <Link to={`/regions/${code}`}>{text}</Link> <span className="raw s13 mute">{code}</span>
    </span>
  );
  return (
    <section className="ac-part">
      <Sec t={t('协议内容', 'What it says')} />
      <Facts
        rows={[
          [t('输出地一方', 'Origin side'), name(a.originCode, t(a.origin))],
          [t('输入地一方', 'Host side'), name(a.hostCode, t(a.host))],
          [
            t('期间', 'Period'),
            <span key="p" className="num">
              {a.validFrom} {t('至', '–')} {a.validTo}
            </span>,
          ],
          [
            t('涉及的工程', 'Programmes'),
            a.programmes.length ? a.programmes.map((p) => t(agreementProgrammeTexts[p])).join(t('、', ', ')) : t('没有写明', 'not stated'),
          ],
          ...(a.covers
            ? ([
                [
                  t('主要内容', 'It covers'),
                  <span key="c" lang="zh-CN" className="ac-prose">
                    {a.covers}
                  </span>,
                ],
              ] as const)
            : []),
          ...(can('indicators.read') && a.originName === '' && a.hostName === ''
            ? ([
                [
                  t('这一对的数', 'Figures'),
                  <span key="i" className="ac-under">
                    <Link to={`/figures?side=origin&area=${a.originCode}&other=${a.hostCode}`}>
                      {t('看这一对的指标', 'Figures of this pair')}
                    </Link>
                  </span>,
                ],
              ] as const)
            : []),
          [t('协议文件', 'Document'), a.file ? <FileLink key="f" of={a.file} /> : t('没有上传', 'not uploaded')],
          [
            t('依据', 'Source'),
            <span key="s" lang="zh-CN">
              {a.source}
              {t('，', ', ')}
              {t(agreementCertaintyTexts[a.certainty])}
            </span>,
          ],
          ...(a.note
            ? ([
                [
                  t('说明', 'Note'),
                  <span key="n" lang="zh-CN">
                    {a.note}
                  </span>,
                ],
              ] as const)
            : []),
        ]}
      />
    </section>
  );
};
