import { Button } from 'antd';
import { Link } from 'react-router';
import { useAreaName } from '#platform/web/AreaName.tsx';
import { AreaPicker } from '#platform/web/AreaPicker.tsx';
import { type Column, DataTable } from '#platform/web/DataTable.tsx';
import { ExportButton, useExportWords } from '#platform/web/ExportButton.tsx';
import { FilterBar, FilterField, FilterSelect, filterWords } from '#platform/web/FilterBar.tsx';
import { I } from '#platform/web/icons.tsx';
import { useLang, useT } from '#platform/web/lang.tsx';
import { PrintFoot, PrintHead } from '#platform/web/Print.tsx';
import { pagingOf } from '#platform/web/paging.ts';
import { SavedViewTabs } from '#platform/web/SavedViewTabs.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useCan } from '#platform/web/session.tsx';
import { Empty, EmptyFiltered, Loading } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { exportItems, ItemStateIn, listItems, listPlans, WORK_PLANS, type WorkItem } from '../../contractPlans.ts';
import { itemStateTexts, sideTexts } from '../../rulesPlans.ts';
import { ItemStateMark, Stands, UnitName, useLeadText } from './planWords.tsx';
import './plans.css';

const WHICH = {
  late: { zh: '逾期', en: 'late' },
  soon: { zh: '14 天内到期', en: 'due within 14 days' },
  living: { zh: '没办结的', en: 'not closed' },
  toClose: { zh: '等我确认的', en: 'for me to close' },
  toRedo: { zh: '退回给我的', en: 'sent back to me' },
} as const;
type Which = keyof typeof WHICH;

/** Work points of the year, due first; every filter stands in the address. */
export const PlanItemListPage = () => {
  const t = useT();
  const exportWords = useExportWords();
  const { lang } = useLang();
  const can = useCan();
  const lead = useLeadText();
  const [url, setUrl] = useUrlState('q', 'which', 'mine', 'lead', 'state', 'agreement', 'year', 'area', 'cursor');
  const which = url.which && url.which in WHICH ? (url.which as Which) : undefined;
  const state = ItemStateIn.safeParse(url.state).data;
  const side: 'origin' | 'host' | undefined = url.lead === 'origin' ? 'origin' : url.lead === 'host' ? 'host' : undefined;
  const year = /^20\d\d$/.test(url.year ?? '') ? Number(url.year) : undefined;
  const mine = url.mine === 'true' ? true : undefined;
  const areaName = useAreaName(url.area);
  const plans = useRead(listPlans, { size: 200 });
  const agreements = [...new Map((plans.data?.items ?? []).map((p) => [p.agreement.id, p.agreement.title]))];
  const years = [...new Set((plans.data?.items ?? []).map((p) => p.year))].sort().reverse();
  const filter = { q: url.q, which, mine, lead: side, state, agreementId: url.agreement, year, area: url.area };
  const read = useRead(listItems, { ...filter, cursor: url.cursor }, { keep: true });
  const change = (next: Parameters<typeof setUrl>[0]) => setUrl({ ...next, cursor: undefined });
  const clear = () =>
    change({
      q: undefined,
      which: undefined,
      mine: undefined,
      lead: undefined,
      state: undefined,
      agreement: undefined,
      year: undefined,
      area: undefined,
    });
  const chip = (
    key: 'q' | 'which' | 'mine' | 'lead' | 'state' | 'agreement' | 'year' | 'area',
    label: string,
    words: string | undefined,
  ) => (words ? [{ key, label, words, off: () => change({ [key]: undefined }) }] : []);
  const chips = [
    ...chip('q', t('查', 'Search'), url.q),
    ...chip('which', t('哪些', 'Which'), which && t(WHICH[which])),
    ...chip('mine', t('责任单位', 'Unit'), mine && t('我这边的', 'mine')),
    ...chip('lead', t('牵头', 'Lead'), side && t(sideTexts[side])),
    ...chip('state', t('状态', 'State'), state && t(itemStateTexts[state])),
    ...chip('agreement', t('协议', 'Agreement'), url.agreement && (agreements.find(([id]) => id === url.agreement)?.[1] ?? url.agreement)),
    ...chip('year', t('年份', 'Year'), year ? String(year) : undefined),
    ...chip('area', t('地方', 'Place'), url.area && areaName),
  ];
  const words = filterWords(chips, lang);
  const columns: readonly Column<WorkItem>[] = [
    {
      key: 'title',
      title: t('事项', 'Item'),
      cell: (i) => (
        <Link to={`/plan-items/${i.id}`} className="row-link">
          <b className="b" lang="zh-CN">
            {i.title}
          </b>
        </Link>
      ),
    },
    { key: 'due', title: t('完成日', 'Due'), main: true, cell: (i) => <Stands stands={i.stands} dueDay={i.dueDay} /> },
    { key: 'state', title: t('状态', 'State'), cell: (i) => <ItemStateMark state={i.state} /> },
    { key: 'lead', title: t('谁牵头', 'Lead'), cell: (i) => lead(i.lead) },
    { key: 'origin', title: t('输出地责任单位', 'Unit, origin'), cell: (i) => <UnitName unit={i.units.origin} /> },
    { key: 'host', title: t('输入地责任单位', 'Unit, host'), cell: (i) => <UnitName unit={i.units.host} /> },
    {
      key: 'plan',
      title: t('哪份协议', 'Agreement'),
      cell: (i) => (
        <span>
          <span className="num">{i.year}</span> <span lang="zh-CN">{i.agreement.title}</span>
        </span>
      ),
    },
  ];
  return (
    <Screen
      title={t('工作要点', 'Work points')}
      sub={
        read.data &&
        t(
          `一边牵头办、报办完，另一边确认办结；截至 ${read.data.today}`,
          `One side leads and says it is done, the other closes; as of ${read.data.today}`,
        )
      }
      problem={read.error}
      onRetry={() => void read.refetch()}
      actions={
        <>
          <Button type="text" icon={<I n="print" />} onClick={() => window.print()}>
            {t('打印', 'Print')}
          </Button>
          <ExportButton of={exportItems} input={filter} file={`${t('工作要点', 'work-points')}.xlsx`} disabled={read.data?.total === 0}>
            {exportWords(read.data?.total, '件')}
          </ExportButton>
        </>
      }
    >
      <PrintHead title={t('工作要点', 'Work points')} sub={words || t('全部', 'All')} page={read.data} />
      <SavedViewTabs
        page="accords.planItems"
        columns={columns.map((c) => c.key)}
        count={read.data?.total}
        presets={[
          { name: t('我这边没办结的', 'Mine, not closed'), query: 'mine=true&which=living' },
          { name: t('逾期', 'Late'), query: 'which=late' },
          ...(can(WORK_PLANS) ? [{ name: t('等我确认', 'For me to close'), query: 'which=toClose' }] : []),
        ]}
      />
      <FilterBar
        search={{ value: url.q, label: t('事项、责任单位', 'Item or unit'), onChange: (q) => change({ q }) }}
        chips={chips.filter((c) => c.key !== 'q').map((c) => ({ key: c.key, label: c.label, value: c.words, onRemove: c.off }))}
        onClear={clear}
        more={
          <>
            <FilterSelect
              label={t('协议', 'Agreement')}
              value={url.agreement}
              searchable
              options={agreements.map(([value, label]) => ({ value, label }))}
              onChange={(agreement) => change({ agreement })}
            />
            <FilterSelect
              label={t('年份', 'Year')}
              value={year ? String(year) : undefined}
              options={years.map((y) => ({ value: String(y), label: String(y) }))}
              onChange={(y) => change({ year: y })}
            />
            <FilterSelect
              label={t('状态', 'State')}
              value={state}
              options={ItemStateIn.options.map((s) => ({ value: s, label: t(itemStateTexts[s]) }))}
              onChange={(s) => change({ state: s })}
            />
            <FilterSelect
              label={t('由哪边牵头', 'Led by')}
              value={side}
              options={(['origin', 'host'] as const).map((s) => ({ value: s, label: t(sideTexts[s]) }))}
              onChange={(l) => change({ lead: l })}
            />
            <FilterField label={t('地方', 'Place')}>
              <AreaPicker aria-label={t('地方', 'Place')} value={url.area} onChange={(area) => change({ area })} />
            </FilterField>
          </>
        }
      />
      {read.isPending ? (
        <Loading rows={10} />
      ) : !read.data ? null : read.data.items.length === 0 ? (
        chips.length ? (
          <EmptyFiltered words={words} onClear={clear} />
        ) : (
          <Empty
            title={t('您的辖区还没有工作要点', 'There are no work points of your area yet')}
            hint={t(
              '打开一份协议，建当年的工作要点，再一件件列进去；联席会议的决议也能直接列成要点。',
              'Open an agreement, begin the plan of the year and put items on it; resolutions of joint meetings become items too.',
            )}
            actions={<Link to="/agreements">{t('去看协议', 'See the agreements')}</Link>}
          />
        )
      ) : (
        <DataTable
          label={t('工作要点', 'Work points')}
          columns={columns}
          rows={read.data.items}
          rowKey={(i) => i.id}
          rowName={(i) => i.title}
          paging={pagingOf(read.data, url.cursor, t('件', 'items'), (cursor) => setUrl({ cursor }))}
        />
      )}
      <PrintFoot />
    </Screen>
  );
};
