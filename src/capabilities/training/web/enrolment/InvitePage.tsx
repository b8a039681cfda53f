import { Button, Checkbox, Select } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { Education, educationTexts } from '#capabilities/workers/contract.ts';
import type { Output } from '#platform/contract.ts';
import { AreaPicker } from '#platform/web/AreaPicker.tsx';
import { type Column, DataTable } from '#platform/web/DataTable.tsx';
import { FilterBar, FilterField } from '#platform/web/FilterBar.tsx';
import { useT } from '#platform/web/lang.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { Empty, Loading, WriteProblem } from '#platform/web/states.tsx';
import { useRead, useWrite } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { enter, invite, type invite as inviteEndpoint, listCandidates, listTrainees } from '../../contract.ts';
import { DealtList } from './ManyDialog.tsx';
import { Admissions, Masked, Person, SexAge } from './parts.tsx';
import './enrolment.css';

type Row = Output<typeof listCandidates>['items'][number];
/** People of the register who fit the class, to be invited or entered, many at once. */
export const InvitePage = () => {
  const t = useT();
  const { id = '' } = useParams();
  const [url, setUrl] = useUrlState('area', 'education', 'wants', 'poor', 'idle', 'cursor');
  const education = Education.safeParse(url.education).data;
  const flag = (name: 'wants' | 'poor' | 'idle') => url[name] === 'true';
  const filter = { area: url.area, education, wants: flag('wants'), poor: flag('poor'), idle: flag('idle') };
  const read = useRead(listCandidates, { id, ...filter, cursor: url.cursor }, { keep: true });
  const standing = useRead(listTrainees, { id, size: 1 }).data?.standing;
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [done, setDone] = useState<Output<typeof inviteEndpoint> | null>(null);
  const options = { stales: ['training.'], onDone: setDone };
  const invites = useWrite(invite, options);
  const enters = useWrite(enter, options);
  const change = (next: Parameters<typeof setUrl>[0]) => setUrl({ ...next, cursor: undefined });
  const chosen = [...ticked];
  const columns: readonly Column<Row>[] = [
    { key: 'name', title: t('姓名', 'Name'), cell: (r) => <Person of={r.worker} /> },
    { key: 'who', title: t('性别、年龄', 'Sex, age'), cell: (r) => <SexAge of={r.worker} /> },
    { key: 'number', title: t('证件号', 'Number'), cell: (r) => <Masked text={r.worker.numberMasked} /> },
    {
      key: 'home',
      title: t('户籍地', 'Home'),
      cell: (r) => <span lang="zh-CN">{r.worker.home ? `${r.worker.home.town}${r.worker.home.village}` : '—'}</span>,
    },
    { key: 'wants', title: t('本人意愿', 'What they want'), cell: (r) => <span lang="zh-CN">{r.wants || '—'}</span> },
    { key: 'fits', title: t('条件', 'Conditions'), main: true, cell: (r) => <Admissions of={r.admission} /> },
  ];
  const chips = [
    ...(['wants', 'poor', 'idle'] as const)
      .filter(flag)
      .map((name) => ({ key: name, label: t('筛选', 'Filter'), value: FLAGS(t)[name], onRemove: () => change({ [name]: undefined }) })),
    ...(education
      ? [
          {
            key: 'education',
            label: t('文化程度至少', 'Education at least'),
            value: t(educationTexts[education]),
            onRemove: () => change({ education: undefined }),
          },
        ]
      : []),
  ];
  return (
    <Screen
      title={t('从档案里邀请', 'Invite from the register')}
      sub={
        standing &&
        t(
          `计划 ${standing.seats} 人，在班 ${standing.enrolled}，待录取 ${standing.applied}，已邀请 ${standing.invited}`,
          `${standing.seats} seats: ${standing.enrolled} in, ${standing.applied} to be admitted, ${standing.invited} invited`,
        )
      }
      crumb={<Link to={`/training/classes/${id}`}>{t('回到班', 'Back to the class')}</Link>}
      problem={read.error}
      onRetry={() => void read.refetch()}
    >
      <FilterBar
        chips={chips}
        onClear={() => change({ area: undefined, education: undefined, wants: undefined, poor: undefined, idle: undefined })}
        more={
          <>
            {(['wants', 'poor', 'idle'] as const).map((name) => (
              <Checkbox key={name} checked={flag(name)} onChange={(e) => change({ [name]: e.target.checked ? 'true' : undefined })}>
                {FLAGS(t)[name]}
              </Checkbox>
            ))}
            <FilterField label={t('户籍地', 'Home')}>
              <AreaPicker aria-label={t('户籍地', 'Home')} value={url.area} onChange={(area) => change({ area })} />
            </FilterField>
            <FilterField label={t('文化程度至少', 'Education at least')}>
              <Select
                aria-label={t('文化程度至少', 'Education at least')}
                allowClear
                value={education ?? null}
                options={Education.options.map((e) => ({ value: e, label: t(educationTexts[e]) }))}
                onChange={(e) => change({ education: e ?? undefined })}
              />
            </FilterField>
          </>
        }
      />
      <WriteProblem problem={invites.error ?? enters.error} />
      {read.isPending ? (
        <Loading rows={10} />
      ) : !read.data ? null : read.data.items.length === 0 ? (
        <Empty
          title={t('没有合条件的人', 'Nobody fits')}
          hint={t(
            '年龄、文化程度按培训标准筛过，已经报名和受邀的不再列出。',
            'Narrowed by the ages and the education of the standard; who has asked or was invited is left out.',
          )}
        />
      ) : (
        <DataTable
          label={t('合条件的人', 'People who fit')}
          columns={columns}
          rows={read.data.items}
          rowKey={(r) => r.worker.workerId}
          rowName={(r) => r.worker.name}
          selected={ticked}
          onSelect={setTicked}
          selectionActions={
            <>
              <Button size="small" type="primary" loading={invites.isPending} onClick={() => invites.mutate({ id, workerIds: chosen })}>
                {t(`邀请 ${chosen.length} 人`, `Invite ${chosen.length}`)}
              </Button>
              <Button size="small" loading={enters.isPending} onClick={() => enters.mutate({ id, workerIds: chosen })}>
                {t(`代报名 ${chosen.length} 人`, `Enter ${chosen.length}`)}
              </Button>
            </>
          }
          paging={{
            total: undefined,
            next: read.data.next,
            onPage: (cursor) => setUrl({ cursor }),
            unit: t('人', 'people'),
            first: url.cursor === undefined,
          }}
        />
      )}
      {done && (
        <DealtList
          of={done}
          onClose={() => {
            setDone(null);
            setTicked(new Set());
          }}
        />
      )}
    </Screen>
  );
};
const FLAGS = (t: ReturnType<typeof useT>) => ({
  wants: t('说过想学', 'Said they want it'),
  poor: t('脱贫户、监测对象', 'Lifted out of poverty or watched'),
  idle: t('没有在务工', 'Not at work'),
});
