import { Button, Segmented } from 'antd';
import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { WINDOWS } from '#capabilities/employment/rules.ts';
import { instant, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { PrintFoot, PrintHead } from '#platform/web/Print.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { Empty, Loading, WriteProblem } from '#platform/web/states.tsx';
import { useNarrow } from '#platform/web/useNarrow.ts';
import type { Text } from '#standards/text.ts';
import { AskBar, AskFilters, KnownAt, SHUT } from './AskBar.tsx';
import { Awaited } from './Awaited.tsx';
import { placeOf, unwritten, written } from './ask.ts';
import { Balance, Notes } from './Balance.tsx';
import { DrillPanel, isAnswer } from './DrillPanel.tsx';
import { FigureProblem } from './FigureProblem.tsx';
import { MonthLine } from './freeze/MonthLine.tsx';
import { GridTable } from './GridTable.tsx';
import { type Figure, type GridRow, type Opens, sorted } from './grid.ts';
import { footOf, HandOuts } from './HandOuts.tsx';
import type { HandOut } from './handOut.ts';
import { drillOf, gridOf } from './shown.ts';
import { Units } from './Units.tsx';
import { type Ask, type Catalogue, FILTERS, type UrlName, useAsk } from './useAsk.ts';
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
  // a list that is closed gives the focus back to the number that opened it
  const back = useRef<string | null>(null);
  useEffect(() => {
    if (open || !back.current) return;
    document.querySelector<HTMLElement>(`.fg-table a[href$="${CSS.escape(back.current)}"]`)?.focus();
    back.current = null;
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
  const subject = figureTitle(figures, cross, said);
  const title = within ? t(`${within.zh}：${subject.zh}`, `${within.en}: ${subject.en}`) : t(subject);
  const handOut: HandOut | null =
    grid && lead ? { title, rows: t(dimension(ask.by).name), grid, foot: footOf(ask, catalogue, figures, lead, read.tables, t) } : null;
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
      onClose={() => {
        back.current = open && linkOf(open);
        setUrl({ ...SHUT });
      }}
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
      <PrintHead
        title={title}
        sub={t(
          `${ask.from} 至 ${ask.to}，单位：人${read.knownAt ? `，按 ${instant(read.knownAt)} 所知` : ''}`,
          `${ask.from} to ${ask.to}, in persons${read.knownAt ? `, as known at ${instant(read.knownAt)}` : ''}`,
        )}
      />
      <MonthLine />
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
                      window={WINDOWS[ask.window]!}
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
            <Units catalogue={catalogue} />
            <Awaited catalogue={catalogue} />
          </div>
        )}
        {panel && !narrow && panel}
      </div>
      <PrintFoot />
    </>
  );
};

const figureTitle = (figures: readonly Figure[], cross: boolean, said: boolean): Text => {
  const [figure] = figures;
  if (!cross || !figure) return { zh: '劳务协作指标', en: 'Figures of labour cooperation' };
  if (figure.evidenceClass === 6) return figure.name;
  return { zh: `${figure.name.zh}（${said ? '已上报' : '已核验'}）`, en: `${figure.name.en} (${said ? 'reported' : 'verified'})` };
};
const nextLevel = (by: string, catalogue: Catalogue): string | undefined => {
  const place = placeOf(by)!;
  const below = catalogue.dimensions.find((d) => placeOf(d.id)?.side === place.side && placeOf(d.id)!.digits > place.digits);
  return below?.id ?? by;
};
