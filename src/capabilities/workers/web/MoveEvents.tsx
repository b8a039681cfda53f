import { Input, Select } from 'antd';
import { AreaPicker } from '#platform/web/AreaPicker.tsx';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { EventDialog, ReasonField } from '#platform/web/EventDialog.tsx';
import { FromField } from '#platform/web/FromField.tsx';
import { Field } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useEvent } from '#platform/web/useEvent.ts';
import { correctHome, Hukou, hukouTexts, moveHome, type PersonPage } from '../contract.ts';
import type { EventProps } from './personEvents.ts';

const HukouSelect = ({ value, onChange, ...rest }: { value: string; onChange: (v: string) => void; id?: string }) => {
  const t = useT();
  return <Select {...rest} value={value} onChange={onChange} options={Hukou.options.map((h) => ({ value: h, label: t(hukouTexts[h]) }))} />;
};

/** 迁移: from a day on the home is elsewhere. Where that lies outside one's area the page closes. */
export const MoveDialog = ({ person, onClose, onTold }: EventProps) => {
  const t = useT();
  const now = person.homes?.find((h) => h.to === null);
  const event = useEvent(moveHome, { id: person.workerId, code: '', hukou: now?.hukou ?? 'unknown', from: '' }, ({ gone }) => {
    onTold(
      gone
        ? t(`${person.name} 已迁出您的辖区，档案由那里接着管`, `${person.name} has moved out of your area; the office there goes on`)
        : t('迁移已登记，原来的户籍留在时间线上', 'The move is on record; the former home stays on the timeline'),
      gone,
    );
    onClose();
  });
  const { values } = event;
  return (
    <EventDialog
      title={t(`登记迁移：${person.name}`, `Record a move: ${person.name}`)}
      note={t(
        '从这一天起户籍在新的地方；原来那一段到前一天为止，不会抹掉。',
        'From this day on the home is there; the former one ends the day before and is not erased.',
      )}
      action={t('登记迁移', 'Record the move')}
      event={event}
      onClose={onClose}
    >
      <Field
        name="code"
        label={t('迁到', 'New home')}
        hint={t('最好到村、社区，至少到区县', 'A village or community if known, the county at least')}
        error={event.errorOf('code')}
      >
        <AreaPicker value={values.code || undefined} onChange={(code) => event.set('code', code ?? '')} />
      </Field>
      <Field name="address" label={t('组、门牌', 'Group and house number')} optional error={event.errorOf('address')}>
        <Input value={values.address ?? ''} maxLength={100} onChange={(e) => event.set('address', e.target.value || undefined)} />
      </Field>
      <div className="form-2">
        <Field name="hukou" label={t('户口性质', 'Hukou')} error={event.errorOf('hukou')}>
          <HukouSelect value={values.hukou ?? 'unknown'} onChange={(h) => event.set('hukou', h)} />
        </Field>
        <FromField
          label={t('从哪天起', 'From')}
          day={values.from || undefined}
          precision={values.fromPrecision ?? 'day'}
          error={event.errorOf('from')}
          onChange={(from, fromPrecision) => event.setValues({ ...values, from, fromPrecision })}
        />
      </div>
      <ReasonField optional value={values.reason} error={event.errorOf('reason')} onChange={(r) => event.set('reason', r)} />
    </EventDialog>
  );
};

type Home = NonNullable<PersonPage['homes']>[number];

/** 更正一段户籍: the period as it should have been. */
export const HomeDialog = ({ home, onClose, onTold }: EventProps & { home: Home }) => {
  const t = useT();
  const event = useEvent(
    correctHome,
    {
      id: home.workerId,
      factId: home.id,
      code: home.code,
      hukou: home.hukou,
      from: home.from,
      fromPrecision: home.fromPrecision,
      ...(home.to ? { to: home.to } : {}),
      reason: '',
    },
    ({ gone }) => {
      onTold(t('户籍已更正，旧值留在时间线上', 'Corrected; the old value stays on the timeline'), gone);
      onClose();
    },
  );
  const { values } = event;
  return (
    <EventDialog
      title={t('更正这一段户籍', 'Correct this home')}
      action={t('存下更正', 'Save the correction')}
      event={event}
      onClose={onClose}
    >
      <Field name="code" label={t('户籍地', 'Home')} error={event.errorOf('code')}>
        <AreaPicker value={values.code || undefined} onChange={(code) => event.set('code', code ?? '')} />
      </Field>
      <Field
        name="address"
        label={t('组、门牌', 'Group and house number')}
        optional
        hint={t('不改就留空', 'Leave empty to keep it')}
        error={event.errorOf('address')}
      >
        <Input value={values.address ?? ''} maxLength={100} onChange={(e) => event.set('address', e.target.value || undefined)} />
      </Field>
      <Field name="hukou" label={t('户口性质', 'Hukou')} error={event.errorOf('hukou')}>
        <HukouSelect value={values.hukou ?? 'unknown'} onChange={(h) => event.set('hukou', h)} />
      </Field>
      <div className="form-2">
        <FromField
          label={t('从哪天起', 'From')}
          day={values.from || undefined}
          precision={values.fromPrecision ?? 'day'}
          error={event.errorOf('from')}
          onChange={(from, fromPrecision) => event.setValues({ ...values, from, fromPrecision })}
        />
        <Field name="to" label={t('到哪天止', 'To')} optional hint={t('还在那里就不填', 'Empty: still there')} error={event.errorOf('to')}>
          <DayPicker value={values.to} onChange={(to) => event.set('to', to)} />
        </Field>
      </div>
      <ReasonField
        value={values.reason}
        error={event.errorOf('reason')}
        onChange={(r) => event.set('reason', r ?? '')}
        onLeave={() => event.leave('reason')}
      />
    </EventDialog>
  );
};
