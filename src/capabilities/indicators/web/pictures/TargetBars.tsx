import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { bookOf, csvOf, save } from '#platform/web/charts/files.ts';
import type { AxisPicture } from '#platform/web/charts/picture.ts';
import { number, useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { Pop } from '#platform/web/Pop.tsx';
import type { Text } from '#standards/text.ts';
import '#platform/web/charts/charts.css';
import './pictures.css';

/** A target and how far it is met: made by whoever knows targets. */
export interface TargetBar {
  readonly key: string;
  readonly name: Text;
  readonly unit: Text;
  readonly target: number;
  /** Null: not measured, or not the viewer's to see. It is told so, never drawn as nothing. */
  readonly done: number | null;
  /** The figure behind `done`. */
  readonly link?: string;
}
interface Props {
  readonly title: Text;
  readonly bars: readonly TargetBar[];
  /** Which share of the year has passed, 0…1: the line that every bar is held against. */
  readonly time: number;
  readonly asOf: Text;
}
const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;

/** Completion of targets: bars from 0, the line of time across them; what lies behind the line bears a mark, not only a colour. */
export const TargetBars = ({ title, bars, time, asOf }: Props) => {
  const t = useT();
  const [view, setView] = useState<'picture' | 'table'>('picture');
  const share = (b: TargetBar): number | null => (b.done === null || b.target <= 0 ? null : b.done / b.target);
  const late = (b: TargetBar): boolean => (share(b) ?? 1) < time;
  const behind = bars.filter(late);
  const said = t(
    `${title.zh}。时间进度 ${percent(time)}；${behind.length ? `落后的：${behind.map((b) => `${b.name.zh} ${percent(share(b)!)}`).join('，')}` : '都不落后于时间进度'}。${asOf.zh}`,
    `${title.en}. ${percent(time)} of the time has passed; ${behind.length ? `behind: ${behind.map((b) => `${b.name.en} ${percent(share(b)!)}`).join(', ')}` : 'none is behind'}. ${asOf.en}`,
  );
  /** For the files: units differ from row to row and stand with the name. */
  const asPicture: AxisPicture = {
    kind: 'bars',
    title,
    unit: { zh: '各行所写', en: 'as each row says' },
    asOf,
    of: { zh: '目标', en: 'Target' },
    categories: bars.map((b) => ({ key: b.key, name: { zh: `${b.name.zh}（${b.unit.zh}）`, en: `${b.name.en} (${b.unit.en})` } })),
    series: [
      { key: 'done', name: { zh: '已完成', en: 'done' }, values: bars.map((b) => b.done) },
      { key: 'target', name: { zh: '目标数', en: 'number' }, values: bars.map((b) => b.target) },
    ],
    notes: [{ zh: `时间进度 ${percent(time)}`, en: `${percent(time)} of the time has passed` }],
  };
  const done = (b: TargetBar) =>
    b.done === null ? (
      t('没有数', 'no number')
    ) : b.link ? (
      <Link className="fig num" to={b.link}>
        {number(b.done)}
      </Link>
    ) : (
      <span className="num">{number(b.done)}</span>
    );
  return (
    <figure className="picture">
      <figcaption className="sec">
        <h2>{t(title)}</h2>
        <span className="note">{t(`竖线 = 时间进度 ${percent(time)}`, `line = ${percent(time)} of the time`)}</span>
        <span className="x row picture-acts noprint">
          <Segmented
            size="small"
            aria-label={t(`看图还是看表：${title.zh}`, `Picture or table: ${title.en}`)}
            value={view}
            options={[
              { value: 'picture', label: t('图', 'Picture') },
              { value: 'table', label: t('表', 'Table') },
            ]}
            onChange={setView}
          />
          <Pop label={t('下载', 'Download')} icon="dl" right>
            <div className="picture-files">
              <Button onClick={() => save(new Blob([csvOf(asPicture, t)], { type: 'text/csv;charset=utf-8' }), `${t(title)}.csv`)}>
                {t('表，CSV', 'Table, CSV')}
              </Button>
              <Button onClick={() => save(new Blob([bookOf(asPicture, t) as BlobPart]), `${t(title)}.xlsx`)}>
                {t('表，Excel（WPS 可打开）', 'Table, Excel')}
              </Button>
            </div>
          </Pop>
        </span>
      </figcaption>
      {view === 'picture' ? (
        <ul className="target-bars" aria-label={said}>
          {bars.map((b) => {
            const met = share(b);
            return (
              <li key={b.key}>
                <span className="target-line">
                  <span className="grow">{t(b.name)}</span>
                  <span className="sub">
                    {done(b)} / {number(b.target)} {t(b.unit)}
                  </span>
                  <b className={late(b) ? 'target-late num' : 'num'}>
                    {late(b) && <G k="due" label={t('落后于时间进度', 'behind the time')} />}
                    {met === null ? '—' : percent(met)}
                  </b>
                </span>
                <span className="target-bar" aria-hidden="true">
                  <i className={late(b) ? 'late' : ''} style={{ width: `${Math.min(1, met ?? 0) * 100}%` }} />
                  <em style={{ left: `${Math.min(1, time) * 100}%` }} />
                </span>
              </li>
            );
          })}
        </ul>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be reachable by keyboard
        <section className="table-scroll" tabIndex={0} aria-label={t(title)}>
          <table className="t3 figs">
            <thead>
              <tr>
                <th scope="col">{t('目标', 'Target')}</th>
                <th scope="col" className="r">
                  {t('已完成', 'Done')}
                </th>
                <th scope="col" className="r">
                  {t('目标数', 'Number')}
                </th>
                <th scope="col" className="r">
                  {t('完成率', 'Share')}
                </th>
                <th scope="col">{t('对照时间', 'Against time')}</th>
              </tr>
            </thead>
            <tbody>
              {bars.map((b) => {
                const met = share(b);
                return (
                  <tr key={b.key}>
                    <th scope="row">
                      {t(b.name)} <span className="mute">{t(b.unit)}</span>
                    </th>
                    <td className="r num">{done(b)}</td>
                    <td className="r num">{number(b.target)}</td>
                    <td className="r num">{met === null ? '—' : percent(met)}</td>
                    <td>{met === null ? '—' : late(b) ? t('落后', 'behind') : t('不落后', 'not behind')}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </section>
      )}
      <p className="note">{t(asOf)}</p>
    </figure>
  );
};
