import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { type Column, DataTable } from '#platform/web/DataTable.tsx';
import { FilterBar, FilterSelect, filterWords } from '#platform/web/FilterBar.tsx';
import { I } from '#platform/web/icons.tsx';
import { useLang, useT } from '#platform/web/lang.tsx';
import { PrintFoot } from '#platform/web/Print.tsx';
import { pagingOf } from '#platform/web/paging.ts';
import { Screen } from '#platform/web/Screen.tsx';
import { useCan } from '#platform/web/session.tsx';
import { Empty, EmptyFiltered, Loading } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { leadsToTexts, listStandards, Programme, STANDARDS, type VersionRow, VersionState, versionStateTexts } from '../contract.ts';
import { programmeTexts } from '../rules.ts';
import { VersionMark } from './parts.tsx';
import './training.css';

/** Course standards: of each the version in force, or the newest. */
export const StandardListPage = () => {
  const t = useT();
  const { lang } = useLang();
  const can = useCan();
  const go = useNavigate();
  const [url, setUrl] = useUrlState('q', 'programme', 'state', 'waiting', 'cursor');
  const programme = Programme.safeParse(url.programme).data;
  const state = VersionState.safeParse(url.state).data;
  const waiting = url.waiting === 'true' ? true : undefined;
  const read = useRead(listStandards, { q: url.q, programme, state, waiting, cursor: url.cursor }, { keep: true });
  const change = (next: Parameters<typeof setUrl>[0]) => setUrl({ ...next, cursor: undefined });
  const clear = () => change({ q: undefined, programme: undefined, state: undefined, waiting: undefined });
  const columns: readonly Column<VersionRow>[] = [
    {
      key: 'title',
      title: t('标准', 'Standard'),
      cell: (s) => (
        <Link to={`/training/standards/${s.standardId}`} className="row-link" lang="zh-CN">
          <b className="b">{s.title}</b> <span className="mute s12 raw">{s.code}</span>
        </Link>
      ),
    },
    { key: 'label', title: t('版', 'Version'), cell: (s) => <span className="raw nowrap">{s.label}</span> },
    { key: 'programme', title: t('工程', 'Programme'), cell: (s) => t(programmeTexts[s.programme]) },
    {
      key: 'leads',
      title: t('通向', 'Leads to'),
      cell: (s) => (
        <>
          {t(leadsToTexts[s.leadsTo])}
          {s.leadsLevel !== null && <span className="nowrap">{t(`（${s.leadsLevel} 级）`, ` (level ${s.leadsLevel})`)}</span>}
        </>
      ),
    },
    {
      key: 'hours',
      title: t('课时：理论 + 实操', 'Hours: theory + practice'),
      right: true,
      cell: (s) => (
        <span className="num nowrap">
          {s.hours.theory} + {s.hours.practice} = {s.hours.total}
        </span>
      ),
    },
    {
      key: 'size',
      title: t('班额', 'Size'),
      right: true,
      cell: (s) => (
        <span className="num nowrap">
          {s.sizeFrom}–{s.sizeTo}
        </span>
      ),
    },
    { key: 'sides', title: t('采用方', 'Sides'), cell: (s) => s.sides.map((x) => t(x.name)).join(t('、', ', ')) },
    {
      key: 'state',
      title: t('状态', 'State'),
      main: true,
      cell: (s) => (
        <span className="row gap8 wrap">
          <VersionMark state={s.state} />
          {s.holdsFrom && <span className="num nowrap mute s12">{t(`${s.holdsFrom} 起`, `from ${s.holdsFrom}`)}</span>}
        </span>
      ),
    },
  ];
  const chips = [
    ...(url.q ? [{ key: 'q', label: t('名称', 'Title'), words: url.q, off: () => change({ q: undefined }) }] : []),
    ...(programme
      ? [
          {
            key: 'programme',
            label: t('工程', 'Programme'),
            words: t(programmeTexts[programme]),
            off: () => change({ programme: undefined }),
          },
        ]
      : []),
    ...(state
      ? [{ key: 'state', label: t('状态', 'State'), words: t(versionStateTexts[state]), off: () => change({ state: undefined }) }]
      : []),
    ...(waiting
      ? [
          {
            key: 'waiting',
            label: t('办理', 'To do'),
            words: t('等本地采用', 'waits for my side'),
            off: () => change({ waiting: undefined }),
          },
        ]
      : []),
  ];
  return (
    <Screen
      title={t('培训标准', 'Course standards')}
      sub={t(
        '两地共用的统一培训标准：课时、能力单元、入学和合格条件、班额、通向的证书；各方采用以后施行',
        'Standards both sides share: hours, competence units, admission, pass rule, size and certificate; in force once every side has adopted them',
      )}
      problem={read.error}
      onRetry={() => void read.refetch()}
      actions={
        <>
          <Button onClick={() => go('/training/programmes')}>{t('四项工程', 'Programmes')}</Button>
          {can(STANDARDS) && (
            <Button type="primary" icon={<I n="plus" />} onClick={() => go('/training/standards/new')}>
              {t('起草标准', 'Draft a standard')}
            </Button>
          )}
        </>
      }
    >
      <FilterBar
        search={{ value: url.q, label: t('名称、代码或职业', 'Title, code or occupation'), onChange: (q) => change({ q }) }}
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
              label={t('状态', 'State')}
              value={state}
              options={VersionState.options.map((s) => ({ value: s, label: t(versionStateTexts[s]) }))}
              onChange={(state) => change({ state })}
            />
          </>
        }
      />
      {read.isPending ? (
        <Loading rows={8} />
      ) : !read.data ? null : read.data.items.length === 0 ? (
        chips.length ? (
          <EmptyFiltered words={filterWords(chips, lang)} onClear={clear} />
        ) : (
          <Empty
            title={t('还没有培训标准', 'There is no course standard yet')}
            hint={t(
              '标准由一方的主管部门起草，各方采用以后，培训班才能按它办。',
              'One side drafts a standard; once every side has adopted it, classes are held under it.',
            )}
            actions={can(STANDARDS) ? <Link to="/training/standards/new">{t('起草第一个', 'Draft the first')}</Link> : undefined}
          />
        )
      ) : (
        <DataTable
          label={t('培训标准', 'Course standards')}
          columns={columns}
          rows={read.data.items}
          rowKey={(s) => s.id}
          rowName={(s) => `${s.title} ${s.label}`}
          paging={pagingOf(read.data, url.cursor, t('个标准', 'standards'), (cursor) => setUrl({ cursor }))}
        />
      )}
      <PrintFoot />
    </Screen>
  );
};
