import { Checkbox } from 'antd';
import { useState } from 'react';
import { Confirm } from '#platform/web/confirm.tsx';
import { useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { Loading, ProblemView } from '#platform/web/states.tsx';
import { useDeed } from '#platform/web/useDeed.ts';
import { useRead } from '#platform/web/useRead.ts';
import { joinWorkers, type PersonPage, readWorker, splitWorkers } from '../contract.ts';
import { WorkerPicker } from './choices.tsx';
import { refWords, sourceWord } from './personWords.ts';

interface JoinProps {
  readonly workerId: string;
  readonly name: string;
  /** Known already on the desk; on the person page it is searched. */
  readonly other?: { readonly workerId: string; readonly name: string };
  readonly onClose: () => void;
  readonly onTold: (told: string) => void;
}

/** 与另一份档案合并: links only; each record keeps its facts and both counties keep theirs. */
export const JoinDialog = ({ workerId, name, other, onClose, onTold }: JoinProps) => {
  const t = useT();
  const [picked, setPicked] = useState<{ workerId: string; name: string } | null>(other ?? null);
  const deed = useDeed(joinWorkers, {
    stales: ['workers.'],
    onDone: ({ records }) => {
      onTold(t(`已合并，这个人现在有 ${records} 份档案`, `Merged: this person now has ${records} records`));
      onClose();
    },
  });
  return (
    <Confirm
      open
      held={deed.asking}
      ready={picked !== null}
      title={t(`${name} 与哪份档案是同一个人？`, `Which record is the same person as ${name}?`)}
      action={picked ? t(`与 ${picked.name} 的档案合并`, `Merge with the record of ${picked.name}`) : t('合并', 'Merge')}
      withReason
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={(reason) => picked && void deed.act({ id: workerId, otherId: picked.workerId, reason })}
    >
      <p className="sub">
        {t(
          '合并只说明“是同一个人”，两份档案的内容都原样留着，统计时算一个人。合错了可以再拆开。',
          'Merging only says that it is one person: both records keep what they hold and count once. It can be split again.',
        )}
      </p>
      {!other && (
        <div className="field">
          <label htmlFor="join-other">{t('另一份档案', 'The other record')}</label>
          <WorkerPicker
            id="join-other"
            not={[]}
            value={picked?.workerId}
            onChange={(id, found) => setPicked(id ? { workerId: id, name: found } : null)}
          />
        </div>
      )}
    </Confirm>
  );
};

interface SplitProps {
  readonly workerId: string;
  readonly onClose: () => void;
  readonly onTold: (told: string) => void;
}

/** 拆开: the ticked records are another person. Reads the person, so that the desk can ask too. */
export const SplitDialog = ({ workerId, onClose, onTold }: SplitProps) => {
  const t = useT();
  const read = useRead(readWorker, { id: workerId });
  const [leaving, setLeaving] = useState<ReadonlySet<string>>(new Set());
  const deed = useDeed(splitWorkers, {
    stales: ['workers.'],
    onDone: ({ personIds }) => {
      onTold(t(`已拆开，现在是 ${personIds.length} 个人`, `Split: these are now ${personIds.length} persons`));
      onClose();
    },
  });
  const records = read.data?.records ?? [];
  return (
    <Confirm
      open
      held={deed.asking}
      ready={leaving.size > 0}
      title={t('哪些档案是另一个人？', 'Which records are another person?')}
      action={leaving.size > 0 ? t(`拆出 ${leaving.size} 份档案`, `Split off ${leaving.size} record(s)`) : t('拆出', 'Split off')}
      danger
      withReason
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={(reason) => void deed.act({ id: workerId, leaving: [...leaving], reason })}
    >
      <p className="sub">
        {t(
          '勾上不是这个人的档案。拆出的几份仍算同一个人；内容都不动，以前封账的数字也不变。',
          'Tick the records that are not this person. Those that leave stay together as one; nothing in them changes, nor do frozen figures.',
        )}
      </p>
      {read.error ? (
        <ProblemView problem={read.error} onRetry={() => void read.refetch()} />
      ) : read.isPending ? (
        <Loading rows={2} />
      ) : (
        <ul className="split-list">
          {records.map((r, i) => (
            <li key={r.workerId ?? `out-${i}`}>
              {r.workerId ? (
                <Checkbox
                  checked={leaving.has(r.workerId)}
                  onChange={(e) => {
                    const next = new Set(leaving);
                    e.target.checked ? next.add(r.workerId!) : next.delete(r.workerId!);
                    setLeaving(next);
                  }}
                >
                  <RecordWords record={r} />
                </Checkbox>
              ) : (
                <span className="mute">
                  <G k="off" /> <RecordWords record={r} />
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </Confirm>
  );
};

/** One record in a line: whose, where, since when, how it came in. Of one out of sight the county alone. */
export const RecordWords = ({ record }: { record: PersonPage['records'][number] }) => {
  const t = useT();
  if (!record.workerId) return <>{t(`${record.county}的一份档案，不在您的辖区`, `A record in ${record.county}, outside your area`)}</>;
  const source = record.source
    ? `${t(sourceWord(record.source))}${record.sourceRef ? t('，', ', ') + refWords(t, record.sourceRef) : ''}`
    : '';
  return (
    <>
      {[
        record.name ?? '',
        record.county,
        record.registered ? t(`${record.registered} 建档`, `registered ${record.registered}`) : '',
        source,
      ]
        .filter(Boolean)
        .join(t('，', ', '))}
    </>
  );
};
