import { Button, Checkbox } from 'antd';
import { useEffect, useRef } from 'react';
import { Link, useNavigate } from 'react-router';
import { type Column, DataTable } from '#platform/web/DataTable.tsx';
import { FilterBar, FilterSelect, filterWords } from '#platform/web/FilterBar.tsx';
import { I } from '#platform/web/icons.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { instant, number, useLang, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { pagingOf } from '#platform/web/paging.ts';
import { Screen } from '#platform/web/Screen.tsx';
import { useCan } from '#platform/web/session.tsx';
import { Empty, EmptyFiltered, Loading, ProblemView } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { listBatches } from '../contractBatches.ts';
import { type BatchLine, BatchState, batchStateTexts } from '../contractShapes.ts';
import { runs, shortArea, stateMarks } from './batchWords.ts';
import { HandInPart } from './HandInPart.tsx';
import { Templates } from './Templates.tsx';
import { useRowKeys } from './useRowKeys.ts';
import { useUploads } from './useUploads.ts';
import './imports.css';

/** 表格导入: hand spreadsheets in, and every batch that was. */
export const ImportsPage = () => {
  const t = useT();
  const can = useCan();
  const go = useNavigate();
  const uploads = useUploads();
  const input = useRef<HTMLInputElement>(null);
  const mayHandIn = can('rosters.import');
  // one file: its own page shows more than a line here; many stay here, side by side
  const alone = uploads.uploads.length === 1 ? uploads.uploads[0]!.batchId : null;
  useEffect(() => {
    if (alone) void go(`/imports/${alone}`);
  }, [alone, go]);
  return (
    <Screen
      title={t('表格导入', 'Imports')}
      sub={t(
        '系统导出的、村里自己的、企业发来的表都收。认不准的列会问您，改一次就记住。',
        'Exports, village lists, employers’ sheets: all are taken. What is unsure is asked once and remembered.',
      )}
    >
      {mayHandIn && (
        <div className="hand-in-two">
          <HandInPart uploads={uploads} input={input} />
          <Templates />
        </div>
      )}
      <Batches onBegin={mayHandIn ? () => input.current?.click() : null} />
    </Screen>
  );
};

const useColumns = (): readonly Column<BatchLine>[] => {
  const t = useT();
  const figure = (key: keyof BatchLine['counts'] & string, zh: string, en: string): Column<BatchLine> => ({
    key,
    title: t(zh, en),
    right: true,
    // before the check is done nothing is zero yet
    cell: (b) => (b.counts.rows > 0 ? number(b.counts[key] as number) : '—'),
  });
  return [
    {
      key: 'file',
      title: t('文件', 'File'),
      cell: (b) => (
        <>
          <Link to={`/imports/${b.id}`} className="row-open batch-file">
            <b className="b raw">{b.fileName}</b>
          </Link>
          <div className="s12 mute">
            {[t(`批次 ${b.number}`, `Batch ${b.number}`), shortArea(b.areaName), b.organisation?.name].filter(Boolean).join(t('，', ', '))}
          </div>
        </>
      ),
    },
    {
      key: 'state',
      title: t('状态', 'State'),
      main: true,
      cell: (b) => <St k={stateMarks[b.state]}>{t(batchStateTexts[b.state])}</St>,
    },
    figure('accepted', '接收', 'Accepted'),
    figure('doubtful', '存疑', 'Doubtful'),
    figure('refused', '拒收', 'Refused'),
    figure('new', '新增', 'New'),
    figure('changed', '有改动', 'Changed'),
    figure('unchanged', '无变化', 'Unchanged'),
    {
      key: 'who',
      title: t('谁，什么时候', 'Who and when'),
      cell: (b) => (
        <>
          {b.by || '—'}
          <div className="s12 mute num nowrap">{instant(b.created)}</div>
        </>
      ),
    },
  ];
};

const Batches = ({ onBegin }: { onBegin: (() => void) | null }) => {
  const t = useT();
  const { lang } = useLang();
  const [url, setUrl] = useUrlState('state', 'mine', 'cursor');
  const state = BatchState.safeParse(url.state).data;
  const mine = url.mine === '1';
  const input = { mine, ...(state ? { state } : {}), ...(url.cursor ? { cursor: url.cursor } : {}) };
  const first = useRead(listBatches, input, { keep: true });
  const running = first.data?.items.some((b) => runs(b.state)) ?? false;
  // the same question: asked again while one of them moves
  useRead(listBatches, input, { keep: true, ...(running ? { refreshMs: 2000 } : {}) });
  useRowKeys('.batches tbody .row-open', 'tr');
  const columns = useColumns();
  const chips = [
    ...(state
      ? [{ key: 'state', label: t('状态', 'State'), value: t(batchStateTexts[state]), onRemove: () => setUrl({ state: undefined }) }]
      : []),
    ...(mine ? [{ key: 'mine', label: t('谁交的', 'By'), value: t('我', 'me'), onRemove: () => setUrl({ mine: undefined }) }] : []),
  ];
  const clear = () => setUrl({ state: undefined, mine: undefined, cursor: undefined });
  const items = first.data?.items ?? [];
  return (
    <section className="batches" aria-labelledby="batches">
      <Sec id="batches" t={t('批次', 'Batches')} sub={t('一份表一个批次，可以整批撤销', 'one file, one batch; a batch can be undone')} />
      {(items.length > 0 || chips.length > 0) && (
        <div className="batches-filters">
          <FilterBar
            chips={chips}
            onClear={clear}
            more={
              <>
                <FilterSelect
                  label={t('状态', 'State')}
                  value={state}
                  options={BatchState.options.map((s) => ({ value: s, label: t(batchStateTexts[s]) }))}
                  onChange={(next) => setUrl({ state: next, cursor: undefined })}
                />
                <p className="filter-field">
                  <Checkbox checked={mine} onChange={(e) => setUrl({ mine: e.target.checked ? '1' : undefined, cursor: undefined })}>
                    {t('只看我交的', 'Only those I handed in')}
                  </Checkbox>
                </p>
              </>
            }
          />
        </div>
      )}
      {first.isPending ? (
        <Loading />
      ) : first.error ? (
        <ProblemView problem={first.error} onRetry={() => void first.refetch()} />
      ) : items.length > 0 ? (
        <DataTable<BatchLine>
          label={t('批次名单', 'List of batches')}
          rows={items}
          rowKey={(b) => b.id}
          rowName={(b) => b.fileName}
          columns={columns}
          paging={pagingOf(first.data, url.cursor, t('批', 'batches'), (cursor) => setUrl({ cursor }))}
        />
      ) : chips.length > 0 ? (
        <EmptyFiltered
          words={filterWords(
            chips.map((c) => ({ label: c.label, words: c.value })),
            lang,
          )}
          onClear={clear}
        />
      ) : (
        <Empty
          title={t('还没有交过表', 'Nothing has been handed in yet')}
          hint={t(
            '两种办法开始：手里有现成的表，直接交；没有，就下载一份空白模板，填好再交。',
            'Two ways to begin: hand in a sheet you already have, or download an empty template and fill it in.',
          )}
          actions={
            onBegin && (
              <Button icon={<I n="sheet" />} onClick={onBegin}>
                {t('选一份表格', 'Choose a spreadsheet')}
              </Button>
            )
          }
        />
      )}
    </section>
  );
};
