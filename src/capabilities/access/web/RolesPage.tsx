import { Select } from 'antd';
import { Fragment, useState } from 'react';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { G, St } from '#platform/web/marks.tsx';
import { PrintFoot, PrintHead } from '#platform/web/Print.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useNarrow } from '#platform/web/useNarrow.ts';
import { levelWords } from './accountWords.tsx';
import { capabilityTexts } from './capabilityTexts.ts';
import { RoleExplained, useSeesWords } from './RoleExplained.tsx';
import { type RoleList, useRoles } from './useRoles.ts';
import './accounts.css';

/** Role by permission, to read. Who holds which role is changed on the account. */
export const RolesPage = () => {
  const t = useT();
  const roles = useRoles();
  const narrow = useNarrow(1024);
  return (
    <Screen
      title={t('角色与权限', 'Roles and permissions')}
      sub={t(
        '角色能办什么是定好的，这里只看。要改一个人的角色，打开他的账号。',
        'What a role may do is fixed and shown here to read. To change someone’s roles, open their account.',
      )}
      busy={roles.isPending}
      problem={roles.error}
      onRetry={() => void roles.refetch()}
    >
      <PrintHead title={t('角色与权限', 'Roles and permissions')} />
      {roles.data && (narrow ? <OneRole list={roles.data} /> : <Matrix list={roles.data} />)}
      {roles.data && <Sees list={roles.data} />}
      <PrintFoot />
    </Screen>
  );
};

const Matrix = ({ list }: { list: RoleList }) => {
  const t = useT();
  const groups = Map.groupBy(list.permissions, (p) => p.name.split('.')[0] ?? '');
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="table-scroll" aria-label={t('角色与权限', 'Roles and permissions')} tabIndex={0}>
        <table className="t3 matrix">
          <thead>
            <tr>
              <th scope="col">{t('能办什么', 'May')}</th>
              {list.roles.map((r) => (
                <th key={r.role} scope="col">
                  {t(r.text)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr className="levels">
              <th scope="row">{t('可以管到哪一级', 'May be held over')}</th>
              {list.roles.map((r) => (
                <td key={r.role}>{t(levelWords(r.levels))}</td>
              ))}
            </tr>
            <tr>
              <th scope="row">{t('您可以授予', 'You may grant it')}</th>
              {list.roles.map((r) => (
                <td key={r.role}>
                  <Cell yes={r.grantable} />
                </td>
              ))}
            </tr>
            {[...groups].map(([capability, permissions]) => (
              <Fragment key={capability}>
                <tr className="group">
                  <th scope="colgroup" colSpan={list.roles.length + 1}>
                    {capabilityTexts[capability] ? t(capabilityTexts[capability]) : capability}
                  </th>
                </tr>
                {permissions.map((p) => (
                  <tr key={p.name}>
                    <th scope="row">{t(p.text)}</th>
                    {list.roles.map((r) => (
                      <td key={r.role}>
                        <Cell yes={r.permissions.includes(p.name)} />
                      </td>
                    ))}
                  </tr>
                ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      </section>
      <p className="note block-foot">
        <G k="ok" /> {t('可以；空着是不可以。每一步服务器都再核一次。', 'may; empty: may not. The server decides each step again.')}
      </p>
    </>
  );
};

const Cell = ({ yes }: { yes: boolean }) => {
  const t = useT();
  return yes ? <G k="ok" label={t('可以', 'may')} /> : <span className="vh">{t('不可以', 'may not')}</span>;
};

/** On a narrow screen one role at a time. */
const OneRole = ({ list }: { list: RoleList }) => {
  const t = useT();
  const [name, setName] = useState(list.roles[0]?.role);
  const role = list.roles.find((r) => r.role === name);
  return (
    <>
      <div className="field">
        <label htmlFor="one-role">{t('看哪个角色', 'Which role')}</label>
        <Select
          id="one-role"
          value={name ?? null}
          options={list.roles.map((r) => ({ value: r.role, label: t(r.text) }))}
          onChange={(next) => next && setName(next)}
        />
      </div>
      <RoleExplained role={role} list={list} />
      {role?.grantable && (
        <p className="block-foot">
          <St k="ok">{t('您可以授予这个角色', 'You may grant this role')}</St>
        </p>
      )}
    </>
  );
};

const Sees = ({ list }: { list: RoleList }) => {
  const t = useT();
  const sees = useSeesWords();
  return (
    <section className="block spaced">
      <Sec t={t('看得到谁', 'Whom they see')} />
      <dl className="facts sees">
        {list.roles.map((r) => (
          <div key={r.role}>
            <dt>{t(r.text)}</dt>
            <dd>{sees(r.role)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
};
