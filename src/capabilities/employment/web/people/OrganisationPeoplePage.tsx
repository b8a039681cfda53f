import { Button, Checkbox, Input } from 'antd';
import { useEffect, useState } from 'react';
import { Link, useParams } from 'react-router';
import { knownDay } from '#capabilities/regions/rules.ts';
import { type Column, DataTable } from '#platform/web/DataTable.tsx';
import { ExportButton } from '#platform/web/ExportButton.tsx';
import { FilterBar } from '#platform/web/FilterBar.tsx';
import { I } from '#platform/web/icons.tsx';
import { Mask } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { PrintFoot } from '#platform/web/Print.tsx';
import { pagingOf } from '#platform/web/paging.ts';
import { Screen } from '#platform/web/Screen.tsx';
import { useCan } from '#platform/web/session.tsx';
import { Empty, Loading } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { useListState } from '#platform/web/useUrlState.ts';
import { exportPeople, listPeople, type PersonInPost, peopleStateTexts } from '../../contract.ts';
import { type EvidenceClass, evidenceClassTexts, leaveReasonTexts, spellKindTexts } from '../../rules.ts';
import { EvidenceBars } from '../EvidenceBars.tsx';
import { EndDialog } from '../spells/EndDialog.tsx';
import { EvidenceDialog } from '../spells/EvidenceDialog.tsx';
import { counted } from './peopleWords.ts';
import '../employment.css';

/** The people of one employer: who is in post since when, verified until when; who has left. An employer sees its own, by name, telephone and spell. */
export const OrganisationPeoplePage = () => {
  const t = useT();
  const can = useCan();
  const { id = '' } = useParams();
  const [url, setUrl] = useListState(['state', 'unverified', 'cursor', 'q'], ['q']);
  const state = url.state === 'left' ? 'left' : 'now';
  const unverified = url.unverified === '1' && state === 'now';
  const filter = { id, state, ...(url.q ? { q: url.q } : {}), ...(unverified ? { unverified } : {}) } as const;
  const read = useRead(listPeople, { ...filter, ...(url.cursor ? { cursor: url.cursor } : {}) }, { keep: true });
  const [deed, setDeed] = useState<{ readonly do: 'end' | 'confirm'; readonly of: PersonInPost } | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const [typed, setTyped] = useState(url.q ?? '');
  useEffect(() => setTyped(url.q ?? ''), [url.q]);
  const data = read.data;
  const counts = data?.counts;
  // whoever is told how well it is proved has the person's page for the deeds
  const employer = counts !== undefined && counts.unverified === undefined;
  const columns = useColumns(state, employer, setDeed);
  const narrow = (next: Partial<Record<'state' | 'unverified' | 'q', string | undefined>>) => setUrl({ ...next, cursor: undefined });
  return (
    <Screen
      title={data ? t(`${data.organisation.name}的在岗人员`, `People of ${data.organisation.name}`) : t('在岗人员', 'People in post')}
      crumb={
        <>
          <Link to="/organisations">{t('机构与场所', 'Organisations')}</Link> /{' '}
          <Link to={`/organisations/${id}`}>{data?.organisation.name ?? '…'}</Link>
        </>
      }
      sub={
        counts &&
        t(
          `您可查看：在岗 ${counted(counts.now).zh} 人，已离岗 ${counted(counts.left).zh} 人${counts.unverified === undefined ? '' : `；在岗的里面核实过期 ${counted(counts.unverified).zh} 人`}`,
          `You may see ${counted(counts.now).en} in post and ${counted(counts.left).en} who left${counts.unverified === undefined ? '' : `; ${counted(counts.unverified).en} of those in post are overdue for verification`}`,
        )
      }
      problem={read.error}
      onRetry={() => void read.refetch()}
      actions={
        <>
          <Button type="text" icon={<I n="print" />} onClick={() => window.print()}>
            {t('打印', 'Print')}
          </Button>
          {can('employment.exportPeople') && (
            <ExportButton
              of={exportPeople}
              input={filter}
              file={`${t('在岗名单', 'people')}-${data?.organisation.name ?? ''}.xlsx`}
              disabled={data?.total === 0}
            />
          )}
        </>
      }
    >
      <div className="emp-which noprint">
        {(['now', 'left'] as const).map((s) => (
          <Button
            key={s}
            type={s === state ? 'primary' : 'default'}
            aria-pressed={s === state}
            onClick={() => narrow({ state: s === 'now' ? undefined : s, unverified: undefined })}
          >
            {t(peopleStateTexts[s])} {counts ? t(counted(counts[s])) : ''}
          </Button>
        ))}
        <Input.Search
          className="emp-find"
          aria-label={t('按姓名找', 'Find by name')}
          placeholder={t('姓名', 'Name')}
          maxLength={40}
          allowClear
          value={typed}
          onChange={(e) => setTyped(e.target.value)}
          onSearch={(q) => narrow({ q: q.trim() || undefined })}
        />
        {!employer && state === 'now' && (
          <Checkbox checked={unverified} onChange={(e) => narrow({ unverified: e.target.checked ? '1' : undefined })}>
            {t('只看核实过期的（92 天○没有新证据）', 'Only those overdue (no evidence for 92 days ○)')}
          </Checkbox>
        )}
      </div>
      <FilterBar
        chips={[
          ...(url.q ? [{ key: 'q', label: t('姓名', 'Name'), value: url.q, onRemove: () => narrow({ q: undefined }) }] : []),
          ...(unverified
            ? [
                {
                  key: 'u',
                  label: t('核实', 'Verification'),
                  value: t('过期', 'overdue'),
                  onRemove: () => narrow({ unverified: undefined }),
                },
              ]
            : []),
        ]}
        onClear={() => narrow({ q: undefined, unverified: undefined })}
      />
      {told && (
        <p className="told" role="status">
          <St k="ok">{told}</St>
        </p>
      )}
      {read.isPending ? (
        <Loading rows={8} />
      ) : !data ? null : data.items.length === 0 ? (
        url.q || unverified ? (
          <Empty
            title={t('没有符合的人', 'Nobody matches')}
            actions={<Button onClick={() => narrow({ q: undefined, unverified: undefined })}>{t('清除筛选', 'Clear the filter')}</Button>}
          />
        ) : (
          <Empty
            title={state === 'now' ? t('没有人在岗', 'Nobody is in post') : t('没有人离岗', 'Nobody has left')}
            hint={t(
              '这里只列您能看到的人：户籍在您的辖区，或者在您的服务地、您的单位务工。',
              'Only those you may see stand here: from your area, or working in your host area or for you.',
            )}
            actions={<Link to={`/organisations/${id}`}>{t('回到这家机构', 'Back to the organisation')}</Link>}
          />
        )
      ) : (
        <DataTable
          label={t('在岗人员', 'People in post')}
          rows={data.items}
          rowKey={(p) => p.spellId}
          rowName={(p) => p.name}
          columns={columns}
          paging={pagingOf({ ...data }, url.cursor, t('人', 'people'), (cursor) => setUrl({ cursor }))}
        />
      )}
      {deed?.do === 'end' && <EndDialog spell={refOf(deed.of)} words={nameText(deed.of)} onClose={() => setDeed(null)} onTold={setTold} />}
      {deed?.do === 'confirm' && (
        <EvidenceDialog spell={refOf(deed.of)} words={nameText(deed.of)} classes={[3, 6]} onClose={() => setDeed(null)} onTold={setTold} />
      )}
      <PrintFoot />
    </Screen>
  );
};
const refOf = (p: PersonInPost) => ({ id: p.spellId, workerId: p.workerId, version: p.version, start: p.start });
const nameText = (p: PersonInPost) => ({ zh: p.name, en: p.name });

type Open = (deed: { readonly do: 'end' | 'confirm'; readonly of: PersonInPost }) => void;
const useColumns = (state: 'now' | 'left', employer: boolean, open: Open): Column<PersonInPost>[] => {
  const t = useT();
  return [
    { key: 'name', title: t('姓名', 'Name'), cell: (p) => <Link to={`/workers/${p.workerId}`}>{p.name}</Link>, main: true },
    { key: 'phone', title: t('手机', 'Mobile'), cell: (p) => (p.phoneMasked ? <Mask text={p.phoneMasked} /> : '') },
    ...(employer ? [] : [{ key: 'home', title: t('户籍县', 'Home county'), cell: (p: PersonInPost) => (p.homeName ? t(p.homeName) : '') }]),
    { key: 'post', title: t('岗位', 'Post'), cell: (p) => p.post || t(spellKindTexts[p.kind]) },
    {
      key: 'start',
      title: t('从', 'Since'),
      cell: (p) => <span className="num">{knownDay(p.start, p.startPrecision)}</span>,
      main: state === 'now',
    },
    ...(state === 'left'
      ? [
          {
            key: 'ended',
            title: t('到', 'Until'),
            cell: (p: PersonInPost) => (p.ended ? <span className="num">{knownDay(p.ended, p.endPrecision)}</span> : ''),
            main: true,
          },
          {
            key: 'why',
            title: t('离岗原因', 'Reason'),
            cell: (p: PersonInPost) => (p.leaveReason ? t(leaveReasonTexts[p.leaveReason]) : t('没有写', 'not given')),
          },
        ]
      : []),
    ...(employer
      ? [
          {
            key: 'confirmed',
            title: t('本单位确认到', 'Confirmed until'),
            cell: (p: PersonInPost) => p.confirmed ?? t('还没有确认', 'not yet'),
          },
          ...(state === 'now'
            ? [
                {
                  key: 'deeds',
                  title: t('办理', 'Record'),
                  cell: (p: PersonInPost) =>
                    p.mayTell && (
                      <span className="row gap12 noprint">
                        <Button
                          size="small"
                          aria-label={t(`确认在岗：${p.name}`, `Confirm: ${p.name}`)}
                          onClick={() => open({ do: 'confirm', of: p })}
                        >
                          {t('确认在岗', 'Confirm')}
                        </Button>
                        <Button
                          size="small"
                          aria-label={t(`离岗：${p.name}`, `Left: ${p.name}`)}
                          onClick={() => open({ do: 'end', of: p })}
                        >
                          {t('离岗', 'Left')}
                        </Button>
                      </span>
                    ),
                },
              ]
            : []),
        ]
      : [
          {
            key: 'verified',
            title: t('核实到', 'Verified until'),
            cell: (p: PersonInPost) => <Verified of={p} now={state === 'now'} />,
            main: state === 'now',
          },
        ]),
  ];
};

const Verified = ({ of, now }: { of: PersonInPost; now: boolean }) => {
  const t = useT();
  const word = of.verified ? evidenceClassTexts[of.verified.class as EvidenceClass] : null;
  return (
    <span className="emp-item">
      {now && (
        <St k={of.stopped ? 'no' : of.verified?.fresh ? 'ok' : 'due'}>
          {of.stopped ? t('最近说不在岗', 'last said to be away') : of.verified?.fresh ? t('有效', 'valid') : t('过期', 'overdue')}
        </St>
      )}
      {of.verified && word ? (
        <>
          <EvidenceBars of={of.verified.class} bare />
          <span>
            <span className="num">{of.verified.until}</span> {t(word)}
          </span>
        </>
      ) : (
        t('还没有在岗证据', 'no evidence yet')
      )}
    </span>
  );
};
