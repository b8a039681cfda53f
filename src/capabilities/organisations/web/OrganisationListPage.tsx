import { Button, Select } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useAreaName } from '#platform/web/AreaName.tsx';
import { AreaPicker } from '#platform/web/AreaPicker.tsx';
import { ColumnChoice, hiddenOf, hiddenParam } from '#platform/web/ColumnChoice.tsx';
import { type Column, DataTable } from '#platform/web/DataTable.tsx';
import { ExportButton, useExportWords } from '#platform/web/ExportButton.tsx';
import { FilterBar, FilterField, FilterSelect, filterWords } from '#platform/web/FilterBar.tsx';
import { I } from '#platform/web/icons.tsx';
import { instant, useLang, useT } from '#platform/web/lang.tsx';
import { G, St } from '#platform/web/marks.tsx';
import { PrintFoot, PrintHead } from '#platform/web/Print.tsx';
import { pagingOf } from '#platform/web/paging.ts';
import { SavedViewTabs } from '#platform/web/SavedViewTabs.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useCan } from '#platform/web/session.tsx';
import { Empty, EmptyFiltered, Loading } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import {
  EXPORT,
  exportOrganisations,
  INCIDENTS,
  listOrganisations,
  OrganisationKind,
  type OrganisationRow,
  OrganisationState,
  organisationKindTexts,
  organisationStateTexts,
  sizeClassTexts,
  WRITE,
} from '../contract.ts';
import { Kinds, StateMark, useIndustry, useIndustryOptions } from './parts.tsx';
import './organisations.css';

const isSection = (text: string | undefined): text is string => /^[A-T]$/.test(text ?? '');

/** Employers, schools, agencies, exam bodies, stations: every filter stands in the address. */
export const OrganisationListPage = () => {
  const t = useT();
  const exportWords = useExportWords();
  const { lang } = useLang();
  const can = useCan();
  const go = useNavigate();
  const industryOf = useIndustry();
  const sections = useIndustryOptions(true);
  const [url, setUrl] = useUrlState('q', 'kind', 'area', 'state', 'industry', 'incidents', 'twice', 'sort', 'hide', 'exact', 'cursor');
  const kind = OrganisationKind.safeParse(url.kind).data;
  const state = OrganisationState.safeParse(url.state).data;
  const industry = isSection(url.industry) ? url.industry : undefined;
  const sort = url.sort === 'recent' ? 'recent' : 'name';
  const seesIncidents = can(INCIDENTS);
  const incidents = seesIncidents && url.incidents === 'open' ? true : undefined;
  const twice = url.twice === 'true' ? true : undefined;
  const areaName = useAreaName(url.area);
  const filter = { q: url.q, kind, areaCode: url.area, state, industry, openIncidents: incidents, twice };
  const read = useRead(
    listOrganisations,
    { ...filter, sort, cursor: url.cursor, ...(url.exact === 'true' ? { exact: true } : {}) },
    { keep: true },
  );
  const change = (next: Parameters<typeof setUrl>[0]) => setUrl({ ...next, cursor: undefined, exact: undefined });
  const clear = () =>
    change({
      q: undefined,
      kind: undefined,
      area: undefined,
      state: undefined,
      industry: undefined,
      incidents: undefined,
      twice: undefined,
    });

  const columns: readonly Column<OrganisationRow>[] = [
    {
      key: 'name',
      title: t('名称', 'Name'),
      cell: (o) => (
        <Link to={`/organisations/${o.id}`} className="row-link">
          <b className="b">{o.name}</b>
          {o.merged > 0 && <span className="mute s12"> {t(`含并入的 ${o.merged} 条`, `with ${o.merged} merged`)}</span>}
        </Link>
      ),
    },
    { key: 'kinds', title: t('类别', 'Kind'), main: true, cell: (o) => <Kinds kinds={o.kinds} level={o.stationLevel} /> },
    { key: 'place', title: t('所在地', 'Place'), cell: (o) => t(o.place) },
    { key: 'industry', title: t('行业', 'Industry'), cell: (o) => (o.industry ? industryOf(o.industry) : <Dash />) },
    { key: 'size', title: t('规模', 'Size'), cell: (o) => (o.sizeClass ? t(sizeClassTexts[o.sizeClass]) : <Dash />) },
    {
      key: 'uscc',
      title: t('统一社会信用代码', 'Social credit code'),
      cell: (o) => (o.uscc ? <span className="raw s13">{o.uscc}</span> : <span className="mute">{t('没有', 'none')}</span>),
    },
    ...(seesIncidents
      ? [
          {
            key: 'incidents',
            title: t('未了事件', 'Open incidents'),
            cell: (o: OrganisationRow) =>
              o.openIncidents ? <St k="due">{t(`${o.openIncidents} 件`, `${o.openIncidents}`)}</St> : <span className="mute">0</span>,
          },
        ]
      : []),
    { key: 'state', title: t('状态', 'State'), cell: (o) => <StateMark state={o.state} closedOn={o.closedOn} /> },
    { key: 'recorded', title: t('最近更正', 'Last recorded'), cell: (o) => <span className="num nowrap">{instant(o.recorded)}</span> },
  ];
  const hidden = hiddenOf(url.hide ?? 'size,recorded');
  const chips = [
    ...(url.q ? [{ key: 'q', label: t('名称', 'Name'), words: url.q, off: () => change({ q: undefined }) }] : []),
    ...(kind
      ? [{ key: 'kind', label: t('类别', 'Kind'), words: t(organisationKindTexts[kind]), off: () => change({ kind: undefined }) }]
      : []),
    ...(url.area ? [{ key: 'area', label: t('所在地', 'Place'), words: areaName, off: () => change({ area: undefined }) }] : []),
    ...(industry
      ? [{ key: 'industry', label: t('行业', 'Industry'), words: industryOf(industry), off: () => change({ industry: undefined }) }]
      : []),
    ...(state
      ? [{ key: 'state', label: t('状态', 'State'), words: t(organisationStateTexts[state]), off: () => change({ state: undefined }) }]
      : []),
    ...(incidents
      ? [
          {
            key: 'incidents',
            label: t('事件', 'Incidents'),
            words: t('有未了结的', 'open ones'),
            off: () => change({ incidents: undefined }),
          },
        ]
      : []),
    ...(twice
      ? [{ key: 'twice', label: t('重复', 'Duplicates'), words: t('可能重复', 'possible'), off: () => change({ twice: undefined }) }]
      : []),
  ];
  const words = filterWords(chips, lang);
  return (
    <Screen
      title={t('机构与场所', 'Organisations')}
      sub={t(
        '用人单位、培训机构、人力资源机构、考评机构、劳务站',
        'Employers, training schools, agencies, exam bodies and labour stations',
      )}
      problem={read.error}
      onRetry={() => void read.refetch()}
      actions={
        <>
          <Button type="text" icon={<I n="print" />} onClick={() => window.print()}>
            {t('打印', 'Print')}
          </Button>
          {can(EXPORT) && (
            <ExportButton
              of={exportOrganisations}
              input={filter}
              file={`${t('机构名册', 'organisations')}.xlsx`}
              disabled={read.data?.total === 0}
            >
              {exportWords(read.data?.total, '家')}
            </ExportButton>
          )}
          {can(WRITE) && (
            <Button type="primary" icon={<I n="plus" />} onClick={() => go('/organisations/new')}>
              {t('登记机构', 'Register')}
            </Button>
          )}
        </>
      }
    >
      <PrintHead title={t('机构名册', 'List of organisations')} sub={words || t('全部', 'All')} page={read.data} />
      <SavedViewTabs
        page="organisations.list"
        columns={columns.filter((c) => !hidden.has(c.key)).map((c) => c.key)}
        count={read.data?.total}
        presets={[
          { name: t('用人单位', 'Employers'), query: 'kind=employer' },
          ...(seesIncidents ? [{ name: t('有未了事件', 'With open incidents'), query: 'incidents=open' }] : []),
          ...(can(WRITE) ? [{ name: t('可能重复', 'Possible duplicates'), query: 'twice=true' }] : []),
          { name: t('已停业', 'Closed'), query: 'state=closed' },
        ]}
      />
      <FilterBar
        search={{
          value: url.q,
          label: t('名称、拼音或代码', 'Name, pinyin or code'),
          onChange: (q) => change({ q }),
        }}
        chips={chips.filter((c) => c.key !== 'q').map((c) => ({ key: c.key, label: c.label, value: c.words, onRemove: c.off }))}
        onClear={clear}
        more={
          <>
            <FilterSelect
              label={t('类别', 'Kind')}
              value={kind}
              options={OrganisationKind.options.map((k) => ({ value: k, label: t(organisationKindTexts[k]) }))}
              onChange={(kind) => change({ kind })}
            />
            <FilterField label={t('所在地', 'Place')}>
              <AreaPicker aria-label={t('所在地', 'Place')} value={url.area} onChange={(area) => change({ area })} />
            </FilterField>
            <FilterSelect
              label={t('行业门类', 'Industry section')}
              value={industry}
              options={sections}
              searchable
              onChange={(s) => change({ industry: s })}
            />
            <FilterSelect
              label={t('状态', 'State')}
              value={state}
              options={OrganisationState.options.map((s) => ({ value: s, label: t(organisationStateTexts[s]) }))}
              onChange={(state) => change({ state })}
            />
          </>
        }
        right={
          <>
            <Select
              size="small"
              variant="borderless"
              aria-label={t('排列', 'Order')}
              popupMatchSelectWidth={false}
              value={sort}
              options={[
                { value: 'name', label: t('按名称', 'By name') },
                { value: 'recent', label: t('新近的在前', 'Newest first') },
              ]}
              onChange={(s: string) => change({ sort: s === 'name' ? undefined : s })}
            />
            <ColumnChoice columns={columns} hidden={hidden} onChange={(h) => setUrl({ hide: hiddenParam(h) ?? 'none' }, true)} />
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
            title={t('还没有登记过机构', 'No organisation has been registered yet')}
            hint={t(
              '用人单位、学校、考评机构、劳务站都登记在这里；岗位、培训班、务工记录再指到它们。',
              'Employers, schools, exam bodies and stations are registered here; posts, classes and spells point to them.',
            )}
            actions={can(WRITE) ? <Link to="/organisations/new">{t('登记第一家', 'Register the first')}</Link> : undefined}
          />
        )
      ) : (
        <DataTable
          label={t('机构', 'Organisations')}
          columns={columns}
          rows={read.data.items}
          rowKey={(o) => o.id}
          rowName={(o) => o.name}
          hidden={hidden}
          paging={{
            ...pagingOf(read.data, url.cursor, t('家', 'organisations'), (cursor) => setUrl({ cursor })),
            onCountExactly: () => setUrl({ exact: 'true' }, true),
          }}
          legend={
            seesIncidents ? (
              <span>
                <G k="due" /> {t('欠薪、事故等还没有了结', 'wage arrears or accidents not settled yet')}
              </span>
            ) : undefined
          }
        />
      )}
      <PrintFoot />
    </Screen>
  );
};

const Dash = () => <span className="mute">—</span>;
