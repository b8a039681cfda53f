import { AreaName } from '#platform/web/AreaName.tsx';
import { type Column, DataTable } from '#platform/web/DataTable.tsx';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { FilterBar, FilterField, FilterSelect, filterWords } from '#platform/web/FilterBar.tsx';
import { instant, number, useLang, useT } from '#platform/web/lang.tsx';
import { G, St } from '#platform/web/marks.tsx';
import { pagingOf } from '#platform/web/paging.ts';
import { Screen } from '#platform/web/Screen.tsx';
import { Empty, EmptyFiltered, Loading } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { type ExportEntry, searchExports } from '../contractWatch.ts';
import { Typed } from './AuditFilters.tsx';
import { Who } from './accountWords.tsx';
import './accounts.css';

/** Every file that left the system: found by the watermark in its first line, by person, by day. */
export const ExportLogPage = () => {
  const t = useT();
  const { lang } = useLang();
  const [url, setUrl] = useUrlState('watermark', 'actor', 'full', 'from', 'to', 'cursor');
  const full = url.full === 'true' ? true : url.full === 'false' ? false : undefined;
  const read = useRead(
    searchExports,
    { cursor: url.cursor, watermark: url.watermark, actor: url.actor, full, from: url.from, to: url.to },
    { keep: true },
  );
  const change = (next: Parameters<typeof setUrl>[0]) => setUrl({ ...next, cursor: undefined });
  const clear = () => change({ watermark: undefined, actor: undefined, full: undefined, from: undefined, to: undefined });
  const fullWords = full ? t('有全号等未遮蔽的', 'with full numbers') : t('都已遮蔽', 'masked');
  const chip = (key: keyof typeof url, label: string, words: string) =>
    url[key] ? [{ key, label, words, off: () => change({ [key]: undefined }) }] : [];
  const chips = [
    ...chip('watermark', t('水印码', 'Watermark'), url.watermark ?? ''),
    ...chip('actor', t('谁', 'Who'), url.actor ?? ''),
    ...chip('full', t('内容', 'Content'), fullWords),
    ...chip('from', t('起', 'From'), url.from ?? ''),
    ...chip('to', t('止', 'To'), url.to ?? ''),
  ];
  const words = filterWords(chips, lang);
  const columns: readonly Column<ExportEntry>[] = [
    { key: 'at', title: t('时间', 'Time'), cell: (e) => <span className="num">{instant(e.at)}</span> },
    { key: 'who', title: t('谁', 'Who'), cell: (e) => <Who who={e.account} />, main: true },
    { key: 'what', title: t('导出了什么', 'What'), cell: (e) => t(e.text), main: true },
    { key: 'rows', title: t('行数', 'Rows'), cell: (e) => number(e.rows), right: true },
    {
      key: 'full',
      title: t('内容', 'Content'),
      cell: (e) =>
        e.full ? <St k="doubt">{t('有全号等未遮蔽的', 'with full numbers')}</St> : <span className="mute">{t('都已遮蔽', 'masked')}</span>,
    },
    { key: 'area', title: t('辖区', 'Area'), cell: (e) => <AreaName code={e.areaCode} /> },
    { key: 'filter', title: t('筛选', 'Filter'), cell: (e) => <span className="raw s12 wrap-any">{e.filter || '—'}</span> },
    { key: 'watermark', title: t('水印码', 'Watermark'), cell: (e) => <span className="raw">{e.watermark}</span> },
    { key: 'hash', title: t('文件指纹', 'File hash'), cell: (e) => <span className="raw s12">{e.fileHash.slice(0, 12)}</span> },
  ];
  return (
    <Screen
      title={t('导出记录', 'Export log')}
      sub={t(
        '每个从稳岗导出的文件，第一行都有水印码；凭它查是谁在什么时候导出的',
        'Every exported file carries a watermark in its first line; it tells who let the file out, and when',
      )}
      problem={read.error}
      onRetry={() => void read.refetch()}
    >
      <FilterBar
        search={{
          value: url.watermark,
          label: t('水印码', 'Watermark'),
          placeholder: t('文件第一行的水印码', 'Watermark of a file'),
          onChange: (watermark) => change({ watermark: watermark?.toUpperCase() }),
        }}
        chips={chips.filter((c) => c.key !== 'watermark').map((c) => ({ key: c.key, label: c.label, value: c.words, onRemove: c.off }))}
        onClear={clear}
        more={
          <>
            <Typed label={t('登录名', 'Login')} value={url.actor} max={32} onChange={(actor) => change({ actor })} />
            <FilterSelect
              label={t('内容', 'Content')}
              value={url.full}
              options={[
                { value: 'true', label: t('有全号等未遮蔽的', 'with full numbers') },
                { value: 'false', label: t('都已遮蔽', 'masked') },
              ]}
              onChange={(next) => change({ full: next })}
            />
            <div className="form-2">
              <FilterField label={t('从哪天', 'From')}>
                <DayPicker aria-label={t('从哪天', 'From')} value={url.from} onChange={(from) => change({ from })} />
              </FilterField>
              <FilterField label={t('到哪天', 'Until')}>
                <DayPicker aria-label={t('到哪天', 'Until')} value={url.to} onChange={(to) => change({ to })} />
              </FilterField>
            </div>
          </>
        }
      />
      {read.isPending ? (
        <Loading rows={12} />
      ) : !read.data ? null : read.data.items.length === 0 ? (
        chips.length ? (
          <EmptyFiltered words={words} onClear={clear} />
        ) : (
          <Empty
            title={t('您的辖区里还没有人导出过文件', 'Nobody in your area has exported a file yet')}
            hint={t(
              '一有导出，这里会记下谁、什么时候、多少行、有没有全号。',
              'Each export will be listed with who, when, how many rows, and whether with full numbers.',
            )}
          />
        )
      ) : (
        <DataTable
          label={t('导出记录', 'Export log')}
          columns={columns}
          rows={read.data.items}
          rowKey={(e) => e.id}
          rowName={(e) => instant(e.at)}
          paging={pagingOf(read.data, url.cursor, t('个文件', 'files'), (cursor) => setUrl({ cursor }))}
          legend={
            <span>
              <G k="doubt" /> {t('有全号等未遮蔽的，导出前再确认过本人', 'with full numbers: the person was asked to confirm first')}
            </span>
          }
        />
      )}
    </Screen>
  );
};
