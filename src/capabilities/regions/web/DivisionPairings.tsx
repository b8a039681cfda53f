import { Link } from 'react-router';
import { type Column, DataTable } from '#platform/web/DataTable.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { Loading, ProblemView } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { type Division, listPairings, type Pairing } from '../contract.ts';
import { CertaintyMark, Period, StateMark } from './parts.tsx';

const ORDER = { current: 0, coming: 1, ended: 2 } as const;

/** The division's own pairings, those it shares in through what lies above, and those of what lies below. */
export const DivisionPairings = ({ of }: { of: Division }) => {
  const t = useT();
  const found = useRead(listPairings, { code: of.code, state: 'all', size: 12 });
  const all = `/regions/pairings?code=${of.code}&state=all`;
  const columns: Column<Pairing>[] = [
    {
      key: 'pair',
      title: t('结对双方', 'Pair'),
      main: true,
      cell: (p) => (
        <Link to={`/regions/pairings/${p.id}`}>
          {t(p.origin)} – {t(p.host)}
        </Link>
      ),
    },
    { key: 'period', title: t('起止', 'From – to'), cell: (p) => <Period of={p} /> },
    { key: 'state', title: t('状态', 'State'), main: true, cell: (p) => <StateMark state={p.state} /> },
    { key: 'certainty', title: t('可靠程度', 'Certainty'), cell: (p) => <CertaintyMark certainty={p.certainty} /> },
  ];
  return (
    <section>
      <Sec
        t={t('结对', 'Pairings')}
        sub={
          found.data
            ? t(`共 ${found.data.total} 条，含上级和下级的`, `${found.data.total}, with those of areas above and below`)
            : undefined
        }
        x={
          found.data && found.data.items.length < (found.data.total ?? 0) ? (
            <Link to={all}>{t(`看全部 ${found.data.total} 条`, `All ${found.data.total}`)}</Link>
          ) : undefined
        }
      />
      {found.error ? (
        <ProblemView problem={found.error} onRetry={() => void found.refetch()} />
      ) : !found.data ? (
        <Loading rows={2} />
      ) : found.data.items.length === 0 ? (
        <p className="note">
          {t('没有登记结对。结对由省级登记，可以报省里补。', 'No pairing is entered. Pairings are entered by the province.')}
        </p>
      ) : (
        <DataTable
          label={t('结对', 'Pairings')}
          columns={columns}
          rows={[...found.data.items].sort((a, b) => ORDER[a.state] - ORDER[b.state])}
          rowKey={(p) => p.id}
          rowName={(p) => `${t(p.origin)} – ${t(p.host)}`}
        />
      )}
    </section>
  );
};
