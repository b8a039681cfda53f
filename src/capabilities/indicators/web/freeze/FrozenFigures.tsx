import { WINDOWS } from '#capabilities/employment/rules.ts';
import { type Column, DataTable } from '#platform/web/DataTable.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import type { Freeze } from './FreezeOnePage.tsx';

type Row = NonNullable<Freeze['figures']>[number];
const share = (w: readonly number[]): string => {
  const [, yes = 0, no = 0, unverified = 0] = w;
  const due = yes + no + unverified;
  return due === 0 ? '—' : `${((100 * yes) / due).toFixed(1)}%`;
};

/** What is frozen, in totals. */
export const FrozenFigures = ({ of: f }: { of: Freeze }) => {
  const t = useT();
  const columns: Column<Row>[] = [
    {
      key: 'name',
      title: t('指标', 'Figure'),
      cell: (r) => (
        <>
          <span className="num">{r.figure}</span> {t(r.name)}
        </>
      ),
    },
    {
      key: 'class',
      title: t('证据', 'Evidence'),
      cell: (r) =>
        r.class === 6 ? t('已上报（各级）', 'reported, every class') : t(`已核验（到第 ${r.class} 级）`, `verified, to class ${r.class}`),
    },
    {
      key: 'days',
      title: t('期间', 'Days'),
      cell: (r) => <span className="num">{r.figure === 'I07' ? t(`截至 ${r.to}`, `on ${r.to}`) : `${r.from} – ${r.to}`}</span>,
    },
    {
      key: 'persons',
      title: t('人数', 'Persons'),
      right: true,
      main: true,
      cell: (r) => <span className="num b">{number(r.persons)}</span>,
    },
    {
      key: 'rate',
      title: t('30 / 90 / 180 / 365 天', '30 / 90 / 180 / 365 days'),
      right: true,
      cell: (r) => <span className="num">{r.windows ? WINDOWS.map((_, i) => share(r.windows![i]!)).join(' / ') : '—'}</span>,
    },
  ];
  const homeless = Math.max(0, ...f.figures!.map((r) => r.homeless));
  return (
    <section aria-label={t('封账的数', 'What is frozen')}>
      <Sec t={t('封账的数', 'What is frozen')} sub={t(`户籍在${f.originName.zh}的人`, `people at home in ${f.originName.en}`)} />
      <DataTable
        label={t('各指标人数', 'Persons by figure')}
        columns={columns}
        rows={f.figures!}
        rowKey={(r) => `${r.series} ${r.figure}`}
        rowName={(r) => r.figure}
      />
      {homeless > 0 && (
        <p className="note">
          {t(
            `另有 ${number(homeless)} 人户籍不明，不属于任何一省，没有算进这里。`,
            `${number(homeless)} more persons have no known home: they belong to no province and are not counted here.`,
          )}
        </p>
      )}
    </section>
  );
};
