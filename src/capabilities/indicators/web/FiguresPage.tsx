import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useLocation } from 'react-router';
import { I } from '#platform/web/icons.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { instant, number, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { PrintFoot, PrintHead } from '#platform/web/Print.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { Empty, Loading, WriteProblem } from '#platform/web/states.tsx';
import { useNarrow } from '#platform/web/useNarrow.ts';
import type { Text } from '#standards/text.ts';
import { AskBar, AskFilters, KnownAt, SHUT } from './AskBar.tsx';
import { placeOf, unwritten, whereOfCell, written } from './ask.ts';
import { Balance, Notes } from './Balance.tsx';
import { type Drilled, DrillPanel, isAnswer } from './DrillPanel.tsx';
import { FigureProblem } from './FigureProblem.tsx';
import { GridTable } from './GridTable.tsx';
import { crossGrid, type Figure, type Grid, type GridRow, type Opens, sheetGrid, shortName, sorted, summed, type Table } from './grid.ts';
import { copyText, csvOf, type HandOut, saveText, tabbedOf } from './handOut.ts';
import { type Ask, type Catalogue, FILTERS, type UrlName, useAsk, WINDOW_DAYS } from './useAsk.ts';
import { useTables } from './useTables.ts';
import '#platform/web/lists.css';
import './figures.css';

/** 指标大表: all figures by one dimension, or one by two; each number opens its people. */
export const FiguresPage = () => {
  const t = useT();
  const { catalogue, about, ask, url, setUrl } = useAsk();
  const problem = catalogue.error ?? about.error;
  return (
    <Screen
      title={t('指标大表', 'Figure table')}
      sub={ask && <Subject ask={ask} />}
      busy={!ask}
      problem={problem}
      onRetry={() => void catalogue.refetch()}
    >
      {ask && catalogue.data && <Sheet ask={ask} catalogue={catalogue.data} url={url} setUrl={setUrl} />}
    </Screen>
  );
};

const Subject = ({ ask }: { ask: Ask }) => {
  const t = useT();
  return <>{t(`${ask.from} 至 ${ask.to}，单位：人`, `${ask.from} to ${ask.to}, in persons`)}</>;
};

type Url = Readonly<Record<string, string | undefined>>;
interface SheetProps {
  readonly ask: Ask;
  readonly catalogue: Catalogue;
  readonly url: Url;
  readonly setUrl: ReturnType<typeof useAsk>['setUrl'];
}
/** What the address opens. */
const openOf = (url: Url, figures: readonly Figure[]): Opens | null =>
  figures.some((f) => f.id === url.open)
    ? {
        figure: url.open!,
        ...(url.row === undefined ? {} : { row: unwritten(url.row) }),
        ...(url.col === undefined ? {} : { col: unwritten(url.col) }),
        ...(url.said === '1' ? { said: true } : {}),
      }
    : null;

const Sheet = ({ ask, catalogue, url, setUrl }: SheetProps) => {
  const t = useT();
  const { search } = useLocation();
  const narrow = useNarrow(1280);
  const cross = ask.by2 !== undefined;
  const figures = cross ? catalogue.figures.filter((f) => f.id === ask.figure) : catalogue.figures;
  const by = cross ? [ask.by, ask.by2!] : [ask.by];
  const read = useTables(ask, figures, by);
  const [lead] = read.tables;
  const said = cross && url.class === 'reported' && figures[0]!.evidenceClass < 6;
  const grid = lead ? sorted(gridOf(ask, catalogue, figures, read.tables, said), url.sort) : null;
  const nobody = grid?.rows.length === 0 && (grid.total?.cells.every((c) => c.value === 0 || Number.isNaN(c.value)) ?? true);
  const open = openOf(url, catalogue.figures);
  const searchWith = (next: Partial<Record<UrlName, string | undefined>>): string => {
    const params = new URLSearchParams(search);
    for (const [k, v] of Object.entries({ ...SHUT, ...next })) v === undefined ? params.delete(k) : params.set(k, v);
    return `?${params}`;
  };
  const linkOf = (o: Opens): string =>
    searchWith({
      open: o.figure,
      ...(o.row === undefined ? {} : { row: written(o.row) }),
      ...(o.col === undefined ? {} : { col: written(o.col) }),
      ...(o.said ? { said: '1' } : {}),
    });
  const figureLink = (f: Figure): string => `/figures/${f.id}${ask.area ? `?side=${ask.side}&area=${ask.area}` : ''}`;
  const rowLink = (row: GridRow): string | undefined => {
    const place = placeOf(ask.by);
    // a village has nothing below it that its own line does not show
    if (!place || row.key.length !== 12 || place.digits === 12) return undefined;
    return place.side === ask.side
      ? searchWith({ area: row.key, by: undefined })
      : searchWith({ other: row.key, by: nextLevel(ask.by, catalogue) });
  };
  const dimension = (id: string) => catalogue.dimensions.find((d) => d.id === id)!;
  const within = lead?.within[ask.side] ?? null;
  const title = within
    ? t(`${within.zh}：${figureTitle(figures, cross).zh}`, `${within.en}: ${figureTitle(figures, cross).en}`)
    : t(figureTitle(figures, cross));
  const handOut: HandOut | null =
    grid && lead ? { title, rows: t(dimension(ask.by).name), grid, foot: footOf(ask, catalogue, figures, lead, t) } : null;
  const drilled = open && lead ? drillOf(ask, catalogue, figures, read.tables, by, open, t) : null;
  const panel = drilled && read.knownAt && (
    <DrillPanel
      ask={ask}
      of={drilled}
      catalogue={catalogue}
      knownAt={read.knownAt}
      answer={isAnswer(url.answer) ? url.answer : undefined}
      cursor={url.cursor}
      onAnswer={(answer) => setUrl({ answer, cursor: undefined })}
      onWindow={(window) => setUrl({ window: String(window), cursor: undefined })}
      onPage={(cursor) => setUrl({ cursor })}
      onClose={() => setUrl({ ...SHUT })}
      figureLink={figureLink(drilled.figure)}
    />
  );
  const reset = () =>
    setUrl(
      Object.fromEntries(
        ['period', 'from', 'to', 'asOf', 'k', 'side', 'area', 'other', 'by', 'by2', ...FILTERS, ...Object.keys(SHUT)].map((k) => [
          k,
          undefined,
        ]),
      ),
    );
  return (
    <>
      <PrintHead title={title} sub={`${ask.from} – ${ask.to}`} />
      <AskBar ask={ask} catalogue={catalogue} setUrl={setUrl} table>
        <AskFilters ask={ask} catalogue={catalogue} url={url} setUrl={setUrl} />
      </AskBar>
      <div className={panel && !narrow ? 'fg-beside' : ''}>
        {panel && narrow ? (
          panel
        ) : (
          <div className="fg-main">
            <div className="fg-known">
              <span className="fg-title">{title}</span>
              <span className="fg-when">
                <span>{t('按', 'as known at')}</span>
                <KnownAt value={ask.knownAt} onChange={(k) => setUrl({ ...SHUT, k })} />
                <span>{t('所知', '')}</span>
                {read.knownAt && !ask.knownAt && (
                  <span className="note">{t(`（${instant(read.knownAt)} 算出）`, `(computed ${instant(read.knownAt)})`)}</span>
                )}
                {!ask.knownAt && (
                  <Button size="small" className="noprint" loading={read.renewing} disabled={!lead} onClick={read.renew}>
                    {t('重新计算', 'Compute again')}
                  </Button>
                )}
                <WriteProblem problem={read.renewFailed} />
              </span>
            </div>
            {read.problem && <FigureProblem problem={read.problem} onRetry={read.retry} onReset={reset} />}
            {read.pending && !read.problem && (
              <Loading
                what={t(
                  '正在按每个人的证据计算，人多时要十几秒；可以先看别的页',
                  'Counting by everybody’s evidence; with many people it takes some seconds',
                )}
              />
            )}
            {grid && lead && !read.problem && (
              <>
                {cross && figures[0]!.evidenceClass < 6 && (
                  <Segmented
                    className="fg-class noprint"
                    aria-label={t('按哪种证据', 'By which evidence')}
                    value={said ? 'reported' : 'verified'}
                    options={[
                      { value: 'verified', label: t('已核验', 'verified') },
                      { value: 'reported', label: t('已上报', 'reported') },
                    ]}
                    onChange={(v) => setUrl({ ...SHUT, class: v === 'reported' ? 'reported' : undefined })}
                  />
                )}
                {nobody ? (
                  <Empty
                    title={t('这段时间、这个地区没有人计入任何指标', 'Nobody is counted by any figure in these days and this area')}
                    hint={t(
                      '换一段时间或地区，或去掉筛选；没有登记务工或没有证据的人不计入。',
                      'Choose other days or another area, or clear the filters; people without recorded work or evidence are not counted.',
                    )}
                  />
                ) : (
                  <>
                    <GridTable
                      label={title}
                      grid={grid}
                      rows={t(dimension(ask.by).name)}
                      sort={url.sort}
                      onSort={(sort) => setUrl({ sort })}
                      linkOf={linkOf}
                      figureLink={figureLink}
                      rowLink={rowLink}
                      open={open}
                      cross={cross}
                      window={WINDOW_DAYS[ask.window]!}
                    />
                    <Balance grid={grid} catalogue={catalogue} tables={read.tables} figures={figures} cross={cross} linkOf={linkOf} />
                  </>
                )}
                {read.missing.map(({ figure, problem, retry }) => (
                  <p key={figure.id} role="alert">
                    <St k="no">
                      {t(
                        `${figure.short.zh}没有算出：${problem.body.text.zh}`,
                        `${figure.short.en} could not be computed: ${problem.body.text.en}`,
                      )}
                    </St>{' '}
                    <Button size="small" onClick={retry}>
                      {t('再试一次', 'Try again')}
                    </Button>
                  </p>
                ))}
                {handOut && (
                  <HandOuts
                    of={handOut}
                    whole={read.tables.every((x) => x !== undefined)}
                    name={`${title.replace(/[\\/:*?"<>|，：\s]+/g, '-')}-${ask.to}`}
                  />
                )}
                {!nobody && <Notes ask={ask} catalogue={catalogue} figures={figures} lead={lead} />}
              </>
            )}
            <Awaited catalogue={catalogue} />
          </div>
        )}
        {panel && !narrow && panel}
      </div>
      <PrintFoot />
    </>
  );
};

const figureTitle = (figures: readonly Figure[], cross: boolean): Text =>
  cross ? figures[0]!.name : { zh: '劳务协作指标', en: 'Figures of labour cooperation' };
const nextLevel = (by: string, catalogue: Catalogue): string | undefined => {
  const place = placeOf(by)!;
  const below = catalogue.dimensions.find((d) => placeOf(d.id)?.side === place.side && placeOf(d.id)!.digits > place.digits);
  return below?.id ?? by;
};
const orderOf = (catalogue: Catalogue, id: string): readonly string[] =>
  catalogue.dimensions.find((d) => d.id === id)?.values.map((v) => v.value) ?? [];
const withinOf = (table: Table | undefined, id: string): Text | null => {
  const place = placeOf(id);
  return place ? (table?.within[place.side] ?? null) : null;
};
const gridOf = (
  ask: Ask,
  catalogue: Catalogue,
  figures: readonly Figure[],
  tables: readonly (Table | undefined)[],
  said: boolean,
): Grid => {
  const [lead] = tables;
  if (!ask.by2) return sheetGrid(figures, tables, orderOf(catalogue, ask.by), withinOf(lead, ask.by), ask.window);
  const by = [ask.by, ask.by2];
  return crossGrid(
    figures[0]!,
    lead!,
    by.map((id) => orderOf(catalogue, id)),
    by.map((id) => withinOf(lead, id)),
    ask.window,
    said,
  );
};

/** The cell that the address names, as the table tells it. */
const drillOf = (
  ask: Ask,
  catalogue: Catalogue,
  figures: readonly Figure[],
  tables: readonly (Table | undefined)[],
  by: readonly string[],
  open: Opens,
  t: (text: Text | string, en?: string) => string,
): Drilled => {
  const figure = catalogue.figures.find((f) => f.id === open.figure)!;
  const table = tables[figures.findIndex((f) => f.id === open.figure)];
  const keys = [open.row, open.col];
  const cells = table?.cells.filter((c) => keys.every((k, i) => k === undefined || c.keys[i] === k)) ?? [];
  const whole = keys.every((k) => k === undefined);
  const cell = whole && table?.total ? table.total : summed(cells);
  const value = open.said ? cell.reported : cell.value;
  const names = keys.flatMap((k, i) => {
    const name = k === undefined ? undefined : tables.flatMap((x) => x?.cells ?? []).find((c) => c.keys[i] === k)?.names[i];
    return name ? [t(shortName(name, withinOf(tables[0], by[i]!)))] : [];
  });
  const within = tables[0]?.within[ask.side];
  return {
    figure,
    opens: open,
    place: [
      ...(names.length && placeOf(by[0]!)?.side === ask.side && open.row !== undefined
        ? []
        : within
          ? [t(within)]
          : [t('全部', 'everywhere')]),
      ...names,
    ].join(t('，', ', ')),
    where: whereOfCell(
      ask.where,
      by,
      keys.map((k) => k!),
    ),
    persons: table ? (value?.persons ?? 0) : undefined,
    rate: value?.windows?.[ask.window],
  };
};

/** What a number means, below it in a file. */
const footOf = (
  ask: Ask,
  catalogue: Catalogue,
  figures: readonly Figure[],
  lead: Table,
  t: (text: Text | string, en?: string) => string,
): readonly string[] => {
  const filters = Object.entries(ask.where).map(([id, values]) => {
    const d = catalogue.dimensions.find((x) => x.id === id);
    const place = id === 'origin' || id === 'host' ? lead.within[id] : null;
    const words = place ? t(place) : values.map((v) => t(d?.values.find((x) => x.value === v)?.name ?? v)).join(t('、', ', '));
    return `${id === 'origin' ? t('户籍', 'home') : id === 'host' ? t('就业地', 'place of work') : t(d?.name ?? id)} ${words}`;
  });
  return [
    t(`期间 ${ask.from} 至 ${ask.to}，截至 ${ask.to}`, `Period ${ask.from} to ${ask.to}, as of ${ask.to}`),
    t(`按 ${instant(lead.knownAt)} 所知（${lead.knownAt}）`, `As known at ${instant(lead.knownAt)} (${lead.knownAt})`),
    t(`范围：${filters.join('；') || '全部'}`, `Narrowed to: ${filters.join('; ') || 'nothing'}`),
    ...figures.map((f) => {
      const rate =
        f.unit === 'rate'
          ? t(
              `${WINDOW_DAYS[ask.window]} 天后，截至 ${ask.asOf ?? ask.to}。`,
              `After ${WINDOW_DAYS[ask.window]} days, as of ${ask.asOf ?? ask.to}. `,
            )
          : '';
      return t(
        `${f.id} ${f.name.zh}（第 ${f.version} 版）：${rate}${f.words.zh}`,
        `${f.id} ${f.name.en} (version ${f.version}): ${rate}${f.words.en}`,
      );
    }),
    ...(lead.withheld
      ? [t(`另有 ${lead.withheld} 格不在辖区，未列`, `${lead.withheld} more cells lie outside the area and are left out`)]
      : []),
  ];
};

const HandOuts = ({ of, whole, name }: { of: HandOut; whole: boolean; name: string }) => {
  const t = useT();
  const [copied, setCopied] = useState<boolean | null>(null);
  return (
    <div className="row gap12 wrap noprint fg-out">
      <Button icon={<I n="dl" />} disabled={!whole} onClick={() => saveText(csvOf(of, t), `${name}.csv`)}>
        {t(
          `下载这张表（${number(of.grid.rows.length)} 行）`,
          `Download this table (${of.grid.rows.length === 1 ? '1 row' : `${number(of.grid.rows.length)} rows`})`,
        )}
      </Button>
      <Button disabled={!whole} onClick={() => void copyText(tabbedOf(of, t)).then(setCopied)}>
        {t('复制这张表', 'Copy this table')}
      </Button>
      <Button type="text" icon={<I n="print" />} onClick={() => window.print()}>
        {t('打印', 'Print')}
      </Button>
      <span role="status" className="note">
        {!whole && t('还有几列正在算，算完就能下载', 'Some columns are still being computed; then it can be downloaded')}
        {copied === true && t('已复制，可以直接粘贴到表格里', 'Copied: paste it into a sheet')}
        {copied === false && t('浏览器不让复制，请改用下载', 'The browser refuses to copy; download it instead')}
      </span>
    </div>
  );
};

/** What is declared and not measured: named, with what it waits for; never a zero. */
export const Awaited = ({ catalogue }: { catalogue: Catalogue }) => {
  const t = useT();
  return (
    <details className="fg-awaited">
      <summary>
        {t(
          `另有 ${catalogue.awaited.length} 项指标尚未启用，没有数，不显示为 0`,
          `${catalogue.awaited.length} more figures are not in use yet: no number, and no 0`,
        )}
      </summary>
      <Sec h={3} t={t('尚未启用', 'Not in use yet')} />
      <ul>
        {catalogue.awaited.map((a) => (
          <li key={a.id}>
            <St k="later">
              {a.id} {t(a.name)}
            </St>
            <span className="note">{t(`等：${a.awaits.zh}`, `awaits: ${a.awaits.en}`)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
};
