import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { DataTable } from '#platform/web/DataTable.tsx';
import { I } from '#platform/web/icons.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { Loading, ProblemView } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { listUnits } from '../../contractUnits.ts';
import { type UnitDimension, type UnitKind, type UnitLevel, unitKindTexts, unitLevelTexts } from '../../rulesUnits.ts';

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
  const head = useRef<HTMLHeadingElement>(null);
  const [trail, setTrail] = useState<readonly (string | undefined)[]>([undefined]);
  const after = trail.at(-1);
  const asked = `${kind} ${level ?? ''} ${by ?? ''} ${rowKey ?? ''}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another number is another list
  useEffect(() => {
    setTrail([undefined]);
    head.current?.focus({ preventScroll: true });
    head.current?.scrollIntoView?.({ block: 'nearest' });
  }, [asked]);
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
    <section className="un-list" aria-label={t(`名单：${of}`, `List: ${of}`)}>
      <div className="sec">
        <h2 ref={head} tabIndex={-1}>
          {of} {number(expected)}
        </h2>
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
              <St k="ok">{t(`名单 ${number(d.total)}，与数字相等`, `${number(d.total)} on the list, as the number says`)}</St>
            ) : (
              <St k="no">
                {t(
                  `名单 ${number(d.total)}，数字是 ${number(expected)}`,
                  `${number(d.total)} on the list, the number says ${number(expected)}`,
                )}
              </St>
            )}
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
            paging={{
              total: d.total,
              next: d.next,
              previous: trail.length > 1 ? 'back' : null,
              first: trail.length === 1,
              unit: kind === 'agreement' ? t('份', 'agreements') : t('个', 'stations'),
              onPage: (cursor) => setTrail(cursor === 'back' || cursor === undefined ? trail.slice(0, -1) : [...trail, cursor]),
            }}
          />
        </>
      )}
    </section>
  );
};
