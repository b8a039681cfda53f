import { Button, Segmented, Select } from 'antd';
import { useRef, useState } from 'react';
import { Link } from 'react-router';
import { useAreaName } from '#platform/web/AreaName.tsx';
import { ColumnChoice, hiddenOf, hiddenParam } from '#platform/web/ColumnChoice.tsx';
import { DataTable } from '#platform/web/DataTable.tsx';
import { FilterBar, filterWords } from '#platform/web/FilterBar.tsx';
import { I } from '#platform/web/icons.tsx';
import { useLang, useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { PrintFoot, PrintHead } from '#platform/web/Print.tsx';
import { SavedViewTabs } from '#platform/web/SavedViewTabs.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { Slot } from '#platform/web/Slot.tsx';
import { useCan } from '#platform/web/session.tsx';
import { Empty, Loading } from '#platform/web/states.tsx';
import { useNarrow } from '#platform/web/useNarrow.ts';
import { useRead } from '#platform/web/useRead.ts';
import { useListState } from '#platform/web/useUrlState.ts';
import { LIST_BULK } from '../contract.ts';
import { filterNotAllowed, listWorkers, SearchMode, SideIn, SortBy, searchModeTexts, sideTexts } from '../contractList.ts';
import type { WorkerRow } from '../contractShapes.ts';
import { ExportDialog } from './ExportDialog.tsx';
import { chipsOf, FILTERS, type FilterChange, filtersOf, noFilter } from './listFilters.ts';
import { useListKeys } from './useListKeys.ts';
import { useWorkerCount } from './useWorkerCount.ts';
import { WorkerBulk } from './WorkerBulk.tsx';
import { WorkerFilterPanel } from './WorkerFilterPanel.tsx';
import { WorkerListEmpty } from './WorkerListEmpty.tsx';
import { columnsFor, HIDDEN_AT_FIRST } from './workerColumns.tsx';
import './workers.css';

/** The register: everybody in my area, found, filtered, counted, exported. */
export const WorkerListPage = () => {
  const t = useT();
  const { lang } = useLang();
  const can = useCan();
  const phone = useNarrow(600);
  const [url, setUrl] = useListState([...FILTERS, 'sort', 'hide', 'cursor', 'mode'], ['q']);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  // names of rows ticked on earlier pages
  const seen = useRef(new Map<string, WorkerRow>());
  const [exporting, setExporting] = useState<'all' | 'ticked' | null>(null);
  const filters = filtersOf(url);
  const sort = SortBy.catch('village').parse(url.sort);
  const mode = url.cursor ? SearchMode.safeParse(url.mode).data : undefined;
  // a link to a page of a search has not the words of the search: it opens the list
  const cursor = url.mode !== undefined && filters.q === undefined ? undefined : url.cursor;
  const read = useRead(
    listWorkers,
    { ...filters, sort, ...(cursor ? { cursor } : {}), ...(cursor && mode ? { mode } : {}) },
    { keep: true },
  );
  const { count, countExactly } = useWorkerCount(filters, read.data, !read.isPlaceholderData, cursor === undefined);
  const areaName = useAreaName(filters.area);
  const wide = can('workers.lookUp');
  // as the list told; until it has, an office is taken for one that may ask for everything
  const may: ReadonlySet<string> = new Set(read.data?.filters ?? (wide ? FILTERS : []));
  const mayExport = can('workers.export');
  useListKeys(mayExport ? () => setExporting('all') : undefined);

  const change = (next: FilterChange) => {
    // what is ticked belongs to the list that was shown
    setTicked(new Set());
    setUrl({ ...next, cursor: undefined, mode: undefined });
  };
  const chips = chipsOf(filters, areaName, t);
  const words = filterWords(chips, lang);
  // a shared address may filter by what this account does not see: the way out is here, not on another page
  const notAllowed = read.error?.code === filterNotAllowed.code ? read.error : null;
  const rows = notAllowed ? [] : (read.data?.items ?? []);
  for (const row of rows) seen.current.set(row.workerId, row);
  const columns = columnsFor(rows, t, phone);
  const hidden = hiddenOf(url.hide ?? (columns.some((c) => c.key === 'home') ? HIDDEN_AT_FIRST : ''));
  const sides = read.data?.sides ?? [];

  return (
    <Screen
      title={t('人员', 'People')}
      problem={notAllowed ? null : read.error}
      onRetry={() => void read.refetch()}
      actions={
        <>
          <Button type="text" className="wk-print" icon={<I n="print" />} onClick={() => window.print()}>
            {t('打印', 'Print')}
          </Button>
          {wide && (
            <Link to="/workers/look-up" className="wk-button">
              <I n="search" /> {t('批量查人', 'Look up many')}
            </Link>
          )}
          {wide && (
            <Link to="/compare" className="wk-button">
              <I n="table" /> {t('对表', 'Compare')}
            </Link>
          )}
          {mayExport && (
            <Button icon={<I n="out" />} disabled={rows.length === 0} onClick={() => setExporting('all')}>
              {t('导出', 'Export')}
            </Button>
          )}
          {can('workers.register') && (
            <Link to="/workers/new" className="wk-button primary">
              <I n="plus" /> {t('建档', 'Register')}
            </Link>
          )}
        </>
      }
    >
      <PrintHead
        title={t('人员名册', 'Register of people')}
        sub={words || t('全部', 'All')}
        page={count === undefined ? undefined : { items: rows, total: count }}
      />
      <SavedViewTabs
        page="workers.list"
        searched={filters.q !== undefined}
        columns={columns.filter((c) => !hidden.has(c.key)).map((c) => c.key)}
        count={count}
        presets={[
          ...(may.has('identity')
            ? [
                { name: t('脱贫户', 'Lifted out of poverty'), query: 'identity=poverty' },
                { name: t('监测对象，风险未消除', 'Monitored, risk open'), query: 'identity=risk_open' },
              ]
            : []),
          // 未就业 and 无证书 come with the capabilities that know them
          ...(may.has('willing') ? [{ name: t('愿意外出', 'Willing to go out'), query: 'willing=yes' }] : []),
        ]}
      />
      <FilterBar
        search={{
          value: url.q,
          label: t('在本列表里查找', 'Search in this list'),
          placeholder: wide ? t('姓名、拼音、证件号、手机', 'Name, pinyin, number, phone') : t('姓名、拼音或手机', 'Name, pinyin or phone'),
          onChange: (q) => change({ q }),
        }}
        chips={chips
          .filter((c) => c.key !== 'q')
          .map((c) => ({ key: c.key, label: c.label, value: c.words, onRemove: () => change(c.off) }))}
        onClear={() => change(noFilter)}
        more={<WorkerFilterPanel f={filters} may={may} onChange={change} />}
        right={
          <>
            {sides.length > 1 && (
              <Segmented
                size="small"
                className="wk-sides"
                aria-label={t('看哪些人', 'Whom to see')}
                value={read.data?.side ?? 'home'}
                options={sides.map((s) => ({ value: s, label: t(sideTexts[s]) }))}
                onChange={(side: string) => SideIn.safeParse(side).success && change({ side })}
              />
            )}
            <Select
              size="small"
              variant="borderless"
              aria-label={t('排序', 'Order')}
              value={sort}
              popupMatchSelectWidth={false}
              options={[
                { value: 'village', label: t('按村', 'By village') },
                { value: 'changed', label: t('最近变动在前', 'Latest change first') },
              ]}
              onChange={(next) => setUrl({ sort: next === 'village' ? undefined : next, cursor: undefined, mode: undefined })}
            />
            <ColumnChoice columns={columns} hidden={hidden} onChange={(h) => setUrl({ hide: hiddenParam(h) ?? 'none' }, true)} />
          </>
        }
      />
      {filters.q && read.data?.mode && !read.isPlaceholderData && (
        <p className="wk-mode s13" role="status">
          <G k="info" />{' '}
          {t(`“${filters.q}”按${t(searchModeTexts[read.data.mode])}找到`, `“${filters.q}” found by ${t(searchModeTexts[read.data.mode])}`)}
        </p>
      )}
      {notAllowed ? (
        <Empty
          title={notAllowed.body.text[lang]}
          actions={<Button onClick={() => change(noFilter)}>{t('清除筛选', 'Clear filters')}</Button>}
        />
      ) : read.isPending ? (
        <Loading rows={12} />
      ) : !read.data ? null : rows.length === 0 ? (
        <WorkerListEmpty
          q={filters.q}
          words={words}
          onlySearch={chips.length === 1 && Boolean(filters.q)}
          side={read.data.side}
          onClear={() => change(noFilter)}
        />
      ) : (
        <div className="wk-list">
          <DataTable
            label={t('人员', 'People')}
            columns={columns}
            rows={rows}
            rowKey={(r) => r.workerId}
            rowName={(r) => r.name}
            hidden={hidden}
            selected={ticked}
            onSelect={setTicked}
            selectionActions={
              <>
                {mayExport && (
                  <Button size="small" onClick={() => setExporting('ticked')}>
                    {t(`导出 ${ticked.size} 人`, `Export ${ticked.size}`)}
                  </Button>
                )}
                {can('workers.correct') && read.data.side === 'home' && (
                  <WorkerBulk rows={[...ticked].flatMap((id) => seen.current.get(id) ?? [])} onDone={() => setTicked(new Set())} />
                )}
                <Slot name={LIST_BULK} of={[...ticked].join(',')} />
              </>
            }
            paging={{
              total: count,
              next: read.data.next,
              previous: read.data.previous,
              first: cursor === undefined,
              unit: t('人', 'people'),
              onPage: (cursor) => setUrl({ cursor, mode: cursor ? (read.data?.mode ?? undefined) : undefined }),
              onCountExactly: countExactly,
            }}
          />
        </div>
      )}
      <PrintFoot />
      {exporting && (
        <ExportDialog
          filters={filters}
          words={words}
          side={read.data?.side ?? 'home'}
          count={exporting === 'ticked' ? ticked.size : count}
          {...(exporting === 'ticked' ? { ids: [...ticked] } : {})}
          onClose={() => setExporting(null)}
        />
      )}
    </Screen>
  );
};
