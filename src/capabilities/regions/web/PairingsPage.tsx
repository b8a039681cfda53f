import { Button, DatePicker, Select, Switch, Tabs } from 'antd';
import dayjs from 'dayjs';
import { Link, useNavigate } from 'react-router';
import { type Column, DataTable } from '#platform/web/DataTable.tsx';
import { I } from '#platform/web/icons.tsx';
import { useT } from '#platform/web/lang.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { Empty, EmptyFiltered, Loading, ProblemView } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { Certainty, certaintyTexts, listPairings, type Pairing, PairingLevel, pairingStateTexts, readDivision } from '../contract.ts';
import { CertaintyMark, Period, StateMark, useName } from './parts.tsx';
import { useMayManage } from './useMayManage.ts';
import { levelWord, provinceWords } from './words.ts';
import './regions.css';

const STATES = ['current', 'coming', 'ended', 'all'] as const;
type State = (typeof STATES)[number];
const oneOf = <T extends string>(all: readonly T[], value: string | undefined): T | undefined => all.find((x) => x === value);

/** The pairings as of a day; every filter stands in the address. */
export const PairingsPage = () => {
  const t = useT();
  const go = useNavigate();
  const may = useMayManage();
  const name = useName();
  const [url, setUrl] = useUrlState('asOf', 'state', 'province', 'level', 'certainty', 'code', 'mine', 'cursor');
  const state: State = oneOf(STATES, url.state) ?? 'current';
  const level = oneOf(PairingLevel.options, url.level);
  const certainty = oneOf(Certainty.options, url.certainty);
  const province = provinceWords.some((p) => p.code === url.province) ? url.province : undefined;
  const asOf = url.asOf && /^\d{4}-\d\d-\d\d$/.test(url.asOf) ? url.asOf : undefined;
  const mine = url.mine === '1';
  const found = useRead(
    listPairings,
    {
      state,
      ...(asOf ? { asOf } : {}),
      ...(level ? { level } : {}),
      ...(certainty ? { certainty } : {}),
      ...(province ? { province } : {}),
      ...(url.code ? { code: url.code } : {}),
      ...(mine ? { mine } : {}),
      ...(url.cursor ? { cursor: url.cursor } : {}),
    },
    { keep: true },
  );
  const area = useRead(readDivision, { code: url.code ?? '' }, { enabled: url.code !== undefined });
  const change = (next: Parameters<typeof setUrl>[0]) => setUrl({ ...next, cursor: undefined });
  const areaName = area.data ? name(area.data) : (url.code ?? '');
  const words = [
    state === 'all' ? t('全部', 'all') : t(pairingStateTexts[state]),
    ...(asOf ? [t(`截至 ${asOf}`, `as of ${asOf}`)] : []),
    ...(province ? [t(provinceWords.find((p) => p.code === province)!.text)] : []),
    ...(level ? [t(levelWord[level])] : []),
    ...(certainty ? [t(certaintyTexts[certainty])] : []),
    ...(url.code ? [areaName] : []),
    ...(mine ? [t('我的辖区', 'my area')] : []),
  ];
  const filtered = words.length > 1 || state !== 'current';
  const clear = () =>
    setUrl({
      asOf: undefined,
      state: undefined,
      province: undefined,
      level: undefined,
      certainty: undefined,
      code: undefined,
      mine: undefined,
      cursor: undefined,
    });

  const columns: Column<Pairing>[] = [
    { key: 'origin', title: t('输出地', 'Origin'), cell: (p) => <Link to={`/regions/pairings/${p.id}`}>{t(p.origin)}</Link> },
    { key: 'host', title: t('输入地', 'Host'), main: true, cell: (p) => t(p.host) },
    { key: 'level', title: t('层级', 'Level'), cell: (p) => <span className="nowrap">{t(levelWord[p.level])}</span> },
    { key: 'period', title: t('起止', 'From – to'), cell: (p) => <Period of={p} /> },
    { key: 'state', title: t('状态', 'State'), cell: (p) => <StateMark state={p.state} /> },
    { key: 'certainty', title: t('可靠程度', 'Certainty'), main: true, cell: (p) => <CertaintyMark certainty={p.certainty} /> },
    {
      key: 'source',
      title: t('依据', 'Source'),
      cell: (p) => (
        <span className="s12 sub" lang="zh-CN">
          {p.source}
        </span>
      ),
    },
  ];
  return (
    <Screen
      title={t('结对', 'Pairings')}
      sub={t(
        `广东各地和广西、贵州各地的结对关系，截至 ${found.data?.asOf ?? '…'}`,
        `Which places of Guangdong are paired with which of Guangxi and Guizhou, as of ${found.data?.asOf ?? '…'}`,
      )}
      actions={
        <>
          <Button icon={<I n="print" />} onClick={() => window.print()}>
            {t('打印', 'Print')}
          </Button>
          {may && (
            <Button type="primary" icon={<I n="plus" />} onClick={() => go('/regions/pairings/new')}>
              {t('登记结对', 'Enter a pairing')}
            </Button>
          )}
        </>
      }
    >
      <Tabs
        className="noprint rg-tabs"
        activeKey={state}
        onChange={(key) => change({ state: key === 'current' ? undefined : key })}
        items={STATES.map((key) => ({ key, label: key === 'all' ? t('全部', 'All') : t(pairingStateTexts[key]) }))}
      />
      <div className="filters noprint">
        <DatePicker
          className="rg-day"
          aria-label={t('看哪一天', 'As of')}
          placeholder={t('今天', 'Today')}
          value={asOf ? dayjs(asOf) : null}
          onChange={(day) => change({ asOf: day ? day.format('YYYY-MM-DD') : undefined })}
        />
        <Pick
          label={t('省', 'Province')}
          any={t('各省', 'Any province')}
          value={province}
          options={provinceWords.map((p) => [p.code, t(p.text)] as const)}
          onChange={(v) => change({ province: v })}
        />
        <Pick
          label={t('层级', 'Level')}
          any={t('各层级', 'Any level')}
          value={level}
          options={PairingLevel.options.map((l) => [l, t(levelWord[l])] as const)}
          onChange={(v) => change({ level: v })}
        />
        <Pick
          label={t('可靠程度', 'Certainty')}
          any={t('可靠程度不限', 'Any certainty')}
          value={certainty}
          options={Certainty.options.map((c) => [c, t(certaintyTexts[c])] as const)}
          onChange={(v) => change({ certainty: v })}
        />
        <span className="row">
          <Switch
            size="small"
            checked={mine}
            aria-label={t('只看我的辖区', 'Only my area')}
            onChange={(on) => change({ mine: on ? '1' : undefined })}
          />
          <span className="s13" aria-hidden="true">
            {t('只看我的辖区', 'Only my area')}
          </span>
        </span>
        {url.code && (
          <button type="button" className="chip pov" onClick={() => change({ code: undefined })}>
            {areaName} <I n="x" s={12} />
            <span className="vh">{t('去掉这个筛选', 'remove this filter')}</span>
          </button>
        )}
      </div>
      {found.error ? (
        <ProblemView problem={found.error} onRetry={() => void found.refetch()} />
      ) : !found.data ? (
        <Loading />
      ) : found.data.items.length === 0 ? (
        filtered ? (
          <EmptyFiltered words={words.join('、')} onClear={clear} />
        ) : (
          <Empty
            title={t('还没有登记结对', 'No pairing has been entered yet')}
            hint={t(
              '结对由省级登记：哪里和哪里、从哪天起、依据哪份文件。',
              'Provinces enter them: who with whom, from which day, by which document.',
            )}
            actions={may ? <Button onClick={() => go('/regions/pairings/new')}>{t('登记结对', 'Enter a pairing')}</Button> : undefined}
          />
        )
      ) : (
        <DataTable
          label={t('结对', 'Pairings')}
          columns={columns}
          rows={found.data.items}
          rowKey={(p) => p.id}
          rowName={(p) => `${t(p.origin)} – ${t(p.host)}`}
          paging={{
            total: found.data.total,
            next: found.data.next,
            previous: found.data.previous,
            unit: t('条', 'pairings'),
            onPage: (cursor) => setUrl({ cursor }),
          }}
        />
      )}
    </Screen>
  );
};

interface PickProps {
  readonly label: string;
  readonly any: string;
  readonly value: string | undefined;
  readonly options: readonly (readonly [string, string])[];
  readonly onChange: (value: string | undefined) => void;
}
const Pick = ({ label, any, value, options, onChange }: PickProps) => (
  <Select
    aria-label={label}
    value={value ?? ''}
    popupMatchSelectWidth={false}
    options={[{ value: '', label: any }, ...options.map(([v, text]) => ({ value: v, label: text }))]}
    onChange={(v: string) => onChange(v || undefined)}
  />
);
