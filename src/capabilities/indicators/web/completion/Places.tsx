import { useState } from 'react';
import { Link } from 'react-router';
import type { Output } from '#platform/contract.ts';
import { type Column, DataTable } from '#platform/web/DataTable.tsx';
import { Fig } from '#platform/web/kit.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import type { CompletionRow, readCompletion, TargetMet } from '../../contractCompletion.ts';
import { outText } from '../../rulesCompletion.ts';
import { Meter, Percent } from './MetBars.tsx';
import { opens, pairName, percent, placeWords, provinceTexts } from './words.ts';

type Told = Output<typeof readCompletion>;
/** ○ So many agreements on a page. */
const PAGE = 100;
interface Line {
  readonly row: CompletionRow;
  readonly met: TargetMet;
}
/** One figure of many agreements: who is how far, those without such a target apart. */
export const Places = ({ rows, indicator, told }: { rows: readonly CompletionRow[]; indicator: string; told: Told }) => {
  const t = useT();
  const lines = rows
    .flatMap((row): Line[] => {
      const met = row.targets.find((m) => m.indicator === indicator);
      return met ? [{ row, met }] : [];
    })
    .sort(
      (a, b) =>
        Number(a.row.out !== null) - Number(b.row.out !== null) ||
        b.met.persons * a.met.target - a.met.persons * b.met.target ||
        (a.row.originCode < b.row.originCode ? -1 : 1),
    );
  const without = rows.filter((r) => !r.targets.some((m) => m.indicator === indicator));
  // a place is one within its sending province: beside others it says whose
  const provinces = new Set(lines.map((l) => l.row.originCode.slice(0, 2)));
  const [at, setAt] = useState(0);
  const first = at < lines.length ? at : 0;
  const page = lines.slice(first, first + PAGE);
  const days = { from: `${told.year}-01-01`, to: told.asOf, knownAt: told.knownAt };
  const frozen = lines.some((l) => l.met.frozen);
  const reported = lines.some((l) => l.met.reported !== null);
  const columns: Column<Line>[] = [
    {
      key: 'pair',
      title: t('协议', 'Agreement'),
      cell: ({ row }) => (
        <>
          <Link to={`/agreements/${row.agreementId}`}>{t(pairName(row))}</Link>
          {row.out && <span className="note tc-out">{t(outText(row.out))}</span>}
        </>
      ),
    },
    {
      key: 'place',
      title: t('名次', 'Place'),
      right: true,
      cell: (l) => {
        const words = placeWords(l.met);
        if (!l.met.place) return '—';
        const province = provinceTexts[l.row.originCode.slice(0, 2)];
        return (
          <span className="nowrap" title={words ? t(words) : undefined}>
            {provinces.size > 1 && province && <span className="note">{t(province)} </span>}
            {l.met.place.place}
          </span>
        );
      },
    },
    {
      key: 'persons',
      title: t('完成', 'Persons'),
      right: true,
      cell: ({ row, met }) => <Fig v={number(met.persons)} to={opens(row, indicator, days)} />,
    },
    ...(reported
      ? [
          {
            key: 'reported',
            title: t('已上报', 'Reported'),
            right: true,
            cell: ({ row, met }: Line) =>
              met.reported === null ? '—' : <Fig v={number(met.reported)} to={opens(row, indicator, { ...days, said: true })} />,
          },
        ]
      : []),
    { key: 'target', title: t('目标', 'Target'), right: true, cell: ({ met }) => number(met.target) },
    { key: 'percent', title: t('完成率', 'Met'), right: true, main: true, cell: ({ met }) => <Percent of={met} /> },
    {
      key: 'bar',
      title: <span className="vh">{t('进度条', 'Bar')}</span>,
      width: 120,
      cell: ({ met }) => <Meter of={met} time={told.time} />,
    },
    { key: 'gap', title: t('还差', 'To go'), right: true, main: true, cell: ({ met }) => (met.gap > 0 ? number(met.gap) : '0') },
    ...(frozen
      ? [
          {
            key: 'frozen',
            title: t('封账时', 'Frozen'),
            right: true,
            cell: ({ met }: Line) =>
              met.frozen ? (
                <Link to={`/figures/freeze/${met.frozen.freezeId}`}>
                  {met.frozen.month} {number(met.frozen.persons)}
                  {met.frozen.target === null ? '' : ` ${percent(met.frozen.persons, met.frozen.target)}`}
                </Link>
              ) : (
                '—'
              ),
          },
        ]
      : []),
  ];
  return (
    <>
      <DataTable
        label={t('各协议完成情况', 'Completion by agreement')}
        columns={columns}
        rows={page}
        rowKey={({ row }) => row.agreementId}
        rowName={({ row }) => t(pairName(row))}
        {...(lines.length > PAGE
          ? {
              paging: {
                total: lines.length,
                unit: t('份', 'agreements'),
                previous: first > 0 ? String(first - PAGE) : null,
                next: first + PAGE < lines.length ? String(first + PAGE) : null,
                onPage: (cursor: string | undefined) => setAt(Number(cursor ?? 0)),
              },
            }
          : {})}
      />
      {lines.length > PAGE && (
        <p className="paper">
          {t(
            `本页 ${page.length} 份，从第 ${first + 1} 份起，共 ${lines.length} 份`,
            `${page.length} on this page, from number ${first + 1}, ${lines.length} in all`,
          )}
        </p>
      )}
      {without.length > 0 && (
        <details className="tc-without">
          <summary>{t(`另有 ${without.length} 份没有这个目标，不排名`, `${without.length} more have no such target and no place`)}</summary>
          <ul>
            {without.map((r) => (
              <li key={r.agreementId}>
                <Link to={`/agreements/${r.agreementId}`}>{t(pairName(r))}</Link>
                {r.tooFine && (
                  <span className="note">{t(`${r.tooFine.zh}比县还细，分不出来`, `${r.tooFine.en} is finer than a county`)}</span>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
};
