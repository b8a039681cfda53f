import { Select } from 'antd';
import { Link } from 'react-router';
import type { Output } from '#platform/contract.ts';
import { Sec } from '#platform/web/kit.tsx';
import { instant, number, useT } from '#platform/web/lang.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useCan } from '#platform/web/session.tsx';
import { Empty, Loading } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { listPublished, readPublished } from '../../contractPublished.ts';
import '#platform/web/lists.css';
import '../figures.css';

type Month = Output<typeof readPublished>;
type Figure = Month['figures'][number];
type Told = Figure['total'];

/** 公布的数: frozen months that both provinces let everybody see; small numbers are not told. */
export const PublishedPage = () => {
  const t = useT();
  const can = useCan();
  const [url, setUrl] = useUrlState('id');
  const list = useRead(listPublished, {});
  const items = list.data?.items ?? [];
  const id = items.find((i) => i.id === url.id)?.id ?? items[0]?.id;
  const month = useRead(readPublished, { id: id ?? '' }, { enabled: id !== undefined });
  const problem = list.error ?? month.error;
  return (
    <Screen
      title={t('公布的数', 'Published figures')}
      sub={
        month.data &&
        t(
          `按 ${instant(month.data.knownAt)} 所知封账，${instant(month.data.at)} 公布`,
          `frozen as known at ${instant(month.data.knownAt)}, published ${instant(month.data.at)}`,
        )
      }
      busy={list.isPending}
      problem={problem}
      onRetry={() => void Promise.all([list.refetch(), month.refetch()])}
      actions={
        items.length > 1 && (
          <Select
            aria-label={t('月份', 'Month')}
            className="pub-month"
            value={id}
            options={items.map((i) => ({ value: i.id, label: `${t(i.originName)} ${i.month}` }))}
            onChange={(next) => setUrl({ id: next })}
          />
        )
      }
    >
      {list.data && items.length === 0 && (
        <Empty
          title={t('还没有公布过', 'Nothing is published yet')}
          hint={t('月份封账以后，由省级决定公布。', 'A month is published by a province once it is frozen.')}
          actions={can('indicators.read') ? <Link to="/figures/freeze">{t('看封账', 'See frozen months')}</Link> : undefined}
        />
      )}
      {id !== undefined && month.isPending && <Loading />}
      {month.data && (
        <div className="published">
          <p className="note">
            {t(
              `“<${month.data.few}”是 1 到 ${month.data.few - 1} 人；“·”是不写的数，写了就能倒推出小数，或者和同年已公布的月份相减得出小数。0 就是没有人。`,
              `“<${month.data.few}” is 1 to ${month.data.few - 1} persons; “·” is left out, for a small number could be reckoned from it, or by subtracting another published month of the year. 0 is nobody.`,
            )}
          </p>
          {month.data.figures.map((f) => (
            <OneFigure key={f.figure} of={f} month={month.data} />
          ))}
        </div>
      )}
    </Screen>
  );
};

const useTold = (few: number) => {
  const t = useT();
  return (told: Told) =>
    told === 'few' ? (
      `<${few}`
    ) : told === 'hidden' ? (
      <>
        <span aria-hidden="true">·</span>
        <span className="vh">{t('不写', 'left out')}</span>
      </>
    ) : (
      number(told)
    );
};

const OneFigure = ({ of: f, month }: { of: Figure; month: Month }) => {
  const t = useT();
  const show = useTold(month.few);
  return (
    <section className="section">
      <Sec
        t={`${f.figure} ${t(f.name)}`}
        sub={
          f.figure === 'I07'
            ? t(`${t(month.originName)}，截至 ${f.to}，人`, `${t(month.originName)}, on ${f.to}, persons`)
            : t(`${t(month.originName)}，${f.from} 至 ${f.to}，人`, `${t(month.originName)}, ${f.from} to ${f.to}, persons`)
        }
      />
      <p className="note">{t(f.words)}</p>
      {f.tables.map((table) => {
        const name = table.by.map((d) => t(d)).join(t('、', ', '));
        return (
          <section key={name} className="table-scroll" aria-label={`${f.figure} ${name}`}>
            <table className="t3 figs">
              <caption>{t(`按${name}`, `By ${name}`)}</caption>
              <thead>
                <tr>
                  <th scope="col">{t(table.by[0]!)}</th>
                  <th scope="col" className="num">
                    {t('合计', 'Total')}
                  </th>
                  {table.columns.map((c) => (
                    <th key={c.key} scope="col" className="num">
                      {t(c.name)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                <tr>
                  <th scope="row">{t('合计', 'Total')}</th>
                  <td className="num">{show(f.total)}</td>
                  {table.columns.map((c) => (
                    <td key={c.key} className="num">
                      {show(c.told)}
                    </td>
                  ))}
                </tr>
                {table.rows.map((r) => (
                  <tr key={r.key}>
                    <th scope="row">{t(r.name)}</th>
                    <td className="num">{show(r.told)}</td>
                    {r.cells.map((c, i) => (
                      <td key={table.columns[i]!.key} className="num">
                        {show(c)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        );
      })}
    </section>
  );
};
