import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { Loading, ProblemView, WriteProblem } from '#platform/web/states.tsx';
import { useWrite } from '#platform/web/useRead.ts';
import { type AccountDetail, grantRole } from '../contractAccounts.ts';
import { HoldingFields } from './HoldingFields.tsx';
import { faultsOf, faultsOfRefusal, holdingInput, noHolding } from './holding.ts';
import { RoleExplained } from './RoleExplained.tsx';
import { useRoles } from './useRoles.ts';

/** One more role for an account: only what the reader may grant, only inside their own area. */
export const GrantRole = ({ account, onDone }: { account: AccountDetail; onDone: () => void }) => {
  const t = useT();
  const roles = useRoles();
  const [draft, setDraft] = useState(noHolding);
  const [tried, setTried] = useState(false);
  const write = useWrite(grantRole, { stales: ['access.'], onDone });
  const faults = tried ? { ...faultsOfRefusal(write.error?.body.errors), ...faultsOf(draft) } : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const first = Object.keys(faultsOf(draft))[0];
    if (first) return document.getElementById(`f-${first}`)?.focus();
    write.mutate({ id: account.id, ...holdingInput(draft) });
  };
  return (
    <section className="block">
      <Sec t={t('授予角色', 'Grant a role')} />
      {roles.isPending ? (
        <Loading rows={4} />
      ) : roles.error ? (
        <ProblemView problem={roles.error} onRetry={() => void roles.refetch()} />
      ) : (
        <div className="grant">
          <form className="form block-foot" onSubmit={submit} noValidate>
            <HoldingFields
              roles={roles.data.roles}
              draft={draft}
              faults={faults}
              onChange={(d) => {
                setDraft(d);
                if (write.error) write.reset();
              }}
            />
            <div className="row gap12 wrap">
              <Button type="primary" htmlType="submit" loading={write.isPending}>
                {t(`授予 ${account.name}`, `Grant to ${account.name}`)}
              </Button>
              <Button type="text" onClick={onDone}>
                {t('先不授', 'Not now')}
              </Button>
              <WriteProblem problem={write.error} />
            </div>
          </form>
          <RoleExplained role={roles.data.roles.find((r) => r.role === draft.role)} list={roles.data} />
        </div>
      )}
    </section>
  );
};
