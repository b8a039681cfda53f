import { Button, Checkbox, InputNumber } from 'antd';
import { type FormEvent, useState } from 'react';
import { Field, useForm } from '#platform/web/form.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { useDeed } from '#platform/web/useDeed.ts';
import { useRead } from '#platform/web/useRead.ts';
import { readSecurity, type SecuritySettings, saveSecurity } from '../contractWatch.ts';
import { ROLES, roleTexts } from '../rules.ts';
import './accounts.css';

/** How long a session lasts, and which roles must use codes. */
export const SecuritySettingsPage = () => {
  const t = useT();
  const read = useRead(readSecurity, {});
  return (
    <Screen
      title={t('登录与会话', 'Sign-in and sessions')}
      sub={t(
        '对所有账号都有效；改动留痕，存之前再确认一次是您本人',
        'For all accounts; changes go on record, and you are asked to confirm that it is you',
      )}
      busy={read.isPending}
      problem={read.error}
      onRetry={() => void read.refetch()}
    >
      {read.data && <Form saved={read.data} />}
    </Screen>
  );
};

const Form = ({ saved }: { saved: SecuritySettings }) => {
  const t = useT();
  const form = useForm(saveSecurity, { ...saved, codeRoles: [...saved.codeRoles] });
  const [done, setDone] = useState(false);
  const deed = useDeed(saveSecurity, { stales: ['access.readSecurity', 'access.readMe'] });
  const { idleMinutes, absoluteHours, codeRoles } = form.values;
  const change = (name: 'idleMinutes' | 'absoluteHours' | 'codeRoles', value: unknown) => {
    setDone(false);
    form.set(name, value);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!form.validate()) return;
    setDone(Boolean(await deed.act({ idleMinutes, absoluteHours, codeRoles })));
  };
  return (
    <form className="form" onSubmit={(e) => void submit(e)} noValidate>
      <section className="block">
        <Sec t={t('登录多久', 'How long a session lasts')} />
        <div className="block-foot">
          <Field
            name="idleMinutes"
            label={t('多久不动就自动退出（分钟）', 'Minutes without activity until it ends')}
            error={form.errorOf('idleMinutes')}
            hint={t('5 至 240 分钟；办公室里人来人往，宜短', '5 to 240 minutes; short is better where people come and go')}
          >
            <InputNumber className="minutes" value={idleMinutes} onChange={(v) => change('idleMinutes', v ?? undefined)} />
          </Field>
          <Field
            name="absoluteHours"
            label={t('一次登录最长（小时）', 'Hours any session lasts at most')}
            error={form.errorOf('absoluteHours')}
            hint={t('1 至 24 小时；到时要重新登录', '1 to 24 hours; then everyone signs in anew')}
          >
            <InputNumber className="minutes" value={absoluteHours} onChange={(v) => change('absoluteHours', v ?? undefined)} />
          </Field>
        </div>
      </section>
      <section className="block">
        <Sec
          t={t('必须用动态码的角色', 'Roles that must use codes')}
          sub={t(`选了 ${codeRoles.length} 个`, `${codeRoles.length} chosen`)}
        />
        <p className="note block-foot">
          {t(
            '存下之后，这些角色的人要先在手机上设好动态码，才能办别的事，正在用的也一样。没有智能手机的人就办不了事，请先问清楚。',
            'Once saved, people in these roles must set up codes on a phone before anything else, those signed in now too. Without a smartphone they cannot work; ask first.',
          )}
        </p>
        <fieldset className="role-checks">
          <legend className="vh">{t('必须用动态码的角色', 'Roles that must use codes')}</legend>
          {ROLES.map((r) => (
            <Checkbox
              key={r}
              checked={codeRoles.includes(r)}
              onChange={(e) => change('codeRoles', e.target.checked ? [...codeRoles, r] : codeRoles.filter((c) => c !== r))}
            >
              {t(roleTexts[r])}
            </Checkbox>
          ))}
        </fieldset>
      </section>
      <div className="save-bar">
        <Button type="primary" htmlType="submit" loading={deed.busy}>
          {t('存下设置', 'Save the settings')}
        </Button>
        {!deed.asking && <WriteProblem problem={deed.problem} />}
        <span role="status">{done && <St k="ok">{t('已存下', 'Saved')}</St>}</span>
      </div>
    </form>
  );
};
