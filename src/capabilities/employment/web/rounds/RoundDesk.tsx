import { Button, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Input as In, Output } from '#platform/contract.ts';
import { AreaName } from '#platform/web/AreaName.tsx';
import { Chip, Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { G, St } from '#platform/web/marks.tsx';
import { useCan } from '#platform/web/session.tsx';
import { Empty, Loading, ProblemView, WriteProblem } from '#platform/web/states.tsx';
import { useKeys } from '#platform/web/useKeys.ts';
import { useRead } from '#platform/web/useRead.ts';
import { listRound, type RoundRow, type readRound, VERIFY } from '../../contractRounds.ts';
import { employerWord } from '../../rules.ts';
import { type Via, viaTexts } from '../../rulesRounds.ts';
import { EvidenceBars } from '../EvidenceBars.tsx';
import { AnswerDialog } from './AnswerDialog.tsx';
import { RoundBulk } from './RoundBulk.tsx';
import { answerWords, stateMarks, stateWord, verifiedWords } from './roundWords.ts';
import { type Answering, useAnswering } from './useAnswering.ts';
import type { RoundQueue } from './useRoundQueue.ts';

type Filter = In<typeof listRound>;
interface Props {
  readonly d: Output<typeof readRound>;
  readonly filter: Filter;
  readonly queue: RoundQueue;
  readonly cursor: string | undefined;
  readonly q: string | undefined;
  readonly employerName: string | undefined;
  readonly onChange: (next: {
    q?: string | undefined;
    fresh?: string | undefined;
    state?: string | undefined;
    employer?: string | undefined;
    unproved?: string | undefined;
  }) => void;
  readonly onPage: (cursor: string | undefined) => void;
}

/** The list on a desk: answers by button or key, many at once. */
export const RoundDesk = ({ d, filter, queue, cursor, q, employerName, onChange, onPage }: Props) => {
  const t = useT();
  const can = useCan();
  const employer = d.side === 'employer';
  const [via, setVia] = useState<Via>(employer ? 'employer' : 'phone');
  const [day, setDay] = useState(d.today);
  const [at, setAt] = useState(0);
  const [asking, setAsking] = useState<{ readonly row: RoundRow; readonly what: 'left' | 'notReached' } | null>(null);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const read = useRead(listRound, { ...filter, size: 50, ...(cursor ? { cursor } : {}) }, { keep: true });
  const answering = useAnswering(queue, d.side, day, via);
  const may = can(VERIFY) && d.answers && d.month >= d.answersFrom.slice(0, 7);
  const rows = read.data?.items ?? [];
  const current = rows[Math.min(at, rows.length - 1)];
  const step = (by: number) => setAt((n) => Math.max(0, Math.min(rows.length - 1, n + by)));
  const still = (row: RoundRow | undefined) => {
    if (row && may) void answering.give(row, 'still').then((ok) => ok && step(1));
  };
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    x: () => current && tick(current.spellId),
    '1': () => still(current),
    '2': () => may && current && setAsking({ row: current, what: 'left' }),
    '3': () => may && !employer && current && setAsking({ row: current, what: 'notReached' }),
    u: () => answering.last && !answering.last.kept && void answering.takeBack(answering.last.id),
  });
  const tick = (id: string) =>
    setTicked((old) => {
      const next = new Set(old);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <section aria-label={t('名单', 'The list')}>
      <Sec t={t('名单', 'The list')} sub={employerName} />
      <div className="round-tools">
        <Input.Search
          allowClear
          defaultValue={q ?? ''}
          aria-label={t('查人', 'Find somebody')}
          placeholder={t('姓名、拼音、手机', 'Name, pinyin, telephone')}
          onSearch={(v) => onChange({ q: v.trim() || undefined })}
        />
        <Checkbox checked={filter.fresh ?? false} onChange={(e) => onChange({ fresh: e.target.checked ? '1' : undefined })}>
          {t('上岗 30 天内', 'First 30 days')}
        </Checkbox>
        {may && (
          <>
            <label className="round-tool">
              {t('核验日期', 'Day')}{' '}
              <input
                className="round-date"
                type="date"
                value={day}
                min={d.answersFrom}
                max={d.today}
                onChange={(e) => e.target.value && setDay(e.target.value)}
              />
            </label>
            {!employer && (
              <Select
                aria-label={t('怎么核的', 'How')}
                value={via}
                popupMatchSelectWidth={false}
                options={(['phone', 'visit'] as const).map((v) => ({ value: v, label: t(viaTexts[v]) }))}
                onChange={setVia}
              />
            )}
            <RoundBulk
              d={d}
              day={day}
              via={via}
              ticked={[...ticked]}
              employer={filter.employer === undefined ? undefined : { key: filter.employer, name: employerName ?? filter.employer }}
              onDone={() => {
                setTicked(new Set());
                void queue.stale();
              }}
            />
          </>
        )}
      </div>
      <LastOne answering={answering} />
      {read.isPending ? (
        <Loading rows={8} />
      ) : read.error ? (
        <ProblemView problem={read.error} onRetry={() => void read.refetch()} />
      ) : rows.length === 0 ? (
        <Nobody
          filtered={Boolean(filter.state || filter.employer || filter.fresh || filter.q || filter.unproved)}
          onClear={() => onChange({ state: undefined, employer: undefined, fresh: undefined, q: undefined, unproved: undefined })}
        />
      ) : (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
          <section className="table-scroll" aria-label={t('核验名单', 'List of the round')} tabIndex={0}>
            <table className="t3 round-list">
              <thead>
                <tr>
                  {may && (
                    <th className="tick">
                      <span className="vh">{t('选择', 'Select')}</span>
                    </th>
                  )}
                  <th scope="col">{t('姓名', 'Name')}</th>
                  <th scope="col">{t('本月', 'This month')}</th>
                  <th scope="col">{t('在哪里', 'Where')}</th>
                  {!employer && <th scope="col">{t('证据', 'Evidence')}</th>}
                  {may && <th scope="col">{t('回答', 'Answer')}</th>}
                </tr>
              </thead>
              <tbody>
                {rows.map((r, i) => (
                  <tr
                    key={r.spellId}
                    className={ticked.has(r.spellId) ? 'on' : ''}
                    data-current={r === current ? '' : undefined}
                    onFocus={() => setAt(i)}
                  >
                    {may && (
                      <td className="tick">
                        <Checkbox
                          aria-label={t(`选择 ${r.worker.name}`, `Select ${r.worker.name}`)}
                          checked={ticked.has(r.spellId)}
                          onChange={() => tick(r.spellId)}
                        />
                      </td>
                    )}
                    <th scope="row">
                      <Link to={`/workers/${r.workerId}`}>{r.worker.name}</Link>
                      {r.worker.diedOn && <Chip>{t('登记已去世', 'recorded dead')}</Chip>}
                      <div className="note num">{r.worker.phoneMasked}</div>
                    </th>
                    <td>
                      <span className="nowrap">
                        <G k={stateMarks[r.state]} /> {t(stateWord(r.state, employer))}
                      </span>
                      {r.answers[0] && <div className="note">{t(answerWords(r.answers[0]))}</div>}
                      {r.employerSaid && r.state !== 'verified' && (
                        <div className="note">{t('单位说还在（不算核验）', 'The employer says still there (verifies nothing)')}</div>
                      )}
                    </td>
                    <td className="round-where">
                      {t(employerWord(r.kind, r.employer.name))}
                      {r.post && t(`，${r.post}`, `, ${r.post}`)}
                      <div className="note">
                        {d.side === 'host' && r.worker.home ? (
                          <AreaName code={r.worker.home.code} zh={r.worker.home.county} />
                        ) : (
                          t(r.placeName)
                        )}{' '}
                        {t(`${r.start} 上岗`, `since ${r.start}`)} {r.fresh && <Chip>{t('30 天内', 'first 30 days')}</Chip>}
                      </div>
                    </td>
                    {!employer && (
                      <td className="round-evidence">
                        <Proof r={r} carry={d.carryDays} />
                      </td>
                    )}
                    {may && (
                      <td className="round-answer">
                        <Buttons
                          r={r}
                          answering={answering}
                          employer={employer}
                          onStill={() => still(r)}
                          onAsk={(what) => setAsking({ row: r, what })}
                        />
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          {!read.data?.searched && (
            <p className="note">
              {t('符合的人太多，只看了前 400 人；请写完整一点', 'Too many match; only the first 400 were looked at. Write more of it')}
            </p>
          )}
          <div className="row gap12 round-pages">
            {read.data?.previous && <Button onClick={() => onPage(read.data?.previous ?? undefined)}>{t('上一页', 'Previous')}</Button>}
            {read.data?.next && <Button onClick={() => onPage(read.data?.next ?? undefined)}>{t('下一页', 'Next')}</Button>}
            {may && (
              <span className="note">
                {t(
                  '键盘：j k 上下，1 还在，2 走了，3 没联系上，x 勾选，u 撤回刚才的',
                  'Keys: j k up and down, 1 still there, 2 left, 3 not reached, x tick, u take back the last',
                )}
              </span>
            )}
          </div>
        </>
      )}
      {asking && (
        <AnswerDialog
          what={asking.what}
          name={asking.row.worker.name}
          day={day}
          start={asking.row.start}
          side={d.side}
          via={via}
          end={asking.row.end}
          busy={answering.busy === asking.row.spellId}
          problem={answering.problem?.spellId === asking.row.spellId ? answering.problem.error : null}
          onClose={() => setAsking(null)}
          onGive={(more) => void answering.give(asking.row, asking.what, more).then((ok) => ok && setAsking(null))}
        />
      )}
    </section>
  );
};

const Nobody = ({ filtered, onClear }: { filtered: boolean; onClear: () => void }) => {
  const t = useT();
  return filtered ? (
    <Empty title={t('按这些条件没有人', 'Nobody fits')} actions={<Button onClick={onClear}>{t('清除筛选', 'Clear filters')}</Button>} />
  ) : (
    <Empty
      title={t('这个月没有要核的人', 'Nobody to verify this month')}
      hint={t(
        '名单里说在岗的人会自动出现在这里。先导入务工月监测表，或者在人员页面登记一段务工。',
        'Whoever a list says is in post appears here. Import a monthly list of workers, or record work on the page of a person.',
      )}
      actions={<Link to="/imports">{t('去导入', 'Go to imports')}</Link>}
    />
  );
};

export const Proof = ({ r, carry }: { r: RoundRow; carry: number }) => {
  const t = useT();
  const words = verifiedWords(r, carry);
  if (!words) return null;
  return (
    <span className="emp-item">
      {r.verified && <EvidenceBars of={r.verified.class} bare />}
      <span>{t(words)}</span>
    </span>
  );
};

const Buttons = ({
  r,
  answering,
  employer,
  onStill,
  onAsk,
}: {
  r: RoundRow;
  answering: Answering;
  employer: boolean;
  onStill: () => void;
  onAsk: (what: 'left' | 'notReached') => void;
}) => {
  const t = useT();
  const mine = r.answers.find((a) => a.mine);
  return (
    <>
      <div className="round-buttons">
        <Button
          size="small"
          loading={answering.busy === r.spellId}
          aria-label={t(`${r.worker.name} 还在`, `${r.worker.name} still there`)}
          onClick={onStill}
        >
          {t('还在', 'Still there')}
        </Button>
        <Button size="small" aria-label={t(`${r.worker.name} 走了`, `${r.worker.name} left`)} onClick={() => onAsk('left')}>
          {t('走了', 'Left')}
        </Button>
        {!employer && (
          <Button
            size="small"
            aria-label={t(`${r.worker.name} 没联系上`, `${r.worker.name} not reached`)}
            onClick={() => onAsk('notReached')}
          >
            {t('没联系上', 'Not reached')}
          </Button>
        )}
        {mine && (
          <Button size="small" type="link" onClick={() => void answering.takeBack(mine.id)}>
            {t('撤回', 'Take back')}
          </Button>
        )}
      </div>
      {answering.problem?.spellId === r.spellId && <WriteProblem problem={answering.problem.error} />}
    </>
  );
};

/** What was just said, and the way back. */
export const LastOne = ({ answering }: { answering: Answering }) => {
  const t = useT();
  const { last, undone } = answering;
  return (
    <div className="round-last" role="status">
      {last && (
        <>
          <G k="ok" />{' '}
          {t(
            `${last.name}：${{ still: '还在', left: '走了', notReached: '没联系上' }[last.answer]}${last.kept ? '，存在这台设备上，等网络' : '，已记下'}`,
            `${last.name}: ${{ still: 'still there', left: 'left', notReached: 'not reached' }[last.answer]}${last.kept ? ', kept here until there is a network' : ', recorded'}`,
          )}{' '}
          {last.end && (
            <span className="round-ended">
              {last.end.ended
                ? t(`同时登记离岗，最后在岗 ${last.end.ended}`, `End recorded, last day in post ${last.end.ended}`)
                : t('登记的离岗已取消', 'The recorded end is taken away')}
              {last.end.conflicts.map((c) => (
                <St key={c.zh} k="doubt">
                  {t(c)}
                </St>
              ))}
            </span>
          )}{' '}
          {!last.kept && (
            <Button type="link" size="small" onClick={() => void answering.takeBack(last.id)}>
              {t('撤回刚才的', 'Take it back')}
            </Button>
          )}
        </>
      )}
      {!last && undone && t('已撤回', 'Taken back')}
      <WriteProblem problem={answering.undoProblem} />
    </div>
  );
};
