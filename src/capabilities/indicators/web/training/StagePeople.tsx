import { Link } from 'react-router';
import type { Input } from '#platform/contract.ts';
import { DataTable } from '#platform/web/DataTable.tsx';
import { I } from '#platform/web/icons.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { Loading, ProblemView } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { listFunnelPeople } from '../../contractTraining.ts';
import { stageTexts } from '../../rulesTraining.ts';
import { AsMany, NumberList, useTrail } from '../NumberList.tsx';

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
  const { head, cursor, pagingOf } = useTrail(JSON.stringify(of));
  const read = useRead(listFunnelPeople, { ...of, ...(cursor ? { cursor } : {}) });
  const d = read.data;
  const stage = t(stageTexts[of.stage]);
  const title = within ? `${within}${t('，', ', ')}${stage}` : stage;
  return (
    <NumberList title={title} h={3} className="rs-list" {...{ head, expected, onClose }}>
      {read.error ? (
        <ProblemView problem={read.error} onRetry={() => void read.refetch()} />
      ) : !d ? (
        <Loading rows={4} />
      ) : (
        <>
          <p className="s13" role="status">
            <AsMany total={d.total} expected={expected} unit="人次" />{' '}
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
            paging={pagingOf(d, t('人次', 'attendances'))}
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
    </NumberList>
  );
};
