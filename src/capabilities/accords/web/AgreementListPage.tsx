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
import { PrintFoot, PrintHead } from '#platform/web/Print.tsx';
import { pagingOf } from '#platform/web/paging.ts';
import { SavedViewTabs } from '#platform/web/SavedViewTabs.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useCan } from '#platform/web/session.tsx';
import { Empty, EmptyFiltered, Loading } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import {
  AgreementLevel,
  AgreementProgramme,
  type AgreementRow,
  AgreementState,
  agreementLevelTexts,
  agreementProgrammeTexts,
  agreementStateTexts,
  EXPORT,
  exportAgreements,
  listAgreements,
  SIGN,
  WRITE,
} from '../contract.ts';
import { AgreementMark, Period, Signed, SignedLegend, TextWaits } from './parts.tsx';
import './accords.css';

/** Agreements of one's own sides and of the areas above; every filter stands in the address. */
export const AgreementListPage = () => {
  const t = useT();
  const exportWords = useExportWords();
  const { lang } = useLang();
  const can = useCan();
  const go = useNavigate();
  const [url, setUrl] = useUrlState('q', 'level', 'state', 'origin', 'host', 'programme', 'waiting', 'asOf', 'cursor');
  const level = AgreementLevel.safeParse(url.level).data;
  const state = AgreementState.safeParse(url.state).data;
  const programme = AgreementProgramme.safeParse(url.programme).data;
  const asOf = /^\d{4}-\d\d-\d\d$/.test(url.asOf ?? '') ? url.asOf : undefined;
  const waiting = url.waiting === 'true' ? true : undefined;
  const [originName, hostName] = [useAreaName(url.origin), useAreaName(url.host)];
  const filter = { q: url.q, level, state, origin: url.origin, host: url.host, programme, waiting, asOf };
  const read = useRead(listAgreements, { ...filter, cursor: url.cursor }, { keep: true });
  const change = (next: Parameters<typeof setUrl>[0]) => setUrl({ ...next, cursor: undefined });
  const clear = () =>
    change({
      q: undefined,
      level: undefined,
      state: undefined,
      origin: undefined,
      host: undefined,
      programme: undefined,
      waiting: undefined,
      asOf: undefined,
    });

  const columns: readonly Column<AgreementRow>[] = [
    {
      key: 'title',
      title: t('协议', 'Agreement'),
      cell: (a) => (
        <Link to={`/agreements/${a.id}`} className="row-link" lang="zh-CN">
          <b className="b">{a.title}</b>
          {a.documentNumber && <span className="mute s12"> {a.documentNumber}</span>}
        </Link>
      ),
    },
    { key: 'level', title: t('层级', 'Level'), cell: (a) => <span className="nowrap">{t(agreementLevelTexts[a.level])}</span> },
    { key: 'origin', title: t('输出地', 'Origin'), cell: (a) => t(a.origin) },
    { key: 'host', title: t('输入地', 'Host'), cell: (a) => t(a.host) },
    { key: 'period', title: t('起止', 'From – to'), cell: (a) => <Period of={a} /> },
    { key: 'signed', title: t('签字：出、入', 'Signed: origin, host'), cell: (a) => <Signed of={a} /> },
    {
      key: 'state',
      title: t('状态', 'State'),
      main: true,
      cell: (a) => (
        <span className="ac-state">
          <AgreementMark of={a} />
          <TextWaits of={a} />
          {a.endProposed && (a.state === 'force' || a.state === 'coming') && (
            <span className="s12 mute nowrap">{t(`提出 ${a.endProposed} 结束`, `end on ${a.endProposed} proposed`)}</span>
          )}
        </span>
      ),
    },
  ];
  const chips = [
    ...(url.q ? [{ key: 'q', label: t('名称', 'Title'), words: url.q, off: () => change({ q: undefined }) }] : []),
    ...(level
      ? [{ key: 'level', label: t('层级', 'Level'), words: t(agreementLevelTexts[level]), off: () => change({ level: undefined }) }]
      : []),
    ...(state
      ? [{ key: 'state', label: t('状态', 'State'), words: t(agreementStateTexts[state]), off: () => change({ state: undefined }) }]
      : []),
    ...(url.origin ? [{ key: 'origin', label: t('输出地', 'Origin'), words: originName, off: () => change({ origin: undefined }) }] : []),
    ...(url.host ? [{ key: 'host', label: t('输入地', 'Host'), words: hostName, off: () => change({ host: undefined }) }] : []),
    ...(programme
      ? [
          {
            key: 'programme',
            label: t('工程', 'Programme'),
            words: t(agreementProgrammeTexts[programme]),
            off: () => change({ programme: undefined }),
          },
        ]
      : []),
    ...(waiting
      ? [
          {
            key: 'waiting',
            label: t('办理', 'To do'),
            words: t('等本地签字或答复', 'waits for this office'),
            off: () => change({ waiting: undefined }),
          },
        ]
      : []),
    ...(asOf ? [{ key: 'asOf', label: t('截至', 'As of'), words: asOf, off: () => change({ asOf: undefined }) }] : []),
  ];
  const words = filterWords(chips, lang);
  return (
    <Screen
      title={t('协作协议', 'Agreements')}
      sub={t(
        `两地签的劳务协作协议：从草稿、双方签字、生效到结束，截至 ${read.data?.asOf ?? '…'}`,
        `What two sides agreed on, from draft and signatures to its end, as of ${read.data?.asOf ?? '…'}`,
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
              of={exportAgreements}
              input={filter}
              file={`${t('协作协议', 'agreements')}.xlsx`}
              disabled={read.data?.total === 0}
            >
              {exportWords(read.data?.total, '份')}
            </ExportButton>
          )}
          {can(WRITE) && (
            <Button type="primary" icon={<I n="plus" />} onClick={() => go('/agreements/new')}>
              {t('登记协议', 'Enter an agreement')}
            </Button>
          )}
        </>
      }
    >
      <PrintHead title={t('协作协议一览', 'List of agreements')} sub={words || t('全部', 'All')} page={read.data} />
      <SavedViewTabs
        page="accords.list"
        columns={columns.map((c) => c.key)}
        count={read.data?.total}
        presets={[
          { name: t('生效中', 'In force'), query: 'state=force' },
          ...(can(SIGN) ? [{ name: t('等我办的', 'Waiting for me'), query: 'waiting=true' }] : []),
          { name: t('草稿', 'Drafts'), query: 'state=draft' },
          { name: t('已结束', 'Ended'), query: 'state=ended' },
        ]}
      />
      <FilterBar
        search={{ value: url.q, label: t('协议名称或文号', 'Title or document number'), onChange: (q) => change({ q }) }}
        chips={chips.filter((c) => c.key !== 'q').map((c) => ({ key: c.key, label: c.label, value: c.words, onRemove: c.off }))}
        onClear={clear}
        more={
          <>
            <FilterSelect
              label={t('层级', 'Level')}
              value={level}
              options={AgreementLevel.options.map((l) => ({ value: l, label: t(agreementLevelTexts[l]) }))}
              onChange={(level) => change({ level })}
            />
            <FilterSelect
              label={t('状态', 'State')}
              value={state}
              options={AgreementState.options.map((s) => ({ value: s, label: t(agreementStateTexts[s]) }))}
              onChange={(state) => change({ state })}
            />
            <FilterField label={t('输出地', 'Origin')}>
              <AreaPicker aria-label={t('输出地', 'Origin')} value={url.origin} onChange={(origin) => change({ origin })} />
            </FilterField>
            <FilterField label={t('输入地', 'Host')}>
              <AreaPicker aria-label={t('输入地', 'Host')} value={url.host} onChange={(host) => change({ host })} />
            </FilterField>
            <FilterSelect
              label={t('涉及的工程', 'Programme')}
              value={programme}
              options={AgreementProgramme.options.map((p) => ({ value: p, label: t(agreementProgrammeTexts[p]) }))}
              onChange={(programme) => change({ programme })}
            />
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
            title={t('还没有登记过协议', 'No agreement has been entered yet')}
            hint={t(
              '省、市、县两地签的劳务协作协议登记在这里：一方登记草稿，双方各自签字后生效；目标、工作要点都挂在协议下。',
              'Agreements of provinces, prefectures and counties stand here: one side enters a draft, both sign; targets and plans hang on them.',
            )}
            actions={can(WRITE) ? <Link to="/agreements/new">{t('登记第一份', 'Enter the first')}</Link> : undefined}
          />
        )
      ) : (
        <DataTable
          label={t('协作协议', 'Agreements')}
          columns={columns}
          rows={read.data.items}
          rowKey={(a) => a.id}
          rowName={(a) => a.title}
          legend={<SignedLegend />}
          paging={pagingOf(read.data, url.cursor, t('份', 'agreements'), (cursor) => setUrl({ cursor }))}
        />
      )}
      <PrintFoot />
    </Screen>
  );
};
