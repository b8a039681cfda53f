import { Select } from 'antd';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { EventDialog, ReasonField } from '#platform/web/EventDialog.tsx';
import { FromField } from '#platform/web/FromField.tsx';
import { Field } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useEvent } from '#platform/web/useEvent.ts';
import { addIdentity, correctIdentity, IdentityKind, identityKindTexts, type PersonPage } from '../contract.ts';
import type { EventProps } from './personEvents.ts';
import { identityWord, isMonitored } from './personWords.ts';

type Identity = NonNullable<PersonPage['identities']>[number];

const KindSelect = ({ value, onChange, ...rest }: { value: string; onChange: (v: string) => void; id?: string }) => {
  const t = useT();
  return (
    <Select
      {...rest}
      value={value || null}
      placeholder={t('选一种身份', 'Choose a group')}
      onChange={onChange}
      options={IdentityKind.options.map((k) => ({ value: k, label: t(identityKindTexts[k]) }))}
    />
  );
};

/** 进入身份: a period of 脱贫户, 监测对象, 农村低收入 or 易地搬迁 begins. */
export const AddIdentityDialog = ({ person, onClose, onTold }: EventProps) => {
  const t = useT();
  const event = useEvent(addIdentity, { id: person.workerId, kind: '' as never, from: '' }, () => {
    onTold(t('身份已登记', 'The group is on record'));
    onClose();
  });
  const { values } = event;
  return (
    <EventDialog
      title={t(`登记身份：${person.name}`, `Record a group: ${person.name}`)}
      note={t(
        '按认定文件上的起止写。已退出的也可以补登，把终止日填上。',
        'As the decision says. A group left long ago can be added too; give its last day.',
      )}
      action={t('登记身份', 'Record the group')}
      event={event}
      onClose={onClose}
    >
      <Field name="kind" label={t('身份', 'Group')} error={event.errorOf('kind')}>
        <KindSelect value={values.kind} onChange={(kind) => event.set('kind', kind)} />
      </Field>
      <div className="form-2">
        <FromField
          label={t('从哪天起', 'From')}
          day={values.from || undefined}
          precision={values.fromPrecision ?? 'day'}
          error={event.errorOf('from')}
          onChange={(from, fromPrecision) => event.setValues({ ...values, from, fromPrecision })}
        />
        <Field name="to" label={t('到哪天止', 'Last day')} optional error={event.errorOf('to')}>
          <DayPicker value={values.to} onChange={(to) => event.set('to', to)} />
        </Field>
      </div>
      {isMonitored(values.kind) && (
        <Field name="riskRemoved" label={t('风险消除日', 'Risk removed on')} optional error={event.errorOf('riskRemoved')}>
          <DayPicker value={values.riskRemoved} onChange={(day) => event.set('riskRemoved', day)} />
        </Field>
      )}
      <ReasonField optional value={values.reason} error={event.errorOf('reason')} onChange={(r) => event.set('reason', r)} />
    </EventDialog>
  );
};

export type IdentityDeed = 'end' | 'risk' | 'correct';

/** 退出 sets the last day, 风险消除 its own day without ending the period, 更正 says how the period should have been. */
export const IdentityDialog = ({ person, identity, deed, onClose, onTold }: EventProps & { identity: Identity; deed: IdentityDeed }) => {
  const t = useT();
  const event = useEvent(
    correctIdentity,
    {
      id: identity.workerId,
      factId: identity.id,
      kind: identity.kind,
      from: identity.from,
      fromPrecision: identity.fromPrecision,
      ...(identity.to ? { to: identity.to } : {}),
      ...(identity.riskRemoved ? { riskRemoved: identity.riskRemoved } : {}),
      reason: '',
    },
    () => {
      onTold(
        deed === 'end'
          ? t(`已登记退出${t(identityWord(identity.kind))}`, `End of “${t(identityWord(identity.kind))}” is on record`)
          : deed === 'risk'
            ? t('风险消除已登记，身份仍在', 'The removal of the risk is on record; the group still holds')
            : t('身份已更正，旧值留在时间线上', 'Corrected; the old value stays on the timeline'),
      );
      onClose();
    },
  );
  const { values } = event;
  const word = t(identityWord(identity.kind));
  const title = {
    end: t(`${person.name} 退出：${word}`, `${person.name} leaves: ${word}`),
    risk: t(`风险消除：${word}`, `Risk removed: ${word}`),
    correct: t(`更正身份：${word}`, `Correct the group: ${word}`),
  }[deed];
  const action = {
    end: t('登记退出', 'Record the end'),
    risk: t('登记风险消除', 'Record it'),
    correct: t('存下更正', 'Save the correction'),
  }[deed];
  return (
    <EventDialog
      title={title}
      note={
        deed === 'risk'
          ? t(
              '风险消除不等于退出：身份照旧算，只是标明风险已消除。',
              'Removing the risk does not end the group; it only says so beside it.',
            )
          : deed === 'end'
            ? t(
                '填还算数的最后一天。以前的数字仍按当时的身份算。',
                'Give the last day it holds. Figures of earlier days keep the group of that day.',
              )
            : undefined
      }
      action={action}
      ready={deed === 'end' ? values.to !== undefined : deed === 'risk' ? values.riskRemoved !== undefined : true}
      event={event}
      onClose={onClose}
    >
      {deed === 'correct' && (
        <>
          <Field name="kind" label={t('身份', 'Group')} error={event.errorOf('kind')}>
            <KindSelect value={values.kind} onChange={(kind) => event.set('kind', kind)} />
          </Field>
          <FromField
            label={t('从哪天起', 'From')}
            day={values.from || undefined}
            precision={values.fromPrecision ?? 'day'}
            error={event.errorOf('from')}
            onChange={(from, fromPrecision) => event.setValues({ ...values, from, fromPrecision })}
          />
        </>
      )}
      {deed !== 'risk' && (
        <Field name="to" label={t('最后一天', 'Last day')} {...(deed === 'correct' ? { optional: true } : {})} error={event.errorOf('to')}>
          <DayPicker value={values.to} onChange={(to) => event.set('to', to)} />
        </Field>
      )}
      {(deed === 'risk' || (deed === 'correct' && isMonitored(values.kind))) && (
        <Field
          name="riskRemoved"
          label={t('风险消除日', 'Risk removed on')}
          {...(deed === 'correct' ? { optional: true } : {})}
          error={event.errorOf('riskRemoved')}
        >
          <DayPicker value={values.riskRemoved} onChange={(day) => event.set('riskRemoved', day)} />
        </Field>
      )}
      <ReasonField
        value={values.reason}
        error={event.errorOf('reason')}
        onChange={(r) => event.set('reason', r ?? '')}
        onLeave={() => event.leave('reason')}
      />
    </EventDialog>
  );
};
