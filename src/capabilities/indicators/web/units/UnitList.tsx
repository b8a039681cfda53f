import { Link } from 'react-router';
import { DataTable } from '#platform/web/DataTable.tsx';
import { useT } from '#platform/web/lang.tsx';
import { Loading, ProblemView } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { listUnits } from '../../contractUnits.ts';
import { type UnitDimension, type UnitKind, type UnitLevel, unitKindTexts, unitLevelTexts } from '../../rulesUnits.ts';
import { AsMany, NumberList, useTrail } from '../NumberList.tsx';

interface Props {
  readonly asOf: string;
  /** The instant of the table: the list is that of the number. */
  readonly knownAt: string;
  readonly where: { readonly origin?: string[]; readonly host?: string[] };
  readonly kind: UnitKind;
  readonly level: UnitLevel | undefined;
  readonly by: UnitDimension | undefined;
  readonly rowKey: string | undefined;
  readonly expected: number;
  readonly onClose: () => void;
}

/** The agreements or stations behind a number, as many as it says; each opens. */
export const UnitList = ({ asOf, knownAt, where, kind, level, by, rowKey, expected, onClose }: Props) => {
  const t = useT();
  const { head, cursor: after, pagingOf } = useTrail(`${kind} ${level ?? ''} ${by ?? ''} ${rowKey ?? ''}`);
  const read = useRead(listUnits, {
    asOf,
    knownAt,
    where,
    kind,
    ...(level ? { level } : {}),
    ...(by && rowKey !== undefined ? { by, key: rowKey } : {}),
    ...(after ? { after } : {}),
    size: 50,
  });
  const d = read.data;
  const of = `${level ? t(unitLevelTexts[level]) : ''}${t(unitKindTexts[kind].zh, `${level ? ' ' : ''}${unitKindTexts[kind].en}`)}`;
  return (
    <NumberList title={of} h={2} className="un-list" {...{ head, expected, onClose }}>
      {read.error ? (
        <ProblemView problem={read.error} onRetry={() => void read.refetch()} />
      ) : !d ? (
        <Loading rows={4} />
      ) : (
        <>
          <p className="s13" role="status">
            <AsMany total={d.total} expected={expected} />
          </p>
          <DataTable
            label={of}
            rows={d.items}
            rowKey={(u) => u.id}
            rowName={(u) => u.name}
            columns={[
              {
                key: 'name',
                title: kind === 'agreement' ? t('协议', 'Agreement') : t('劳务站', 'Station'),
                cell: (u) =>
                  u.opens ? (
                    <Link to={u.kind === 'agreement' ? `/agreements/${u.id}` : `/organisations/${u.id}`} lang="zh-CN" className="row-link">
                      {u.name}
                    </Link>
                  ) : (
                    <span lang="zh-CN">{u.name}</span>
                  ),
              },
              { key: 'level', title: t('层级', 'Level'), cell: (u) => t(unitLevelTexts[u.level]) },
              { key: 'origin', title: t('输出地', 'Origin'), main: true, cell: (u) => u.origins.map((o) => t(o)).join(t('、', '; ')) },
              { key: 'host', title: t('输入地', 'Host'), cell: (u) => u.hosts.map((o) => t(o)).join(t('、', '; ')) },
              ...(kind === 'agreement'
                ? [
                    {
                      key: 'days',
                      title: t('起止', 'From – to'),
                      cell: (u: (typeof d.items)[number]) => (
                        <span className="num nowrap">
                          {u.from} {t('至', '–')} {u.to}
                        </span>
                      ),
                    },
                  ]
                : []),
            ]}
            paging={pagingOf(d, kind === 'agreement' ? t('份', 'agreements') : t('个', 'stations'))}
          />
        </>
      )}
    </NumberList>
  );
};
