import { Button, Select } from 'antd';
import { useRef, useState } from 'react';
import { Link } from 'react-router';
import { useAreaName } from '#platform/web/AreaName.tsx';
import { AreaPicker } from '#platform/web/AreaPicker.tsx';
import { ColumnChoice, hiddenOf, hiddenParam } from '#platform/web/ColumnChoice.tsx';
import { type Column, DataTable } from '#platform/web/DataTable.tsx';
import { FilterBar, FilterField, FilterSelect, filterWords } from '#platform/web/FilterBar.tsx';
import { I } from '#platform/web/icons.tsx';
import { Mask } from '#platform/web/kit.tsx';
import { instant, useLang, useT } from '#platform/web/lang.tsx';
import { G, St } from '#platform/web/marks.tsx';
import { PrintFoot, PrintHead } from '#platform/web/Print.tsx';
import { pagingOf } from '#platform/web/paging.ts';
import { SavedViewTabs } from '#platform/web/SavedViewTabs.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { Empty, EmptyFiltered, Loading } from '#platform/web/states.tsx';
import { useNarrow } from '#platform/web/useNarrow.ts';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { type AccountRow, AccountState, accountStateTexts, listAccounts } from '../contractAccounts.ts';
import { isRole, ROLES, roleTexts } from '../rules.ts';
import { AccountBulk } from './AccountBulk.tsx';
import { RoleLines, StandingMark } from './accountWords.tsx';
import './accounts.css';

/** Accounts inside my area: who has one, over what, how it stands. */
export const AccountListPage = () => {
  const t = useT();
  const { lang } = useLang();
  const [url, setUrl] = useUrlState('text', 'role', 'area', 'state', 'locked', 'hide', 'cursor');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  // names of ticked rows of earlier pages, for the list of results
  const seen = useRef(new Map<string, AccountRow>());
  const role = url.role && isRole(url.role) ? url.role : undefined;
  const state = AccountState.safeParse(url.state).data;
  const locked = url.locked === 'true' ? true : undefined;
  const areaName = useAreaName(url.area);
  const read = useRead(listAccounts, { cursor: url.cursor, text: url.text, role, areaCode: url.area, state, locked }, { keep: true });
  for (const row of read.data?.items ?? []) seen.current.set(row.id, row);
  const filter = (next: Parameters<typeof setUrl>[0]) => setUrl({ ...next, cursor: undefined });
  const clear = () => filter({ text: undefined, role: undefined, area: undefined, state: undefined, locked: undefined });

  const phone = useNarrow(600);
  const columns: readonly Column<AccountRow>[] = [
    {
      key: 'name',
      title: t('登录名与姓名', 'Login and name'),
      cell: (a) => (
        <Link to={`/accounts/${a.id}`} className="row-link">
          <b className="b">{a.name}</b> <span className="mute raw">{a.login}</span>
        </Link>
      ),
    },
    { key: 'roles', title: t('角色与辖区', 'Roles and areas'), cell: (a) => <RoleLines roles={a.roles} />, main: !phone },
    { key: 'phone', title: t('手机', 'Mobile'), cell: (a) => (a.phoneMasked ? <Mask text={a.phoneMasked} /> : <None />) },
    { key: 'state', title: t('状态', 'State'), cell: (a) => <StandingMark account={a} />, main: true },
    {
      key: 'codes',
      title: t('动态码', 'Codes'),
      cell: (a) => (a.codesOn ? <St k="ok">{t('已启用', 'on')}</St> : <span className="mute">{t('未启用', 'off')}</span>),
    },
    {
      key: 'last',
      title: t('上次登录', 'Last sign-in'),
      cell: (a) =>
        a.lastSignIn ? <span className="num">{instant(a.lastSignIn)}</span> : <span className="mute">{t('从未', 'never')}</span>,
    },
    { key: 'created', title: t('开户', 'Created'), cell: (a) => <span className="num">{instant(a.created).slice(0, 10)}</span> },
  ];
  const hidden = hiddenOf(url.hide ?? 'created');
  const chips = [
    ...(url.text
      ? [{ key: 'text', label: t('登录名或姓名', 'Login or name'), words: url.text, off: () => filter({ text: undefined }) }]
      : []),
    ...(role ? [{ key: 'role', label: t('角色', 'Role'), words: t(roleTexts[role]), off: () => filter({ role: undefined }) }] : []),
    ...(url.area ? [{ key: 'area', label: t('辖区', 'Area'), words: areaName, off: () => filter({ area: undefined }) }] : []),
    ...(state
      ? [{ key: 'state', label: t('状态', 'State'), words: t(accountStateTexts[state]), off: () => filter({ state: undefined }) }]
      : []),
    ...(locked
      ? [{ key: 'locked', label: t('登录', 'Sign-in'), words: t('已锁', 'locked'), off: () => filter({ locked: undefined }) }]
      : []),
  ];
  const words = filterWords(chips, lang);

  return (
    <Screen
      title={t('账号', 'Accounts')}
      sub={t('您辖区之内、由您这一级管的账号', 'The accounts inside your area that your level looks after')}
      problem={read.error}
      onRetry={() => void read.refetch()}
      actions={
        <>
          <Button type="text" icon={<I n="print" />} onClick={() => window.print()}>
            {t('打印', 'Print')}
          </Button>
          <Link to="/accounts/sheet" className="ant-link-button">
            <I n="sheet" /> {t('批量开账号', 'Accounts by sheet')}
          </Link>
          <Link to="/accounts/new" className="ant-link-button primary">
            <I n="plus" /> {t('开账号', 'New account')}
          </Link>
        </>
      }
    >
      <PrintHead title={t('账号名册', 'List of accounts')} sub={words || t('全部', 'All')} page={read.data} />
      <SavedViewTabs
        page="access.accounts"
        columns={columns.filter((c) => !hidden.has(c.key)).map((c) => c.key)}
        count={read.data?.total}
        presets={[
          { name: t('已锁', 'Locked'), query: 'locked=true' },
          { name: t('已停用', 'Disabled'), query: 'state=disabled' },
        ]}
      />
      <FilterBar
        search={{
          value: url.text,
          label: t('登录名或姓名的开头', 'Beginning of login or name'),
          onChange: (text) => filter({ text }),
        }}
        chips={chips.filter((c) => c.key !== 'text').map((c) => ({ key: c.key, label: c.label, value: c.words, onRemove: c.off }))}
        onClear={clear}
        more={
          <>
            <FilterSelect
              label={t('角色', 'Role')}
              value={role}
              options={ROLES.map((r) => ({ value: r, label: t(roleTexts[r]) }))}
              onChange={(role) => filter({ role })}
            />
            <FilterField label={t('辖区', 'Area')}>
              <AreaPicker aria-label={t('辖区', 'Area')} value={url.area} onChange={(area) => filter({ area })} />
            </FilterField>
            <FilterField label={t('状态', 'State')}>
              <Select
                allowClear
                aria-label={t('状态', 'State')}
                placeholder={t('不限', 'Any')}
                value={locked ? 'locked' : (state ?? null)}
                options={[
                  ...AccountState.options.map((s) => ({ value: s as string, label: t(accountStateTexts[s]) })),
                  { value: 'locked', label: t('已锁', 'locked') },
                ]}
                onChange={(s: string | null) =>
                  filter(s === 'locked' ? { locked: 'true', state: undefined } : { state: s ?? undefined, locked: undefined })
                }
              />
            </FilterField>
          </>
        }
        right={<ColumnChoice columns={columns} hidden={hidden} onChange={(h) => setUrl({ hide: hiddenParam(h) ?? 'none' }, true)} />}
      />
      {read.isPending ? (
        <Loading rows={12} />
      ) : !read.data ? null : read.data.items.length === 0 ? (
        chips.length ? (
          <EmptyFiltered words={words} onClear={clear} />
        ) : (
          <Empty
            title={t('您这一级还没有开过账号', 'Your level has not made any account yet')}
            hint={t(
              '给下一级的人开账号：一个一个开，或者填一张表一次开几十个。',
              'Make accounts for the people of the level below: one by one, or dozens from a sheet.',
            )}
            actions={
              <>
                <Link to="/accounts/new">{t('开一个账号', 'Make one account')}</Link>
                <Link to="/accounts/sheet">{t('用表批量开', 'Make many from a sheet')}</Link>
              </>
            }
          />
        )
      ) : (
        <DataTable
          label={t('账号', 'Accounts')}
          columns={columns}
          rows={read.data.items}
          rowKey={(a) => a.id}
          rowName={(a) => a.name}
          hidden={hidden}
          selected={ticked}
          onSelect={setTicked}
          selectionActions={
            <AccountBulk rows={[...ticked].flatMap((id) => seen.current.get(id) ?? [])} onDone={() => setTicked(new Set())} />
          }
          paging={pagingOf(read.data, url.cursor, t('个账号', 'accounts'), (cursor) => setUrl({ cursor }))}
          legend={<Legend />}
        />
      )}
      <PrintFoot />
    </Screen>
  );
};

const None = () => {
  const t = useT();
  return <span className="mute">{t('没有登记', 'none')}</span>;
};

const Legend = () => {
  const t = useT();
  return (
    <>
      <span>
        <G k="due" /> {t('已锁：输错太多次', 'locked: too many wrong tries')}
      </span>
      <span>
        <G k="later" /> {t('待改初始密码', 'initial password unchanged')}
      </span>
    </>
  );
};
