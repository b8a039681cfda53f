import { Button, Input } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { Confirm } from '#platform/web/confirm.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { Empty, Loading, ProblemView } from '#platform/web/states.tsx';
import { useRead, useWrite } from '#platform/web/useRead.ts';
import { type BatchDoubt, listBatchDoubts, listDoubtPeople, settleBatchDoubt } from '../../contractDesk.ts';

/** ○ So many people are asked by telephone before a list is believed. */
const SPOT_CHECK = 10;

/** 批量: lists that look filled in for everybody, each with its statistic. */
export const BatchDoubts = ({ onTold }: { onTold: (told: string) => void }) => {
  const t = useT();
  const read = useRead(listBatchDoubts, { size: 30 });
  const [settling, setSettling] = useState<BatchDoubt | null>(null);
  const [checking, setChecking] = useState<string | null>(null);
  if (read.error) return <ProblemView problem={read.error} onRetry={() => void read.refetch()} />;
  if (!read.data) return <Loading />;
  if (read.data.items.length === 0) return <Empty title={t('没有疑似统一填报的表', 'No list looks filled in for everybody')} />;
  return (
    <>
      <ul className="batch-doubts">
        {read.data.items.map((d) => (
          <li key={d.id}>
            <h2 className="case-title">
              {t(`第 ${d.batch.number} 批“${d.batch.fileName}”`, `Batch ${d.batch.number}, “${d.batch.fileName}”`)}
            </h2>
            <p className="s13 sub">
              {d.batch.areaName}
              {d.batch.rows > 0 && t(`，写入 ${number(d.batch.rows)} 行`, `, ${number(d.batch.rows)} rows written`)}
              {t(`，${d.days} 天`, `, ${d.days} days`)}
            </p>
            <p className="case-lead">
              <St k="doubt">{t(d.finding.text)}</St>
            </p>
            {d.finding.advice && <p className="s13">{t(d.finding.advice)}</p>}
            <p className="note">
              {t(
                `建议从这一批里抽 ${SPOT_CHECK} 人电话核对，再决定了结还是撤销这一批。`,
                `Ask ${SPOT_CHECK} people of this batch by telephone, then settle the doubt or undo the batch.`,
              )}
            </p>
            <div className="row gap12">
              <Button
                {...(checking === d.id ? { 'aria-expanded': true } : {})}
                onClick={() => setChecking(checking === d.id ? null : d.id)}
              >
                {checking === d.id ? t('收起', 'Close') : t(`抽 ${SPOT_CHECK} 人核对`, `${SPOT_CHECK} people to ask`)}
              </Button>
              <Link to={`/imports/${d.batch.id}`}>{t('看这一批', 'The batch')}</Link>
              <Link to={`/findings?batch=${d.batch.id}`}>{t('这一批的其他疑点', 'Other findings of this batch')}</Link>
              {d.may && <Button onClick={() => setSettling(d)}>{t('抽查完，了结', 'Checked: settle')}</Button>}
            </div>
            {checking === d.id && <SpotCheck id={d.id} />}
          </li>
        ))}
      </ul>
      {settling && <Settle of={settling} onClose={() => setSettling(null)} onTold={onTold} />}
    </>
  );
};

/** The people themselves: the same ones for everybody who opens it, so that two do not ask twenty. */
const SpotCheck = ({ id }: { id: string }) => {
  const t = useT();
  const read = useRead(listDoubtPeople, { id, size: SPOT_CHECK });
  if (read.error) return <ProblemView problem={read.error} onRetry={() => void read.refetch()} />;
  if (!read.data) return <Loading rows={3} />;
  const { items, total, more } = read.data;
  if (items.length === 0)
    return (
      <p className="note">{t('这一批写入的人都不在您能看到的范围里', 'Nobody of this batch that was written lies within your sight')}</p>
    );
  const all = `${number(total)}${more ? t(' 以上', ' or more') : ''}`;
  return (
    <>
      <p className="s13">
        {t(
          `疑点说的是这一批里的 ${all} 人，随机抽出 ${items.length} 人（谁打开都是这几位），打开人员页看电话：`,
          `It is about ${all} people of this batch; ${items.length} of them at random, the same for everybody, with their telephone on the page of the person:`,
        )}
      </p>
      <ol className="spot-check">
        {items.map((p) => (
          <li key={p.workerId}>
            <Link to={`/workers/${p.workerId}`}>{p.name}</Link>{' '}
            <span className="s13 sub">
              {[
                p.sex === '1' ? t('男', 'male') : p.sex === '2' ? t('女', 'female') : '',
                p.age === null ? '' : t(`${p.age} 岁`, `${p.age} years`),
              ]
                .filter(Boolean)
                .join(t('，', ', '))}
              {p.homeName && `${t('，', ', ')}${p.homeName}`}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
};

const Settle = ({ of, onClose, onTold }: { of: BatchDoubt; onClose: () => void; onTold: (told: string) => void }) => {
  const t = useT();
  const [words, setWords] = useState('');
  const write = useWrite(settleBatchDoubt, {
    stales: ['rosters.'],
    onDone: () => {
      onTold(t('已了结这份表的疑点', 'Settled'));
      onClose();
    },
  });
  return (
    <Confirm
      open
      title={t('抽查结果', 'What the spot check found')}
      action={t('了结', 'Settle')}
      ready={words.trim().length >= 4}
      busy={write.isPending}
      problem={write.error}
      onCancel={onClose}
      onAct={() => write.mutate({ id: of.id, version: of.version, decision: words.trim() })}
    >
      <div className="field">
        <label htmlFor="spot-words">
          {t('抽了几人、结果如何（至少 4 个字）', 'How many were asked, what was found (at least 4 characters)')}
        </label>
        <Input.TextArea id="spot-words" rows={3} maxLength={1000} value={words} onChange={(e) => setWords(e.target.value)} />
      </div>
    </Confirm>
  );
};
