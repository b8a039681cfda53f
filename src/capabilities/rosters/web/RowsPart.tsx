import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { Link, useLocation } from 'react-router';
import { FilterSelect } from '#platform/web/FilterBar.tsx';
import './batch.css';
import { I } from '#platform/web/icons.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { Loading, ProblemView } from '#platform/web/states.tsx';
import { useNarrow } from '#platform/web/useNarrow.ts';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { listBatchRows } from '../contractBatches.ts';
import { type Batch, type BatchCounts, verdictTexts } from '../contractShapes.ts';
import { RowsList } from './RowsList.tsx';
import { RowsTable } from './RowsTable.tsx';
import { useRowKeys } from './useRowKeys.ts';

export type Tab = 'accepted' | 'doubtful' | 'refused' | 'changed' | 'kept';
const TABS: readonly (Tab | 'notRows')[] = ['kept', 'accepted', 'doubtful', 'refused', 'changed', 'notRows'];
const isTab = (text: string | undefined): text is Tab | 'notRows' => TABS.includes(text as Tab);

/** What needs attention first is what opens first. */
const firstTab = (counts: BatchCounts): Tab =>
  counts.kept > 0
    ? 'kept'
    : counts.refused > 0
      ? 'refused'
      : counts.doubtful > 0
        ? 'doubtful'
        : counts.changed > 0
          ? 'changed'
          : 'accepted';

/** The rows of a batch by what became of them, page by page. Tab, rule and page stand in the address. */
export const RowsPart = ({ batch, onErrors }: { batch: Batch; onErrors: (() => void) | null }) => {
  const t = useT();
  const narrow = useNarrow(760);
  const { counts } = batch;
  const [url, setUrl] = useUrlState('tab', 'rule', 'cursor');
  const tab = isTab(url.tab) ? url.tab : firstTab(counts);
  const rows = useRead(
    listBatchRows,
    {
      id: batch.id,
      tab: tab === 'notRows' ? 'accepted' : tab,
      size: 30,
      ...(url.rule ? { rule: url.rule } : {}),
      ...(url.cursor ? { cursor: url.cursor } : {}),
    },
    { enabled: tab !== 'notRows', keep: true },
  );
  const words: Record<Tab | 'notRows', string> = {
    accepted: t(verdictTexts.accepted),
    doubtful: t(verdictTexts.doubtful),
    refused: t(verdictTexts.refused),
    changed: t('有改动', 'changed'),
    kept: t('没有撤', 'kept'),
    notRows: t('非数据行', 'not data'),
  };
  useRowKeys('.batch-rows .batch-row', '.batch-row', onErrors ? { e: onErrors } : {});
  // a figure above was opened: go where its rows are
  const { hash, key } = useLocation();
  const host = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each press is a new key of the history
  useEffect(() => {
    if (hash === '#rows') host.current?.scrollIntoView?.({ block: 'start' });
  }, [hash, key]);
  const ruleName = (rule: string) => batch.ruleNames[rule] ?? { zh: '这种原因', en: 'this reason' };
  const rules = Object.entries(counts.byRule).sort((a, b) => b[1] - a[1]);
  const severalSheets = batch.sheets.filter((s) => s.chosen).length > 1;
  const page = rows.data;
  return (
    <section className="batch-rows" id="rows" ref={host} aria-labelledby="rows-title">
      <h2 id="rows-title" className="vh">
        {t('逐行结果', 'Row by row')}
      </h2>
      <nav className="views rows-tabs" aria-label={t('看哪些行', 'Which rows')}>
        <ul>
          {TABS.filter((x) => x !== 'kept' || counts.kept > 0).map((x) => (
            <li key={x}>
              <Link to={{ search: `?tab=${x}` }} replace preventScrollReset aria-current={x === tab ? 'true' : undefined}>
                {words[x]}
                <span className="n num">{number(counts[x])}</span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {(tab === 'refused' || tab === 'doubtful') && (rules.length > 1 || url.rule) && (
        <div className="rows-rule">
          <FilterSelect
            label={t('只看一种原因', 'One reason only')}
            value={url.rule}
            options={rules.map(([rule, n]) => ({
              value: rule,
              label: t(`${ruleName(rule).zh}（${number(n)}）`, `${ruleName(rule).en} (${number(n)})`),
            }))}
            onChange={(rule) => setUrl({ rule, tab, cursor: undefined })}
          />
        </div>
      )}
      {tab === 'notRows' ? (
        <p className="prose sub">
          {counts.notRows > 0
            ? t(
                `${number(counts.notRows)} 行不是数据：标题、表头、空行、合计、备注、填表示例。它们不写入，也不退回，只在这里数一数，好让收支相平。`,
                `${number(counts.notRows)} rows are no data: titles, headers, blank rows, totals, notes, samples. They are neither written nor sent back; they are counted here so that everything balances.`,
              )
            : t('每一行都是数据。', 'Every row is data.')}
        </p>
      ) : counts[tab] === 0 && !url.rule ? (
        <p className="prose sub">{t(`没有${words[tab]}的行。`, `No row is ${words[tab]}.`)}</p>
      ) : rows.isPending ? (
        <Loading />
      ) : rows.error ? (
        <ProblemView problem={rows.error} onRetry={() => void rows.refetch()} />
      ) : page && page.items.length === 0 ? (
        <p className="prose sub" role="status">
          {url.rule
            ? t(`${words[tab]}的行里没有“${ruleName(url.rule).zh}”。`, `No ${words[tab]} row has “${ruleName(url.rule).en}”.`)
            : t('这里没有要列出的行。', 'There is nothing to list here.')}{' '}
          {url.rule && (
            <Button type="link" size="small" onClick={() => setUrl({ rule: undefined, tab, cursor: undefined })}>
              {t('看全部', 'See all')}
            </Button>
          )}
        </p>
      ) : page ? (
        <>
          {tab === 'accepted' && counts.accepted > page.items.length && !page.next && (
            <p className="note rows-note">
              {t(
                `接收的 ${number(counts.accepted)} 行里列出前 ${number(page.items.length)} 行，够核对有没有对错列。`,
                `The first ${number(page.items.length)} of ${number(counts.accepted)} accepted rows, enough to see whether a column is mistaken.`,
              )}
            </p>
          )}
          {narrow ? (
            <RowsList tab={tab} rows={page.items} severalSheets={severalSheets} />
          ) : (
            <RowsTable tab={tab} rows={page.items} severalSheets={severalSheets} label={words[tab]} />
          )}
          <div className="table-foot noprint">
            <span className="s13 sub" role="status">
              {page.total === null
                ? t(`超过 10,000 行，本页 ${page.items.length}`, `more than 10,000 rows, ${page.items.length} on this page`)
                : t(
                    `共 ${number(page.total)} 行，本页 ${page.items.length}`,
                    `${number(page.total)} rows in all, ${page.items.length} on this page`,
                  )}
            </span>
            <span className="row gap12 foot-right">
              <Button
                size="small"
                icon={<I n="left" />}
                disabled={!url.cursor}
                aria-label={page.previous ? t('上一页', 'Previous page') : t('回到第一页', 'Back to the first page')}
                onClick={() => setUrl({ cursor: page.previous ?? undefined, tab })}
              />
              <Button
                size="small"
                icon={<I n="right" />}
                disabled={!page.next}
                aria-label={t('下一页', 'Next page')}
                onClick={() => setUrl({ cursor: page.next ?? undefined, tab })}
              />
            </span>
          </div>
        </>
      ) : null}
    </section>
  );
};
