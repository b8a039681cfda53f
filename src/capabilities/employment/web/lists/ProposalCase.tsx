import { Button, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { Chip, Facts, Mask, Sec } from '#platform/web/kit.tsx';
import { instant, number, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { useCan } from '#platform/web/session.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { useKeys } from '#platform/web/useKeys.ts';
import { useWrite } from '#platform/web/useRead.ts';
import {
  acceptProposal,
  type DeclineReason,
  declineProposal,
  declineTexts,
  outsideListTexts,
  type ProposalOut,
  proposalStateTexts,
  reopenProposal,
} from '../../contractLists.ts';
import { type EvidenceClass, evidenceClassTexts, spellKindTexts } from '../../rules.ts';
import { EvidenceBars } from '../EvidenceBars.tsx';
import { hole, monthsText } from './proposalWords.ts';
import '../employment.css';

/** One proposal: who, where, which months, by which lines; what is known of the time; accept or decline. */
export const ProposalCase = ({ of: p, onDone }: { of: ProposalOut; onDone: (told: string) => void }) => {
  const t = useT();
  const can = useCan();
  return (
    <section aria-label={t('这一条', 'This one')}>
      <div className="row sp top wrap">
        <h2 className="case-title">
          <Link to={`/workers/${p.person.workerId}`}>{p.person.name}</Link>
          {t('：', ': ')}
          {p.kind === 'earlier'
            ? t(`比登记的更早就在${p.employer.name}`, `with ${p.employer.name} earlier than recorded`)
            : t(`在${p.employer.name}务工`, `works at ${p.employer.name}`)}
        </h2>
        <St k={p.state === 'open' ? 'doubt' : p.state === 'accepted' ? 'ok' : 'off'}>{t(proposalStateTexts[p.state])}</St>
      </div>
      <p className="case-lead">
        {t(
          `${p.lists.map((l) => outsideListTexts[l].zh).join('、')}显示 ${monthsText(p).zh}，登记里没有。`,
          `${p.lists.map((l) => outsideListTexts[l].en).join(', ')}: ${monthsText(p).en}; not on record.`,
        )}
        {p.hole.length > 0 && t(` 与更早的月份之间缺 ${hole(p)}。`, ` Missing between these and earlier months: ${hole(p)}.`)}
      </p>
      <Facts
        rows={[
          [t('户籍地', 'Home'), t(p.person.homeName) || t('不详', 'not known')],
          [t('证件号', 'Number'), p.person.numberMasked ? <Mask key="n" text={p.person.numberMasked} /> : t('不可看', 'not shown')],
          [
            t('单位', 'Employer'),
            p.employer.name +
              (p.employer.id
                ? p.employer.placeName.zh && t(`（${p.employer.placeName.zh}）`, ` (${p.employer.placeName.en})`)
                : t('（没有登记过）', ' (not registered)')),
          ],
          ...(p.post ? [[t('岗位', 'Post'), p.post] as const] : []),
          ...(p.payMonth === null
            ? []
            : [[t('月工资', 'Monthly pay'), t(`${number(p.payMonth)} 元`, `${number(p.payMonth)} yuan`)] as const]),
          [
            t('证据', 'Evidence'),
            <span key="e" className="emp-item">
              <EvidenceBars of={p.class} bare />
              {t(evidenceClassTexts[p.class as EvidenceClass])}
            </span>,
          ],
        ]}
      />
      <Sec t={t('名单怎么说', 'What the lists say')} h={3} />
      <ul className="proposal-lines">
        {p.lines.map((l) => (
          <li key={`${l.batchId} ${l.row} ${l.list}`}>
            <Chip>
              {can('rosters.see') ? (
                <Link to={`/imports/${l.batchId}`}>{t(`第 ${l.number} 批第 ${l.row} 行`, `batch ${l.number}, row ${l.row}`)}</Link>
              ) : (
                <span>{t(`第 ${l.number} 批第 ${l.row} 行`, `batch ${l.number}, row ${l.row}`)}</span>
              )}
            </Chip>{' '}
            {t(outsideListTexts[l.list])}
            {t('：', ': ')}
            <span className="num">{l.months.join(t('、', ', '))}</span>
          </li>
        ))}
      </ul>
      <Sec t={t('登记里的务工', 'Work on record')} h={3} />
      {p.known.length === 0 ? (
        <p className="note">{t('没有登记过务工', 'No work on record')}</p>
      ) : (
        <ul className="proposal-lines">
          {p.known.map((k) => (
            <li key={k.id}>
              <span className="num">
                {k.start} {t('至', 'to')} {k.ended ?? t('今', 'now')}
              </span>{' '}
              {k.employer || t(spellKindTexts[k.kind])} {k.overlaps && <St k="doubt">{t('时间重叠', 'overlaps')}</St>}
            </li>
          ))}
        </ul>
      )}
      {p.state === 'open' ? can('employment.decide') && <Decide of={p} onDone={onDone} /> : <Decided of={p} onDone={onDone} />}
    </section>
  );
};

const Decide = ({ of: p, onDone }: { of: ProposalOut; onDone: (told: string) => void }) => {
  const t = useT();
  const [start, setStart] = useState<string | null>(p.from);
  const [ended, setEnded] = useState<string | null>(p.end);
  const [declining, setDeclining] = useState(false);
  const accept = useWrite(acceptProposal, {
    stales: ['employment.', 'workers.'],
    onDone: () =>
      onDone(
        p.kind === 'earlier'
          ? t(`已更正 ${p.person.name} 的开始时间`, `The start of ${p.person.name} was corrected`)
          : t(`已登记 ${p.person.name} 在${p.employer.name}的务工`, `Work of ${p.person.name} at ${p.employer.name} entered`),
      ),
  });
  const act = () => {
    if (accept.isPending || start === null) return;
    accept.mutate({
      id: p.id,
      version: p.version,
      ...(start === p.from ? {} : { start }),
      ...(p.kind === 'earlier' || ended === p.end ? {} : { ended }),
    });
  };
  useKeys({ '1': act, '2': () => setDeclining(true) });
  return (
    <div className="case-foot noprint">
      <div className="row gap12 wrap">
        <div className="field">
          <label htmlFor="proposal-start">{t('开始时间', 'Start')}</label>
          <DayPicker id="proposal-start" value={start ?? undefined} onChange={(d) => setStart(d ?? null)} />
        </div>
        {p.kind === 'spell' && (
          <div className="field">
            <label htmlFor="proposal-end">
              {t('结束时间', 'End')}
              <span className="mute">{t('（还在岗就空着）', ' (empty: still in post)')}</span>
            </label>
            <DayPicker id="proposal-end" value={ended ?? undefined} onChange={(d) => setEnded(d ?? null)} />
          </div>
        )}
      </div>
      <div className="row gap12 wrap">
        <Button type="primary" loading={accept.isPending} disabled={start === null} onClick={act}>
          {p.kind === 'earlier' ? t('更正开始时间', 'Correct the start') : t('登记', 'Enter')} <kbd>1</kbd>
        </Button>
        <Button disabled={accept.isPending} onClick={() => setDeclining(true)}>
          {t('不登记', 'Decline')} <kbd>2</kbd>
        </Button>
      </div>
      <p className="pf-line">
        <WriteProblem problem={accept.error} />
      </p>
      {declining && (
        <DeclineDialog
          of={p}
          onClose={() => setDeclining(false)}
          onDone={(w) => {
            setDeclining(false);
            onDone(w);
          }}
        />
      )}
    </div>
  );
};

const REASONS = Object.keys(declineTexts) as DeclineReason[];
const DeclineDialog = ({ of: p, onClose, onDone }: { of: ProposalOut; onClose: () => void; onDone: (told: string) => void }) => {
  const t = useT();
  const [reason, setReason] = useState<DeclineReason | null>(null);
  const [words, setWords] = useState('');
  const decline = useWrite(declineProposal, {
    stales: ['employment.'],
    onDone: () =>
      onDone(
        t(`没有登记 ${p.person.name} 的这一段；接着的月份不再提`, `Declined for ${p.person.name}; months that follow are not asked about`),
      ),
  });
  return (
    <Modal
      open
      title={t(`不登记 ${p.person.name} 在${p.employer.name}的务工`, `Decline work of ${p.person.name} at ${p.employer.name}`)}
      onCancel={onClose}
      closable={{ 'aria-label': t('关上', 'Close') }}
      footer={
        <div className="row gap12 confirm-foot">
          <WriteProblem problem={decline.error} />
          <Button onClick={onClose}>{t('先不办', 'Not now')}</Button>
          <Button
            type="primary"
            loading={decline.isPending}
            disabled={reason === null || (reason === 'other' && words.trim().length < 2)}
            onClick={() => reason && decline.mutate({ id: p.id, version: p.version, reason, words: words.trim() })}
          >
            {t('不登记', 'Decline')}
          </Button>
        </div>
      }
    >
      <fieldset className="proposal-reasons">
        <legend>{t('为什么', 'Why')}</legend>
        <Radio.Group value={reason} onChange={(e) => setReason(e.target.value as DeclineReason)}>
          {REASONS.map((r) => (
            <Radio key={r} value={r}>
              {t(declineTexts[r])}
            </Radio>
          ))}
        </Radio.Group>
      </fieldset>
      <div className="field">
        <label htmlFor="proposal-words">
          {t('说明', 'In words')}
          <span className="mute">{reason === 'other' ? t('（必填）', ' (needed)') : t('（选填）', ' (optional)')}</span>
        </label>
        <Input id="proposal-words" maxLength={200} value={words} onChange={(e) => setWords(e.target.value)} />
      </div>
    </Modal>
  );
};

const Decided = ({ of: p, onDone }: { of: ProposalOut; onDone: (told: string) => void }) => {
  const t = useT();
  const can = useCan();
  const reopen = useWrite(reopenProposal, { stales: ['employment.'], onDone: () => onDone(t('已重新打开', 'Opened again')) });
  return (
    <div className="case-foot noprint">
      <p className="note">
        {p.decided && instant(p.decided)} {p.by ?? ''} {t(proposalStateTexts[p.state])}
        {p.reason && t(`：${declineTexts[p.reason].zh}`, `: ${declineTexts[p.reason].en}`)}
        {p.words && t(`（${p.words}）`, ` (${p.words})`)}
      </p>
      {p.state === 'declined' && can('employment.decide') && (
        <Button loading={reopen.isPending} onClick={() => reopen.mutate({ id: p.id, version: p.version })}>
          {t('重新打开', 'Open again')}
        </Button>
      )}
      <p className="pf-line">
        <WriteProblem problem={reopen.error} />
      </p>
    </div>
  );
};
