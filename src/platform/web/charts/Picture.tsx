import { Button, Segmented } from 'antd';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useT } from '../lang.tsx';
import { Pop } from '../Pop.tsx';
import { bookOf, csvOf, save } from './files.ts';
import { noticeOf } from './mapPack/mapPack.ts';
import { isFlow, type PictureOf, pointsOf, tableOf, told } from './picture.ts';
import { sentenceOf } from './sentence.ts';
import { useDrawing } from './useDrawing.ts';
import { type At, walked } from './walk.ts';
import './charts.css';

interface Props {
  readonly picture: PictureOf;
  /** Pixels; the width is that of the page. */
  readonly height: number;
  /** The name of its files. */
  readonly file: string;
  readonly level?: 2 | 3;
  /** The table stands elsewhere on the page, of the same data: no switch. */
  readonly tableBeside?: boolean;
  /** Other ways to draw it, before the switch. */
  readonly switches?: ReactNode;
  /** Something is still being computed: said, and the files wait. */
  readonly waits?: string | undefined;
}

/** A picture with its table, its files, its sentence, its day; walked over by the arrow keys, each value opening the figure behind it. */
export const Picture = ({ picture, height, file, level = 2, tableBeside, switches, waits }: Props) => {
  const t = useT();
  const [view, setView] = useState<'picture' | 'table'>('picture');
  const [failed, setFailed] = useState(false);
  const png = useRef<(() => Promise<Blob>) | null>(null);
  const H = level === 2 ? 'h2' : 'h3';
  const shown = tableBeside ? 'picture' : view;
  const drawn = shown === 'picture';
  return (
    <figure className="picture">
      <figcaption className="sec">
        <H>{t(picture.title)}</H>
        <span className="note">
          {t(`单位：${picture.unit.zh}；`, `Unit: ${picture.unit.en}; `)}
          {t(picture.asOf)}
        </span>
        <span className="x row picture-acts noprint">
          {switches}
          {!tableBeside && (
            <Segmented
              size="small"
              aria-label={t(`看图还是看表：${picture.title.zh}`, `Picture or table: ${picture.title.en}`)}
              value={view}
              options={[
                { value: 'picture', label: t('图', 'Picture') },
                { value: 'table', label: t('表', 'Table') },
              ]}
              onChange={setView}
            />
          )}
          <Pop label={t('下载', 'Download')} icon="dl" right>
            <div className="picture-files">
              <Button
                disabled={Boolean(waits)}
                onClick={() => save(new Blob([csvOf(picture, t)], { type: 'text/csv;charset=utf-8' }), `${file}.csv`)}
              >
                {t('表，CSV', 'Table, CSV')}
              </Button>
              <Button
                disabled={Boolean(waits)}
                onClick={() =>
                  save(
                    new Blob([bookOf(picture, t) as BlobPart], {
                      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
                    }),
                    `${file}.xlsx`,
                  )
                }
              >
                {t('表，Excel（WPS 可打开）', 'Table, Excel')}
              </Button>
              <Button
                disabled={Boolean(waits) || !drawn}
                onClick={() =>
                  void png.current?.().then(
                    (blob) => save(blob, `${file}.png`),
                    () => setFailed(true),
                  )
                }
              >
                {t('图，PNG', 'Picture, PNG')}
              </Button>
              {failed && (
                <p className="note" role="alert">
                  {t('浏览器没能生成图片，请改用截图或下载表', 'The browser could not make the picture; take a screenshot or the table')}
                </p>
              )}
            </div>
          </Pop>
        </span>
      </figcaption>
      {drawn ? <Drawn picture={picture} height={height} png={png} /> : <PictureRows picture={picture} label={t(picture.title)} />}
      {waits && (
        <p className="note" role="status">
          {waits}
        </p>
      )}
      {picture.notes?.map((n) => (
        <p className="note" key={n.zh}>
          {t(n)}
        </p>
      ))}
    </figure>
  );
};

const Drawn = ({ picture, height, png }: { picture: PictureOf; height: number; png: { current: (() => Promise<Blob>) | null } }) => {
  const t = useT();
  const go = useNavigate();
  const id = useId();
  const points = useMemo(() => pointsOf(picture), [picture]);
  const [at, setAt] = useState<At | null>(null);
  const [hovered, setHovered] = useState<At | null>(null);
  const open = (p: At) => {
    const link = points[p.series]?.[p.index]?.link;
    if (link) go(link);
  };
  const { host, state, pack, toPng } = useDrawing(picture, hovered ?? at, setHovered, open);
  useEffect(() => {
    png.current = toPng;
    return () => {
      png.current = null;
    };
  }, [png, toPng]);
  const walk = (event: KeyboardEvent) => {
    const next = walked(points, at, event.key);
    if (next === undefined) return;
    event.preventDefault();
    if (next === 'open') {
      if (at) open(at);
    } else setAt(next);
  };
  const said = at ?? hovered;
  const point = said ? points[said.series]?.[said.index] : undefined;
  return (
    <>
      <div
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: reached by keyboard, so that its values can be walked over
        tabIndex={0}
        className="picture-walk"
        aria-label={t(
          `${picture.title.zh}，方向键逐个看，回车看来历`,
          `${picture.title.en}: arrow keys walk over the values, Enter opens the figure`,
        )}
        aria-describedby={`${id}-said`}
        onKeyDown={walk}
        onBlur={() => setAt(null)}
      >
        <div role="img" aria-label={t(sentenceOf(picture))} className="picture-drawn" style={{ height }}>
          <div ref={host} className="picture-host" />
          {state === 'failed' && (
            <p className="picture-failed">
              {t('图没有画出来，数字都在表里', 'The picture could not be drawn; all numbers stand in the table')}
            </p>
          )}
        </div>
      </div>
      <p className="picture-said" id={`${id}-said`} role="status">
        {point ? (
          <>
            <b>{t(point.name)}</b> {told(picture, point.value)}
            {picture.percent || point.value === null ? '' : ` ${t(picture.unit)}`}
            {at && points[at.series] && (
              <span className="mute">
                {t(`，第 ${at.index + 1} / ${points[at.series]!.length} 个`, `, ${at.index + 1} of ${points[at.series]!.length}`)}
              </span>
            )}
            {point.link && <span className="mute">{t('；回车或点击看来历', '; Enter or a click opens it')}</span>}
          </>
        ) : (
          <span className="mute noprint">
            {t('指到图上，或用 Tab 和方向键，逐个看数', 'Point at the picture, or use Tab and the arrow keys, to read each value')}
          </span>
        )}
      </p>
      {isFlow(picture) && picture.kind === 'map' && pack && (
        <p className="note">
          {t(noticeOf(pack))}
          {t('。来源：', '. Source: ')}
          {t(pack.source)}
        </p>
      )}
    </>
  );
};

/** The same numbers as rows. */
export const PictureRows = ({ picture, label, most }: { picture: PictureOf; label: string; most?: number }) => {
  const t = useT();
  const table = tableOf(picture);
  const [all, setAll] = useState(false);
  const rows = most === undefined || all ? table.rows : table.rows.slice(0, most);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be reachable by keyboard */}
      <section className="table-scroll picture-rows" tabIndex={0} aria-label={label}>
        <table className="t3 figs">
          <thead>
            <tr>
              {table.head.map((h, i) => (
                <th scope="col" key={`${h.zh} ${h.en}`} className={i < table.words ? '' : 'r'}>
                  {t(h)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((r) => (
              <tr key={r.key}>
                <th scope="row">{t(r.words[0]!)}</th>
                {r.words.slice(1).map((w, i) => (
                  <td key={table.head[i + 1]!.zh}>{t(w)}</td>
                ))}
                {r.cells.map((c, i) => (
                  <td className="r num" key={table.head[table.words + i]!.zh}>
                    {c.link && c.value !== null ? (
                      <Link className="fig num" to={c.link}>
                        {told(picture, c.value)}
                      </Link>
                    ) : (
                      told(picture, c.value)
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {most !== undefined && table.rows.length > most && (
        <p className="note">
          {t(`共 ${table.rows.length} 行，这里是前 ${rows.length} 行。`, `${table.rows.length} rows, of which ${rows.length} are shown. `)}
          <button type="button" className="picture-more" onClick={() => setAll(!all)}>
            {all ? t(`只看前 ${most} 行`, `only the first ${most}`) : t(`看全部 ${table.rows.length} 行`, `see all ${table.rows.length}`)}
          </button>
        </p>
      )}
    </>
  );
};
