import { Button, Input } from 'antd';
import { useState } from 'react';
import { Confirm } from '#platform/web/confirm.tsx';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { Field, useForm } from '#platform/web/form.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useDeed } from '#platform/web/useDeed.ts';
import { addStaff, endStaff, type Organisation, type Staff } from '../contract.ts';
import { Days } from './parts.tsx';

/** Who works there, now and before. */
export const StaffPart = ({ of }: { of: Organisation }) => {
  const t = useT();
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Staff | null>(null);
  const may = of.may.write && of.mergedInto === null;
  if (of.staff.length === 0 && !of.stationLevel) return null;
  return (
    <section className="og-part">
      <Sec
        t={t('工作人员', 'Staff')}
        x={
          may &&
          of.state === 'active' && (
            <Button type="link" size="small" className="noprint" onClick={() => setAdding(true)}>
              {t('加工作人员', 'Add')}
            </Button>
          )
        }
      />
      {of.staff.length === 0 ? (
        <p className="note og-body">{t('还没有登记谁在这个站工作。', 'Nobody has been entered as working at this station yet.')}</p>
      ) : (
        <ul className="og-line">
          {of.staff.map((s) => (
            <li key={s.id}>
              <span>
                <b className="b">{s.name}</b> <span className="sub">{s.duty}</span>
                {s.login && <span className="raw s12 mute"> {s.login}</span>}
                <br />
                <span className="s13 sub">
                  <Days from={s.fromDay} to={s.toDay} />
                </span>
              </span>
              {may && s.toDay === null && (
                <span className="act noprint">
                  <Button size="small" type="link" aria-label={t(`${s.name} 离岗`, `${s.name} left`)} onClick={() => setEnding(s)}>
                    {t('离岗', 'Left')}
                  </Button>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {adding && <StaffDialog of={of} onClose={() => setAdding(false)} />}
      {ending && <EndDialog staff={ending} onClose={() => setEnding(null)} />}
    </section>
  );
};

const StaffDialog = ({ of, onClose }: { of: Organisation; onClose: () => void }) => {
  const t = useT();
  const form = useForm(addStaff, { id: of.id, name: '', duty: '', login: '', fromDay: '', toDay: null });
  const deed = useDeed(addStaff, { stales: ['organisations.'], onDone: onClose });
  const text = (name: 'name' | 'duty' | 'login') => ({
    value: form.values[name] ?? '',
    onChange: (e: { target: { value: string } }) => form.set(name, e.target.value),
  });
  return (
    <Confirm
      open
      held={deed.asking}
      title={t(`${of.name} 的工作人员`, `Staff of ${of.name}`)}
      action={t('登记', 'Enter')}
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={() => form.validate() && void deed.act(form.values)}
    >
      <div className="og-dialog">
        <Field name="name" label={t('姓名', 'Name')} error={form.errorOf('name')}>
          <Input maxLength={60} autoComplete="off" {...text('name')} />
        </Field>
        <Field
          name="duty"
          label={t('职责', 'Duty')}
          error={form.errorOf('duty')}
          hint={t('如：站长；接站、回访', 'Such as: head; arrivals, visits')}
        >
          <Input maxLength={60} autoComplete="off" {...text('duty')} />
        </Field>
        <Field
          name="login"
          label={t('登录名', 'Login')}
          optional
          error={form.errorOf('login')}
          hint={t('有账号的写上', 'Where there is an account')}
        >
          <Input className="raw" maxLength={60} autoComplete="off" {...text('login')} />
        </Field>
        <div className="form-2">
          <Field name="fromDay" label={t('从哪天起', 'First day')} error={form.errorOf('fromDay')}>
            <DayPicker value={form.values.fromDay || undefined} onChange={(d) => form.set('fromDay', d ?? '')} />
          </Field>
          <Field name="toDay" label={t('到哪天止', 'Last day')} optional error={form.errorOf('toDay')}>
            <DayPicker value={form.values.toDay ?? undefined} onChange={(d) => form.set('toDay', d ?? null)} />
          </Field>
        </div>
      </div>
    </Confirm>
  );
};

const EndDialog = ({ staff, onClose }: { staff: Staff; onClose: () => void }) => {
  const t = useT();
  const [day, setDay] = useState<string | undefined>();
  const deed = useDeed(endStaff, { stales: ['organisations.'], onDone: onClose });
  return (
    <Confirm
      open
      held={deed.asking}
      title={t(`${staff.name} 离岗`, `${staff.name} left`)}
      action={t('登记离岗', 'Record it')}
      withReason
      ready={day !== undefined}
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={(reason) => day && void deed.act({ id: staff.organisationId, staffId: staff.id, toDay: day, reason })}
    >
      <div className="og-dialog">
        <Field name="toDay" label={t('最后一天', 'Last day')}>
          <DayPicker value={day} onChange={setDay} />
        </Field>
      </div>
    </Confirm>
  );
};
