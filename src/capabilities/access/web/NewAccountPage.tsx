import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import type { Output } from '#platform/contract.ts';
import { Field, useForm } from '#platform/web/form.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { useWrite } from '#platform/web/useRead.ts';
import type { Text } from '#standards/text.ts';
import { createAccount } from '../contractAccounts.ts';
import { HoldingFields } from './HoldingFields.tsx';
import { faultsOf, faultsOfRefusal, holdingInput, noHolding } from './holding.ts';
import { InitialPassword } from './InitialPassword.tsx';
import { RoleExplained } from './RoleExplained.tsx';
import { useRoles } from './useRoles.ts';
import './accounts.css';

// the person's own fields by the endpoint's own rules; the role has sentences of its own
const person = { ...createAccount, input: createAccount.input.pick({ login: true, name: true, phone: true }) };
const nobody = { login: '', name: '', phone: '' };

/** One account for one person of the level below. */
export const NewAccountPage = () => {
  const t = useT();
  const roles = useRoles();
  const [made, setMade] = useState<Output<typeof createAccount> | null>(null);
  const [round, setRound] = useState(0);
  return (
    <Screen
      title={t('开账号', 'New account')}
      crumb={
        <>
          <Link to="/accounts">{t('账号', 'Accounts')}</Link> / {t('开账号', 'New account')}
        </>
      }
      sub={t(
        '一人一个账号，不合用。开好以后把初始密码当面交给本人。',
        'One account for one person, never shared. Hand the initial password over in person.',
      )}
      busy={roles.isPending}
      problem={roles.error}
      onRetry={() => void roles.refetch()}
    >
      {made ? (
        <>
          <InitialPassword login={made.account.login} name={made.account.name} password={made.initialPassword} />
          <div className="row gap12 wrap noprint">
            <Button
              type="primary"
              onClick={() => {
                setMade(null);
                setRound(round + 1);
              }}
            >
              {t('再开一个', 'Make another')}
            </Button>
            <Link to={`/accounts/${made.account.id}`}>
              {t(`打开 ${made.account.name} 的账号`, `Open the account of ${made.account.name}`)}
            </Link>
          </div>
        </>
      ) : (
        roles.data && <Form key={round} list={roles.data} onMade={setMade} />
      )}
    </Screen>
  );
};

interface FormProps {
  readonly list: NonNullable<ReturnType<typeof useRoles>['data']>;
  readonly onMade: (made: Output<typeof createAccount>) => void;
}
const Form = ({ list, onMade }: FormProps) => {
  const t = useT();
  const form = useForm(person, nobody);
  const [draft, setDraft] = useState(noHolding);
  const [tried, setTried] = useState(false);
  const write = useWrite(createAccount, { stales: ['access.listAccounts'], onDone: onMade });
  const faults = tried ? { ...faultsOfRefusal(write.error?.body.errors), ...faultsOf(draft) } : {};
  const text = (name: 'login' | 'name' | 'phone') => ({
    value: form.values[name] ?? '',
    onChange: (e: { target: { value: string } }) => form.set(name, e.target.value),
    onBlur: () => form.values[name] && form.leave(name),
  });
  // an empty field is missing, not too short
  const errorOf = (field: 'login' | 'name', missing: Text) => {
    const error = form.errorOf(field);
    return error && !String(form.values[field] ?? '').trim() ? { ...error, text: missing } : error;
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const wrong = Object.keys(faultsOf(draft))[0];
    if (!form.validate()) return;
    if (wrong) return document.getElementById(`f-${wrong}`)?.focus();
    write.mutate(
      { login: form.values.login, name: form.values.name, phone: form.values.phone ?? '', role: holdingInput(draft) },
      { onError: form.refused },
    );
  };
  const left = form.errors.length + Object.keys(faults).length;
  const name = String(form.values.name ?? '').trim();
  return (
    <form onSubmit={submit} noValidate>
      <div className="account-form">
        <div>
          <section className="block">
            <Sec t={t('是谁', 'Who')} />
            <div className="block-foot">
              <Field
                name="name"
                label={t('姓名', 'Name')}
                error={errorOf('name', { zh: '没有填姓名', en: 'Enter the name' })}
                hint={t('写真实姓名，操作记录里用它', 'The real name; the audit uses it')}
              >
                <Input maxLength={40} autoComplete="off" {...text('name')} />
              </Field>
              <Field
                name="login"
                label={t('登录名', 'Login')}
                error={errorOf('login', { zh: '没有填登录名', en: 'Enter a login' })}
                hint={t(
                  '小写字母、数字和短横，如 pt-renshe-01；以后不能改',
                  'Lower-case letters, digits and hyphens, such as pt-renshe-01; cannot be changed later',
                )}
              >
                <Input className="raw" maxLength={32} autoComplete="off" autoCapitalize="none" spellCheck={false} {...text('login')} />
              </Field>
              <Field
                name="phone"
                label={t('手机', 'Mobile')}
                optional
                error={form.errorOf('phone')}
                hint={t('11 位，加密保存，只显示前 3 位和后 4 位', '11 digits, stored encrypted, shown with its middle masked')}
              >
                <Input className="raw" inputMode="tel" maxLength={20} autoComplete="off" {...text('phone')} />
              </Field>
            </div>
          </section>
          <section className="block">
            <Sec t={t('管什么', 'Responsible for')} x={t('以后可以再加、再收回', 'more can be granted or taken back later')} />
            <div className="block-foot">
              <HoldingFields
                roles={list.roles}
                draft={draft}
                faults={faults}
                onChange={(d) => {
                  setDraft(d);
                  if (write.error) write.reset();
                }}
              />
            </div>
          </section>
        </div>
        <RoleExplained role={list.roles.find((r) => r.role === draft.role)} list={list} />
      </div>
      <div className="save-bar">
        <Button type="primary" htmlType="submit" loading={write.isPending}>
          {name ? t(`给 ${name} 开账号`, `Make an account for ${name}`) : t('开账号', 'Make the account')}
        </Button>
        {write.error ? (
          <WriteProblem problem={write.error} />
        ) : (
          tried &&
          left > 0 && (
            <span className="stt stt-no" role="status">
              {t(`还有 ${left} 处要改`, `${left} field(s) need correcting`)}
            </span>
          )
        )}
      </div>
    </form>
  );
};
