import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useAreaName } from '#platform/web/AreaName.tsx';
import { AreaPicker } from '#platform/web/AreaPicker.tsx';
import { type Column, DataTable } from '#platform/web/DataTable.tsx';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { ExportButton, useExportWords } from '#platform/web/ExportButton.tsx';
import { FilterBar, FilterField, FilterSelect, filterWords } from '#platform/web/FilterBar.tsx';
import { I } from '#platform/web/icons.tsx';
import { useLang, useT } from '#platform/web/lang.tsx';
import { OrganisationPicker, useOrganisationName } from '#platform/web/OrganisationPicker.tsx';
import { PrintFoot, PrintHead } from '#platform/web/Print.tsx';
import { pagingOf } from '#platform/web/paging.ts';
import { SavedViewTabs } from '#platform/web/SavedViewTabs.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useCan } from '#platform/web/session.tsx';
import { Empty, EmptyFiltered, Loading } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import {
  ClassMode,
  type ClassRow,
  ClassState,
  classModeTexts,
  classStateTexts,
  EXPORT,
  exportClasses,
  listClasses,
  Programme,
  WRITE,
} from '../contract.ts';
import { programmeTexts } from '../rules.ts';
import { ClassKinds, ClassMark, Days } from './parts.tsx';
import './training.css';

/** Classes of one's own organisation, or of one's areas; every filter stands in the address. */
export const ClassListPage = () => {
  const t = useT();
  const exportWords = useExportWords();
  const { lang } = useLang();
  const can = useCan();
  const go = useNavigate();
  const [url, setUrl] = useUrlState(
    'q',
    'programme',
    'mode',
    'state',
    'order',
    'school',
    'origin',
    'host',
    'waiting',
    'standard',
    'asOf',
    'cursor',
  );
  const programme = Programme.safeParse(url.programme).data;
  const mode = ClassMode.safeParse(url.mode).data;
  const state = ClassState.safeParse(url.state).data;
  const asOf = /^\d{4}-\d\d-\d\d$/.test(url.asOf ?? '') ? url.asOf : undefined;
  const [order, waiting] = [url.order === 'true' ? true : undefined, url.waiting === 'true' ? true : undefined];
  const [originName, hostName, schoolName] = [useAreaName(url.origin), useAreaName(url.host), useOrganisationName(url.school)];
  const filter = {
    q: url.q,
    programme,
    mode,
    state,
    order,
    school: url.school,
    standard: url.standard,
    origin: url.origin,
    host: url.host,
    waiting,
    asOf,
  };
  const read = useRead(listClasses, { ...filter, cursor: url.cursor }, { keep: true });
  const change = (next: Parameters<typeof setUrl>[0]) => setUrl({ ...next, cursor: undefined });
  const NAMES = ['q', 'programme', 'mode', 'state', 'order', 'school', 'origin', 'host', 'waiting', 'standard', 'asOf'] as const;
  const clear = () => change(Object.fromEntries(NAMES.map((n) => [n, undefined])));

  const columns: readonly Column<ClassRow>[] = [
    {
      key: 'title',
      title: t('班', 'Class'),
      cell: (c) => (
        <span className="tr-title">
          <Link to={`/training/classes/${c.id}`} className="row-link" lang="zh-CN">
            <b className="b">{c.title}</b>
          </Link>{' '}
          <ClassKinds mode={c.mode} order={c.orderKind} />
        </span>
      ),
    },
    { key: 'programme', title: t('工程', 'Programme'), cell: (c) => t(programmeTexts[c.programme]) },
    {
      key: 'school',
      title: t('学校、用人单位', 'School, employer'),
      cell: (c) => (
        <span lang="zh-CN">
          {c.school.name}
          {c.employer && (
            <span className="mute">
              {' '}
              {t('为', 'for')} {c.employer.name}
            </span>
          )}
        </span>
      ),
    },
    { key: 'origin', title: t('来源地', 'Origin'), cell: (c) => t(c.origin.name) },
    { key: 'host', title: t('输入地', 'Host'), cell: (c) => (c.host ? t(c.host.name) : '—') },
    { key: 'days', title: t('计划起止', 'Planned days'), cell: (c) => <Days from={c.planFrom} to={c.planTo} /> },
    { key: 'seats', title: t('计划人数', 'Seats'), right: true, cell: (c) => <span className="num">{c.seats}</span> },
    { key: 'state', title: t('状态', 'State'), main: true, cell: (c) => <ClassMark state={c.state} /> },
  ];
  const chip = (key: (typeof NAMES)[number], label: string, words: string | undefined) =>
    words === undefined ? [] : [{ key, label, words, off: () => change({ [key]: undefined }) }];
  const chips = [
    ...chip('q', t('班名', 'Title'), url.q),
    ...chip('programme', t('工程', 'Programme'), programme && t(programmeTexts[programme])),
    ...chip('mode', t('方式', 'Mode'), mode && t(classModeTexts[mode])),
    ...chip('state', t('状态', 'State'), state && t(classStateTexts[state])),
    ...chip('order', t('订单班', 'Order classes'), order ? t('只看订单班', 'only these') : undefined),
    ...chip('school', t('学校', 'School'), url.school && schoolName),
    ...chip('origin', t('来源地', 'Origin'), url.origin && originName),
    ...chip('host', t('输入地', 'Host'), url.host && hostName),
    ...chip('waiting', t('办理', 'To do'), waiting ? t('等您办的', 'waits for you') : undefined),
    ...chip('standard', t('标准', 'Standard'), url.standard && t('按这一个标准办的', 'under one standard')),
    ...chip('asOf', t('截至', 'As of'), asOf),
  ];
  const words = filterWords(chips, lang);
  return (
    <Screen
      title={t('培训班', 'Classes')}
      sub={t(
        `从计划、审批、招生到结业、就业跟踪，截至 ${read.data?.asOf ?? '…'}`,
        `From planning and approval to finishing and into work, as of ${read.data?.asOf ?? '…'}`,
      )}
      problem={read.error}
      onRetry={() => void read.refetch()}
      actions={
        <>
          <Button type="text" icon={<I n="print" />} onClick={() => window.print()}>
            {t('打印', 'Print')}
          </Button>
          <Button onClick={() => go('/training/programmes')}>{t('四项工程', 'Programmes')}</Button>
          {can(EXPORT) && (
            <ExportButton of={exportClasses} input={filter} file={`${t('培训班', 'classes')}.xlsx`} disabled={read.data?.total === 0}>
              {exportWords(read.data?.total, '个班')}
            </ExportButton>
          )}
          {can(WRITE) && (
            <Button type="primary" icon={<I n="plus" />} onClick={() => go('/training/classes/new')}>
              {t('登记培训班', 'Enter a class')}
            </Button>
          )}
        </>
      }
    >
      <PrintHead title={t('培训班一览', 'List of classes')} sub={words || t('全部', 'All')} page={read.data} />
      <SavedViewTabs
        page="training.classes"
        columns={columns.map((c) => c.key)}
        count={read.data?.total}
        presets={[
          ...(can(WRITE) ? [{ name: t('等我办的', 'Waiting for me'), query: 'waiting=true' }] : []),
          { name: t('招生', 'Enrolling'), query: 'state=enrolling' },
          { name: t('在训', 'In training'), query: 'state=teaching' },
          { name: t('订单班', 'Order classes'), query: 'order=true' },
        ]}
      />
      <FilterBar
        search={{ value: url.q, label: t('班名', 'Title'), onChange: (q) => change({ q }) }}
        chips={chips.filter((c) => c.key !== 'q').map((c) => ({ key: c.key, label: c.label, value: c.words, onRemove: c.off }))}
        onClear={clear}
        more={
          <>
            <FilterSelect
              label={t('工程', 'Programme')}
              value={programme}
              options={Programme.options.map((p) => ({ value: p, label: t(programmeTexts[p]) }))}
              onChange={(programme) => change({ programme })}
            />
            <FilterSelect
              label={t('办班方式', 'Mode')}
              value={mode}
              options={ClassMode.options.map((m) => ({ value: m, label: t(classModeTexts[m]) }))}
              onChange={(mode) => change({ mode })}
            />
            <FilterSelect
              label={t('状态', 'State')}
              value={state}
              options={ClassState.options.map((s) => ({ value: s, label: t(classStateTexts[s]) }))}
              onChange={(state) => change({ state })}
            />
            <FilterField label={t('学校', 'School')}>
              <OrganisationPicker
                aria-label={t('学校', 'School')}
                kind="school"
                value={url.school}
                onChange={(school) => change({ school })}
              />
            </FilterField>
            <FilterField label={t('来源地', 'Origin')}>
              <AreaPicker aria-label={t('来源地', 'Origin')} value={url.origin} onChange={(origin) => change({ origin })} />
            </FilterField>
            <FilterField label={t('输入地', 'Host')}>
              <AreaPicker aria-label={t('输入地', 'Host')} value={url.host} onChange={(host) => change({ host })} />
            </FilterField>
            <FilterField label={t('截至哪一天', 'As of')}>
              <DayPicker aria-label={t('截至哪一天', 'As of')} value={asOf} onChange={(day) => change({ asOf: day })} />
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
            title={t('还没有培训班', 'There is no class yet')}
            hint={t(
              '按统一培训标准办的班登记在这里：学校或人社部门登记计划、排好课表，报审批以后招生、开班。',
              'Classes under the common standards stand here: a school or an office enters the plan and the timetable; once approved it enrols and opens.',
            )}
            actions={can(WRITE) ? <Link to="/training/classes/new">{t('登记第一个', 'Enter the first')}</Link> : undefined}
          />
        )
      ) : (
        <DataTable
          label={t('培训班', 'Classes')}
          columns={columns}
          rows={read.data.items}
          rowKey={(c) => c.id}
          rowName={(c) => c.title}
          paging={pagingOf(read.data, url.cursor, t('个班', 'classes'), (cursor) => setUrl({ cursor }))}
        />
      )}
      <PrintFoot />
    </Screen>
  );
};
