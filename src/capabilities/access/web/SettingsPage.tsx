import { useQueryClient } from '@tanstack/react-query';
import { Button, Input, Radio } from 'antd';
import { useState } from 'react';
import { AreaName } from '#platform/web/AreaName.tsx';
import { CallFailed, call } from '#platform/web/api.ts';
import { DataTable } from '#platform/web/DataTable.tsx';
import { ChangedNotice, Field, useForm } from '#platform/web/form.tsx';
import { Chip, Facts, Sec } from '#platform/web/kit.tsx';
import { instant, useLang, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { useSteppedUp } from '#platform/web/stepUp.tsx';
import { useRead, useWrite } from '#platform/web/useRead.ts';
import {
  editMe,
  endMyOtherSessions,
  endMySession,
  languageTexts,
  listMySessions,
  type Me,
  type OwnSession,
  readMe,
  renewRecoveryCodes,
  switchOffCodes,
} from '../contract.ts';
import { CodesSetup, RecoveryCodes } from './CodesSetup.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import './access.css';

/** My account: who I am here, phone, language, password, codes, where I am signed in. */
export const SettingsPage = () => {
  const t = useT();
  const me = useRead(readMe, {});
  return (
    <Screen title={t('我的设置', 'My settings')} busy={me.isPending} problem={me.error}>
      {me.data && (
        <div className="settings">
          <section className="section">
            <Sec t={t('我是谁', 'Who I am here')} />
            <Facts
              rows={[
                [
                  t('登录名', 'Login'),
                  <span key="l" className="raw">
                    {me.data.account.login}
                  </span>,
                ],
                [t('姓名', 'Name'), me.data.account.name],
                [
                  t('角色与辖区', 'Roles and areas'),
                  <ul key="r">
                    {me.data.roles.map((r) => (
                      <li key={r.id}>
                        <Chip kind="k">{t(r.text)}</Chip> <AreaName code={r.areaCode} zh={r.areaName} />
                      </li>
                    ))}
                  </ul>,
                ],
              ]}
            />
          </section>
          <Profile me={me.data} />
          <section className="section">
            <Sec t={t('密码', 'Password')} />
            <div className="pad">
              <PasswordForm login={me.data.account.login} onDone={() => void me.refetch()} />
            </div>
          </section>
          <Codes me={me.data} />
          <Sessions />
        </div>
      )}
    </Screen>
  );
};

const Profile = ({ me }: { me: Me }) => {
  const t = useT();
  const client = useQueryClient();
  const { chooseLang } = useLang();
  const form = useForm(editMe, { version: me.account.version, phone: me.account.phone ?? '', language: me.account.language });
  const write = useWrite(editMe, {
    onDone: (next) => {
      client.setQueryData([readMe.id, {}], next);
      form.setValues({ version: next.account.version, phone: next.account.phone ?? '', language: next.account.language });
      chooseLang(next.account.language);
    },
  });
  const save = (version = form.values.version) => form.validate() && write.mutate({ ...form.values, version }, { onError: form.refused });
  return (
    <section className="section">
      <Sec t={t('联系与语言', 'Contact and language')} />
      <form
        className="form pad"
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          save();
        }}
      >
        {write.error && (
          <ChangedNotice
            problem={write.error}
            fields={{ phone: t('手机', 'Mobile'), language: t('语言', 'Language') }}
            mine={form.values}
            onMine={(current) => save(Number(current.version))}
            onTheirs={(current) => {
              form.setValues({
                version: Number(current.version),
                phone: String(current.phone ?? ''),
                language: current.language === 'en' ? 'en' : 'zh',
              });
              write.reset();
            }}
          />
        )}
        <Field
          name="phone"
          label={t('手机', 'Mobile')}
          optional
          hint={t('加密保存，别人看到的是遮蔽后的', 'Stored encrypted; others see it masked')}
          error={form.errorOf('phone')}
        >
          <Input
            className="raw"
            inputMode="tel"
            autoComplete="tel"
            value={form.values.phone ?? ''}
            onBlur={() => form.leave('phone')}
            onChange={(e) => form.set('phone', e.target.value)}
          />
        </Field>
        <fieldset className="field plain">
          <legend>{t('语言', 'Language')}</legend>
          <Radio.Group
            value={form.values.language}
            onChange={(e) => form.set('language', e.target.value)}
            options={(['zh', 'en'] as const).map((l) => ({ value: l, label: l === 'zh' ? '中文' : 'English', title: t(languageTexts[l]) }))}
          />
        </fieldset>
        <div className="row gap12">
          <Button type="primary" htmlType="submit" loading={write.isPending}>
            {t('存下', 'Save')}
          </Button>
          {write.isSuccess && <St k="ok">{t('已存', 'Saved')}</St>}
          <WriteProblem problem={write.error?.code === 'platform.changed' || write.error?.body.errors ? null : write.error} />
        </div>
      </form>
    </section>
  );
};

const Codes = ({ me }: { me: Me }) => {
  const t = useT();
  const client = useQueryClient();
  const stepped = useSteppedUp();
  const [fresh, setFresh] = useState<readonly string[] | null>(null);
  const [problem, setProblem] = useState<CallFailed | null>(null);
  const again = () => client.invalidateQueries({ queryKey: [readMe.id] });
  const run = async (deed: () => Promise<void>) => {
    setProblem(null);
    try {
      await stepped(deed);
    } catch (error) {
      if (error instanceof CallFailed) setProblem(error);
    }
  };
  return (
    <section className="section">
      <Sec t={t('动态码', 'Codes')} sub={me.codesOn ? <St k="ok">{t('已启用', 'on')}</St> : <St k="off">{t('未启用', 'off')}</St>} />
      <div className="pad">
        {fresh ? (
          <RecoveryCodes
            codes={fresh}
            onKept={() => {
              setFresh(null);
              void again();
            }}
          />
        ) : me.codesOn ? (
          <>
            <p>{t(`还有 ${me.recoveryCodesLeft} 个备用码。`, `${me.recoveryCodesLeft} recovery codes left.`)}</p>
            <div className="row gap12 wrap">
              <Button onClick={() => void run(async () => setFresh((await call(renewRecoveryCodes, {})).recoveryCodes))}>
                {t('换一批备用码', 'New recovery codes')}
              </Button>
              <Button
                danger
                onClick={() =>
                  void run(async () => {
                    await call(switchOffCodes, {});
                    await again();
                  })
                }
              >
                {t('停用动态码', 'Switch codes off')}
              </Button>
              <WriteProblem problem={problem} />
            </div>
          </>
        ) : (
          <CodesSetup onDone={() => void again()} />
        )}
      </div>
    </section>
  );
};

const Sessions = () => {
  const t = useT();
  const sessions = useRead(listMySessions, {});
  const end = useWrite(endMySession, { stales: ['access.listMySessions'] });
  const others = useWrite(endMyOtherSessions, { stales: ['access.listMySessions'] });
  const items = sessions.data?.items ?? [];
  return (
    <section className="section">
      <Sec
        t={t('我登录在哪里', 'Where I am signed in')}
        x={
          items.length > 1 && (
            <Button size="small" loading={others.isPending} onClick={() => others.mutate({})}>
              {t('结束其他各处', 'End all others')}
            </Button>
          )
        }
      />
      <DataTable<OwnSession>
        label={t('我的登录', 'My sessions')}
        rows={items}
        rowKey={(s) => s.id}
        rowName={(s) => t(s.device)}
        columns={[
          {
            key: 'device',
            title: t('设备', 'Device'),
            cell: (s) => (
              <>
                {t(s.device)} {s.current && <Chip kind="pov">{t('这一处', 'this one')}</Chip>}
              </>
            ),
          },
          { key: 'seen', title: t('最近使用', 'Last used'), main: true, cell: (s) => <time className="num">{instant(s.lastSeen)}</time> },
          { key: 'started', title: t('登录时间', 'Signed in'), cell: (s) => <time className="num">{instant(s.started)}</time> },
          { key: 'ip', title: t('网络地址', 'Address'), cell: (s) => <span className="raw">{s.ip}</span> },
          {
            key: 'end',
            title: <span className="vh">{t('操作', 'Action')}</span>,
            main: true,
            cell: (s) =>
              s.current ? null : (
                <Button size="small" loading={end.isPending && end.variables?.id === s.id} onClick={() => end.mutate({ id: s.id })}>
                  {t('结束', 'End')}
                </Button>
              ),
          },
        ]}
      />
      <WriteProblem problem={end.error ?? others.error} />
    </section>
  );
};
