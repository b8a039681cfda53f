import { Button } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { type Column, DataTable } from '#platform/web/DataTable.tsx';
import { FilterBar, FilterField, FilterSelect } from '#platform/web/FilterBar.tsx';
import { useT } from '#platform/web/lang.tsx';
import { OrganisationPicker } from '#platform/web/OrganisationPicker.tsx';
import { PrintFoot } from '#platform/web/Print.tsx';
import { pagingOf } from '#platform/web/paging.ts';
import { Screen } from '#platform/web/Screen.tsx';
import { useCan } from '#platform/web/session.tsx';
import { Empty, EmptyFiltered, Loading } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { CohortKind, type CohortRow, cohortKindTexts, listCohorts, SCHOOLING } from '../../contractSchooling.ts';
import { programmeTexts } from '../../rulesProgrammes.ts';
import { CohortDialog } from './CohortDialog.tsx';
import { Span } from './parts.tsx';
import '../training.css';
import './schooling.css';

/** 学制培养: cohorts of one's own school, or of one's areas. */
export const CohortsPage = () => {
  const t = useT();
  const can = useCan();
  const go = useNavigate();
  const [url, setUrl] = useUrlState('q', 'kind', 'school', 'cursor');
  const [entering, setEntering] = useState(false);
  const kind = CohortKind.safeParse(url.kind).data;
  const read = useRead(listCohorts, { q: url.q, kind, school: url.school, cursor: url.cursor }, { keep: true });
  const filtered = Boolean(url.q || kind || url.school);
  const clear = () => setUrl({ q: undefined, kind: undefined, school: undefined, cursor: undefined });
  const columns: readonly Column<CohortRow>[] = [
    {
      key: 'title',
      title: t('届', 'Cohort'),
      cell: (r) => (
        <Link to={`/training/cohorts/${r.id}`} className="row-link" lang="zh-CN">
          <b className="b">{r.title}</b>
          <span className="s12 mute"> {r.major}</span>
        </Link>
      ),
    },
    { key: 'programme', title: t('工程', 'Programme'), cell: (r) => t(programmeTexts[r.programme]) },
    {
      key: 'kind',
      title: t('合作', 'Cooperation'),
      cell: (r) => (
        <>
          <span className="chip">{t(cohortKindTexts[r.kind])}</span>{' '}
          <span lang="zh-CN">
            {r.school.name}
            {t('、', ', ')}
            {r.partner.name}
          </span>
        </>
      ),
    },
    { key: 'days', title: t('学制', 'Days'), cell: (r) => <Span from={r.fromDay} to={r.toDay} /> },
    {
      key: 'term',
      title: t('学期', 'Term'),
      right: true,
      cell: (r) => <span className="num">{r.term === null ? `— / ${r.terms}` : `${r.term} / ${r.terms}`}</span>,
    },
    {
      key: 'students',
      title: t('在籍 / 计划', 'Studying / seats'),
      right: true,
      main: true,
      cell: (r) => (
        <span className="num">
          {r.numbers.studying} / {r.seats}
        </span>
      ),
    },
    { key: 'interns', title: t('实习', 'Interns'), right: true, cell: (r) => <span className="num">{r.numbers.interns}</span> },
    { key: 'graduated', title: t('毕业、结业', 'Finished'), right: true, cell: (r) => <span className="num">{r.numbers.graduated}</span> },
  ];
  return (
    <Screen
      title={t('学制培养', 'Schooling')}
      sub={t(
        '请进来读两到三年：一届分学期，一个学期是一个班；学籍每一步都留着',
        'Two to three years in Guangdong: a cohort has terms, a term is a class; every step of a student’s status stays on record',
      )}
      problem={read.error}
      onRetry={() => void read.refetch()}
      actions={
        can(SCHOOLING) && (
          <Button type="primary" onClick={() => setEntering(true)}>
            {t('登记一届', 'Enter a cohort')}
          </Button>
        )
      }
    >
      <FilterBar
        search={{ value: url.q, label: t('名称、专业', 'Title or major'), onChange: (q) => setUrl({ q, cursor: undefined }) }}
        chips={
          kind
            ? [
                {
                  key: 'kind',
                  label: t('合作方式', 'Cooperation'),
                  value: t(cohortKindTexts[kind]),
                  onRemove: () => setUrl({ kind: undefined, cursor: undefined }),
                },
              ]
            : []
        }
        onClear={clear}
        more={
          <>
            <FilterSelect
              label={t('合作方式', 'Kind of cooperation')}
              value={kind}
              options={CohortKind.options.map((k) => ({ value: k, label: t(cohortKindTexts[k]) }))}
              onChange={(k) => setUrl({ kind: k, cursor: undefined })}
            />
            <FilterField label={t('学校', 'School')}>
              <OrganisationPicker
                kind="school"
                aria-label={t('学校', 'School')}
                value={url.school}
                onChange={(school) => setUrl({ school, cursor: undefined })}
              />
            </FilterField>
          </>
        }
      />
      {read.isPending ? (
        <Loading rows={6} />
      ) : !read.data ? null : read.data.items.length === 0 ? (
        filtered ? (
          <EmptyFiltered words={[url.q, kind && t(cohortKindTexts[kind])].filter(Boolean).join(t('、', ', '))} onClear={clear} />
        ) : (
          <Empty
            title={t('还没有学制班', 'No cohort yet')}
            hint={t(
              '登记一届，再登记它的学期；第一个学期的班录取以后，从班里注册学籍。',
              'Enter a cohort and its terms; once people are admitted to the class of the first, they are entered as students.',
            )}
          />
        )
      ) : (
        <DataTable
          label={t('学制班', 'Cohorts')}
          columns={columns}
          rows={read.data.items}
          rowKey={(r) => r.id}
          rowName={(r) => r.title}
          paging={pagingOf(read.data, url.cursor, t('届', 'cohorts'), (cursor) => setUrl({ cursor }))}
        />
      )}
      <PrintFoot />
      {entering && <CohortDialog onDone={(c) => go(`/training/cohorts/${c.id}`)} onClose={() => setEntering(false)} />}
    </Screen>
  );
};
