import { Button } from 'antd';
import { useContext, useState } from 'react';
import { Confirm } from '#platform/web/confirm.tsx';
import { DataTable } from '#platform/web/DataTable.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { OrganisationContext, OrganisationName } from '#platform/web/OrganisationPicker.tsx';
import { useDeed } from '#platform/web/useDeed.ts';
import type { HeldRole } from '../contract.ts';
import { type AccountDetail, endRole } from '../contractAccounts.ts';
import { Who } from './accountWords.tsx';
import { GrantRole } from './GrantRole.tsx';

/** What the account holds now, with taking back; granting; and everything it ever held. */
export const AccountRoles = ({ account }: { account: AccountDetail }) => {
  const t = useT();
  const [granting, setGranting] = useState(false);
  const [ending, setEnding] = useState<HeldRole | null>(null);
  const may = account.may.manage;
  const area = (r: HeldRole) => (r.areaCode === '' ? t('全国', 'the whole country') : r.areaName);
  const days = (r: HeldRole) => (
    <>
      <span className="nowrap">{t(`${r.validFrom} 起`, `from ${r.validFrom}`)}</span>{' '}
      {r.validTo && <span className="nowrap">{t(`到 ${r.validTo}`, `until ${r.validTo}`)}</span>}
    </>
  );
  const held = [
    { key: 'role', title: t('角色', 'Role'), cell: (r: HeldRole) => <b className="b">{t(r.text)}</b> },
    { key: 'area', title: t('辖区', 'Area'), cell: area, main: true },
    { key: 'days', title: t('哪些天', 'Days'), cell: days },
  ];
  const relation = {
    key: 'relation',
    title: t('所属', 'Belongs to'),
    cell: (r: HeldRole) => <Bound relation={r.relation} />,
  };
  const bound = account.history.some((r) => r.relation) ? [relation] : [];
  return (
    <>
      <section className="block">
        <Sec
          t={t('现在的角色', 'Roles now')}
          x={
            may &&
            !granting && (
              <Button type="link" size="small" onClick={() => setGranting(true)}>
                {t('授予角色', 'Grant a role')}
              </Button>
            )
          }
        />
        {account.roles.length === 0 ? (
          <p className="prose sub">
            {t(
              '没有角色：可以登录，但什么也看不到。授予一个角色，或者停用这个账号。',
              'No role: it can sign in but sees nothing. Grant a role, or disable the account.',
            )}
          </p>
        ) : (
          <DataTable
            label={t('现在的角色', 'Roles now')}
            rows={account.roles}
            rowKey={(r) => r.id}
            rowName={(r) => t(r.text)}
            columns={[
              ...held,
              ...bound,
              ...(may
                ? [
                    {
                      key: 'end',
                      title: <span className="vh">{t('收回', 'Take back')}</span>,
                      right: true,
                      main: true,
                      cell: (r: HeldRole) => (
                        <Button type="link" size="small" onClick={() => setEnding(r)}>
                          {t('收回', 'Take back')}
                          <span className="vh"> {t(r.text)}</span>
                        </Button>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </section>
      {granting && <GrantRole account={account} onDone={() => setGranting(false)} />}
      <section className="block">
        <Sec t={t('授予与收回的经过', 'Granted and taken back')} sub={t('新的在前', 'newest first')} />
        {account.history.length === 0 ? (
          <p className="prose sub">{t('从来没有授予过角色', 'No role was ever granted')}</p>
        ) : (
          <DataTable
            label={t('授予与收回的经过', 'Granted and taken back')}
            rows={account.history}
            rowKey={(r) => r.id}
            rowName={(r) => t(r.text)}
            columns={[
              {
                key: 'role',
                title: t('角色与辖区', 'Role and area'),
                cell: (r) => (
                  <>
                    {t(r.text)} <span className="mute wrap-any">{area(r)}</span>
                  </>
                ),
              },
              held[2]!,
              ...bound,
              {
                key: 'granted',
                title: t('授予', 'Granted'),
                cell: (r) => (
                  <>
                    <span className="num">{instant(r.granted)}</span> <Who who={r.grantedBy} />
                  </>
                ),
              },
              {
                key: 'ended',
                title: t('收回', 'Taken back'),
                cell: (r) =>
                  r.ended ? (
                    <>
                      <span className="num">{instant(r.ended)}</span> <Who who={r.endedBy} />
                      {r.endReason && <div className="sub">{r.endReason}</div>}
                    </>
                  ) : (
                    <span className="mute">{t('没有收回', 'not taken back')}</span>
                  ),
              },
            ]}
          />
        )}
      </section>
      {ending && <EndRole account={account} role={ending} onClose={() => setEnding(null)} />}
    </>
  );
};

const EndRole = ({ account, role, onClose }: { account: AccountDetail; role: HeldRole; onClose: () => void }) => {
  const t = useT();
  const deed = useDeed(endRole, { stales: ['access.'], onDone: onClose });
  return (
    <Confirm
      open
      held={deed.asking}
      title={t(`收回 ${account.name} 的“${t(role.text)}”？`, `Take ${t(role.text)} back from ${account.name}?`)}
      action={t('收回这个角色', 'Take this role back')}
      danger
      withReason
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={(reason) => void deed.act({ id: account.id, grantId: role.id, reason })}
    >
      <p>
        {t(
          `从下一次点击起，这个账号不再看得到 ${role.areaName || '全国'} 里凭这个角色看到的人。经过留在下面的表里。`,
          `From the next click on, the account no longer sees what this role showed in ${role.areaName || 'the whole country'}. The record stays in the table below.`,
        )}
      </p>
    </Confirm>
  );
};

/** The organisation by its name, a worker by the number. */
const Bound = ({ relation }: { relation: string | null }) => {
  const organisations = useContext(OrganisationContext);
  if (relation?.startsWith('org:') && organisations) return <OrganisationName id={relation.slice(4)} />;
  return <span className="raw s12">{relation ?? '—'}</span>;
};
