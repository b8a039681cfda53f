import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Output } from '#platform/contract.ts';
import { ExportButton } from '#platform/web/ExportButton.tsx';
import { Chip, Sec } from '#platform/web/kit.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { useSlotSubject } from '#platform/web/Slot.tsx';
import { useCan } from '#platform/web/session.tsx';
import { Loading, ProblemView } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { EXPORT, exportTargets, listTargets, type TargetLine } from '../../contract.ts';
import { Decide, type Deed } from './Decide.tsx';
import { ProposeDialog } from './ProposeDialog.tsx';
import './targets.css';

type Told = Output<typeof listTargets>;

/** On an agreement's page: what is agreed for a year, how it came about, what waits for whom. */
export const TargetsSection = () => {
  const id = useSlotSubject();
  const t = useT();
  const can = useCan();
  const [year, setYear] = useState<number | undefined>(undefined);
  const [proposing, setProposing] = useState(false);
  const [deed, setDeed] = useState<Deed | null>(null);
  const read = useRead(listTargets, { id, ...(year === undefined ? {} : { year }) }, { keep: true });
  if (read.error) return <ProblemView problem={read.error} onRetry={() => void read.refetch()} />;
  if (!read.data) return <Loading rows={6} />;
  const told = read.data;
  const speaks = told.speaksFor.length > 0;
  const any = told.lines.some((l) => l.inForce || l.history.length || l.open || l.past.length);
  return (
    <section className="tg">
      <Sec
        t={t(`${told.year} 年目标`, `Targets of ${told.year}`)}
        sub={t(`单位：人；按 ${told.day} 有效的`, `in persons; in force on ${told.day}`)}
        x={
          <span className="row gap12 wrap noprint">
            {can(EXPORT) && (
              <ExportButton of={exportTargets} input={{ year: told.year }} file={`${t('协议目标', 'targets')}-${told.year}.xlsx`} small>
                {t(`导出 ${told.year} 年目标`, `Export targets of ${told.year}`)}
              </ExportButton>
            )}
            {speaks && told.signed && (
              <Button size="small" onClick={() => setProposing(true)}>
                {t('提出目标或调整', 'Propose or adjust')}
              </Button>
            )}
          </span>
        }
      />
      {told.years.length > 1 && (
        <Segmented
          className="tg-years noprint"
          aria-label={t('哪一年', 'Which year')}
          value={told.year}
          options={told.years.map((y) => ({ value: y, label: String(y) }))}
          onChange={(y) => setYear(Number(y))}
        />
      )}
      {any ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be reachable by keyboard
        <section className="table-scroll" tabIndex={0} aria-label={t('目标', 'Targets')}>
          <table className="t3 figs tg-table">
            <thead>
              <tr>
                <th scope="col">{t('指标', 'Figure')}</th>
                <th scope="col" className="r">
                  {t('目标', 'Target')}
                </th>
                <th scope="col">{t('自', 'Since')}</th>
                <th scope="col">{t('等答复的提议', 'Proposal that waits')}</th>
              </tr>
            </thead>
            <tbody>
              {told.lines.map((line) => (
                <Line key={line.indicator} line={line} onDeed={setDeed} />
              ))}
            </tbody>
          </table>
        </section>
      ) : (
        <p className="sub">
          {told.signed
            ? speaks
              ? t(
                  `${told.year} 年还没有定目标。先由一方提出，另一方批准后生效。`,
                  `No target is set for ${told.year}. One side proposes, the other approves.`,
                )
              : t(`${told.year} 年还没有定目标。`, `No target is set for ${told.year}.`)
            : t('双方签署以后才能定目标。', 'Targets can be set once both sides have signed.')}
        </p>
      )}
      {speaks && told.signed && (
        <p className="s13 noprint tg-sheet">
          <Link to="/agreement-targets">{t('很多份协议一起提：用目标表', 'For many agreements at once: by sheet')}</Link>
        </p>
      )}
      <History lines={told.lines} told={told} />
      <Without told={told} />
      {proposing && <ProposeDialog id={id} told={told} onClose={() => setProposing(false)} />}
      {deed && <Decide deed={deed} onClose={() => setDeed(null)} />}
    </section>
  );
};

const Line = ({ line, onDeed }: { line: TargetLine; onDeed: (deed: Deed) => void }) => {
  const t = useT();
  const { open } = line;
  return (
    <tr>
      <th scope="row">
        {t(line.name)} <span className="mute s12">{line.indicator}</span>
        {line.kind === 'stock' && <Chip>{t('年末存量', 'stock')}</Chip>}
      </th>
      <td className="r num">{line.inForce ? number(line.inForce.persons) : <span className="mute">{t('未定', 'not set')}</span>}</td>
      <td className="num">{line.inForce?.fromDay ?? '—'}</td>
      <td>
        {open ? (
          <div className="tg-open">
            <St k="due">
              <span>
                {open.before === null
                  ? t(
                      `${open.side === 'origin' ? open.originName.zh : open.hostName.zh}提出 ${number(open.persons)}，自 ${open.fromDay}`,
                      `${open.side === 'origin' ? open.originName.en : open.hostName.en} proposes ${number(open.persons)} from ${open.fromDay}`,
                    )
                  : t(
                      `${open.side === 'origin' ? open.originName.zh : open.hostName.zh}提出由 ${number(open.before)} 调为 ${number(open.persons)}，自 ${open.fromDay}`,
                      `${open.side === 'origin' ? open.originName.en : open.hostName.en} proposes ${number(open.persons)} instead of ${number(open.before)} from ${open.fromDay}`,
                    )}
              </span>
            </St>
            <span className="note">{open.reason}</span>
            <span className="row gap12 wrap noprint">
              {open.mayDecide && (
                <>
                  <Button size="small" type="primary" onClick={() => onDeed({ is: 'approve', of: [open] })}>
                    {t(`批准 ${number(open.persons)} 人`, `Approve ${number(open.persons)}`)}
                  </Button>
                  <Button size="small" onClick={() => onDeed({ is: 'refuse', of: [open] })}>
                    {t('退回', 'Refuse')}
                  </Button>
                </>
              )}
              {open.mayWithdraw && (
                <Button size="small" onClick={() => onDeed({ is: 'withdraw', of: [open] })}>
                  {t('收回', 'Take back')}
                </Button>
              )}
            </span>
          </div>
        ) : (
          <span className="mute">—</span>
        )}
      </td>
    </tr>
  );
};

/** Every version, the newest first; nothing is overwritten. */
const History = ({ lines, told }: { lines: readonly TargetLine[]; told: Told }) => {
  const t = useT();
  const changes = lines.flatMap((l) => [
    ...l.history.map((h) => ({ key: `${l.indicator} ${h.recorded}`, line: l, on: h.approvedOn, h, p: null })),
    ...l.past.map((p) => ({ key: p.id, line: l, on: p.decidedOn ?? p.proposedOn, h: null, p })),
  ]);
  if (!changes.length) return null;
  const side = (s: 'origin' | 'host') => t(s === 'origin' ? told.originName : told.hostName);
  return (
    <details className="tg-history">
      <summary>{t(`历次定目标和调整 ${changes.length} 次`, `${changes.length} entries and adjustments`)}</summary>
      <ol>
        {changes
          .sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))
          .map(({ key, line, h, p }) => (
            <li key={key}>
              <span className="num nowrap">{h ? h.approvedOn : p!.decidedOn}</span>
              <div>
                <p>
                  {h ? (
                    <St k={h.superseded ? 'off' : 'ok'}>
                      <span>
                        {t(line.short)}
                        {t('：', ': ')}
                        {h.before === null
                          ? t(`定为 ${number(h.persons)} 人`, `set at ${number(h.persons)}`)
                          : t(`由 ${number(h.before)} 调为 ${number(h.persons)} 人`, `from ${number(h.before)} to ${number(h.persons)}`)}
                        {t(`，自 ${h.fromDay}`, `, from ${h.fromDay}`)}
                        {h.superseded && t('（后来又调整）', ' (adjusted later)')}
                      </span>
                    </St>
                  ) : (
                    <St k={p!.state === 'refused' ? 'no' : 'off'}>
                      <span>
                        {t(line.short)}
                        {p!.state === 'refused'
                          ? t(`：${number(p!.persons)} 人的提议被退回`, `: proposal of ${number(p!.persons)} refused`)
                          : t(`：${number(p!.persons)} 人的提议已收回`, `: proposal of ${number(p!.persons)} taken back`)}
                      </span>
                    </St>
                  )}
                  {h?.late && (
                    <>
                      {' '}
                      <St k="doubt">{t('年度结束以后才批准', 'approved after the year was over')}</St>
                    </>
                  )}
                </p>
                <p className="note">
                  {t(
                    `${side((h ?? p)!.side)} ${(h ?? p)!.proposedBy} ${(h ?? p)!.proposedOn} 提出：${(h ?? p)!.reason}`,
                    `Proposed by ${side((h ?? p)!.side)}, ${(h ?? p)!.proposedBy} on ${(h ?? p)!.proposedOn}: ${(h ?? p)!.reason}`,
                  )}
                  {h
                    ? t(`；${h.approvedBy || '对方'}批准`, `; approved by ${h.approvedBy || 'the other side'}`)
                    : p!.answer && t(`；${p!.decidedBy}：${p!.answer}`, `; ${p!.decidedBy}: ${p!.answer}`)}
                </p>
              </div>
            </li>
          ))}
      </ol>
    </details>
  );
};

const Without = ({ told }: { told: Told }) => {
  const t = useT();
  return (
    <details className="tg-without">
      <summary>
        {t(`${told.without.length} 项指标不能定目标，为什么`, `${told.without.length} figures can have no target, and why`)}
      </summary>
      <ul>
        {told.without.map((w) => (
          <li key={w.id}>
            <span className="num b">{w.id}</span> {t(w.why)}
          </li>
        ))}
      </ul>
    </details>
  );
};
