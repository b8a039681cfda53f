import { Link } from 'react-router';
import type { Input, Output } from '#platform/contract.ts';
import { type Column, DataTable } from '#platform/web/DataTable.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { instant, number, useT } from '#platform/web/lang.tsx';
import { Loading, ProblemView } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { listDifference } from '../../contractDifference.ts';
import { kindTexts } from '../../rulesDifference.ts';

type Row = Output<typeof listDifference>['items'][number];
interface Props {
  readonly ask: Input<typeof listDifference>;
  readonly cursor: string | undefined;
  readonly onPage: (cursor: string | undefined) => void;
}

/** Who explains a difference: N of them, of whom the viewer sees M. */
export const DifferencePersons = ({ ask, cursor, onPage }: Props) => {
  const t = useT();
  const read = useRead(listDifference, { ...ask, ...(cursor ? { cursor } : {}) }, { keep: true });
  if (read.error) return <ProblemView problem={read.error} onRetry={() => void read.refetch()} />;
  if (!read.data) return <Loading rows={4} />;
  const { total, visible, items, next } = read.data;
  const columns: Column<Row>[] = [
    {
      key: 'who',
      title: t('人', 'Person'),
      cell: (r) =>
        r.card ? (
          <>
            <Link to={`/workers/${r.workerId}`}>{r.card.name || t('没有姓名', 'no name')}</Link>
            <div className="note">{r.card.homeName}</div>
          </>
        ) : (
          <span className="note">{t('不在您的查看范围', 'not yours to see')}</span>
        ),
    },
    { key: 'kind', title: t('变化', 'Change'), main: true, cell: (r) => t(kindTexts[r.kind]) },
    {
      key: 'changes',
      title: t('从哪一行到哪一行', 'From row to row'),
      cell: (r) =>
        r.changes.length === 0
          ? '—'
          : r.changes.map((c) => (
              <div key={c.name.zh}>
                {t(c.name)}
                {t('：', ': ')}
                {t(c.from)} → {t(c.to)}
              </div>
            )),
    },
    {
      key: 'why',
      title: t('为什么', 'Why'),
      main: true,
      cell: (r) =>
        r.reasons.length === 0
          ? '—'
          : r.reasons.map((x) => (
              <div key={x.reason}>
                {t(x.text)} {x.at && <span className="note num">{instant(x.at)}</span>}
              </div>
            )),
    },
  ];
  return (
    <section aria-label={t('是谁', 'Who')}>
      <Sec
        t={t('是谁', 'Who')}
        sub={
          visible === null
            ? t(`${number(total)} 人`, `${number(total)} person(s)`)
            : t(
                `${number(total)} 人，其中您可查看 ${number(visible)} 人`,
                `${number(total)} person(s), of whom you may see ${number(visible)}`,
              )
        }
      />
      <DataTable
        label={t('差异里的人', 'Persons of the difference')}
        columns={columns}
        rows={items}
        rowKey={(r) => r.workerId ?? `${items.indexOf(r)}`}
        rowName={(r) => r.card?.name ?? t('不在您的查看范围', 'not yours to see')}
        paging={{ total, next, onPage, unit: t('人', 'persons'), first: cursor === undefined }}
      />
    </section>
  );
};
