import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { Input } from '#platform/contract.ts';
import { DataTable } from '#platform/web/DataTable.tsx';
import { I } from '#platform/web/icons.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { Loading, ProblemView } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { listFunnelPeople } from '../../contractTraining.ts';
import { stageTexts } from '../../rulesTraining.ts';

interface Props {
  readonly of: Input<typeof listFunnelPeople>;
  /** 人次 of the number. */
  readonly expected: number;
  /** What the classes have in common, said behind the stage. */
  readonly within?: string;
  readonly onClose: () => void;
}

/** The people behind a stage: as many as the number says, of whom the reader sees a part. */
export const StagePeople = ({ of, expected, within, onClose }: Props) => {
  const t = useT();
  const head = useRef<HTMLHeadingElement>(null);
  const [trail, setTrail] = useState<readonly (string | undefined)[]>([undefined]);
  const asked = JSON.stringify(of);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another number is another list
  useEffect(() => {
    setTrail([undefined]);
    head.current?.focus({ preventScroll: true });
    head.current?.scrollIntoView?.({ block: 'nearest' });
  }, [asked]);
  const cursor = trail.at(-1);
  const read = useRead(listFunnelPeople, { ...of, ...(cursor ? { cursor } : {}) });
  const d = read.data;
  const stage = t(stageTexts[of.stage]);
  const title = within ? `${within}${t('，', ', ')}${stage}` : stage;
  return (
    <section className="rs-list" aria-label={t(`名单：${title}`, `List: ${title}`)}>
      <div className="sec">
        <h3 ref={head} tabIndex={-1}>
          {title} {number(expected)}
        </h3>
        <span className="x">
          <Button type="text" size="small" icon={<I n="x" />} aria-label={t('关上名单', 'Close the list')} onClick={onClose} />
        </span>
      </div>
      {read.error ? (
        <ProblemView problem={read.error} onRetry={() => void read.refetch()} />
      ) : !d ? (
        <Loading rows={4} />
      ) : (
        <>
          <p className="s13" role="status">
            {d.total === expected ? (
              <St k="ok">{t(`名单 ${number(d.total)} 人次，与数字相等`, `${number(d.total)} on the list, as the number says`)}</St>
            ) : (
              <St k="no">
                {t(
                  `名单 ${number(d.total)} 人次，数字是 ${number(expected)}`,
                  `${number(d.total)} on the list, the number says ${number(expected)}`,
                )}
              </St>
            )}{' '}
            {t(
              `${number(d.persons)} 人，其中您可查看 ${number(d.visible)} 人`,
              `${number(d.persons)} people, ${number(d.visible)} of them yours to see`,
            )}
          </p>
          <DataTable
            label={title}
            rows={d.items.filter((r) => r.workerId !== null)}
            rowKey={(r) => `${r.workerId} ${r.classId}`}
            rowName={(r) => r.name ?? ''}
            columns={[
              {
                key: 'name',
                title: t('姓名', 'Name'),
                cell: (r) => (
                  <Link to={`/workers/${r.workerId}`} lang="zh-CN" className="row-link">
                    {r.name}
                  </Link>
                ),
              },
              { key: 'home', title: t('户籍', 'Home'), cell: (r) => <span lang="zh-CN">{r.homeName}</span> },
              {
                key: 'class',
                title: t('培训班', 'Class'),
                cell: (r) => (
                  <Link to={`/training/classes/${r.classId}`} lang="zh-CN">
                    {r.classTitle}
                  </Link>
                ),
              },
              { key: 'on', title: t('日期', 'Day'), main: true, cell: (r) => <span className="num nowrap">{r.on}</span> },
            ]}
            paging={{
              total: d.total,
              next: d.next,
              previous: trail.length > 1 ? 'back' : null,
              first: trail.length === 1,
              unit: t('人次', 'attendances'),
              onPage: (c) => setTrail(c === 'back' || c === undefined ? trail.slice(0, -1) : [...trail, c]),
            }}
          />
          {d.visible < d.persons && (
            <p className="note">
              <I n="lock" s={14} />{' '}
              {t(
                '计在数里、不在您可查看范围的人不列出；训后就业和稳定只对户籍在您辖区的人列出。',
                'Who is counted and not yours to see is not listed; work after training is listed of people at home in your area alone.',
              )}
            </p>
          )}
        </>
      )}
    </section>
  );
};
