import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { EventDialog } from '#platform/web/EventDialog.tsx';
import { Field } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useEvent } from '#platform/web/useEvent.ts';
import { useRead } from '#platform/web/useRead.ts';
import { addTeacher, listTeachers, TeacherKind, teacherKindTexts } from '../contract.ts';

interface Props {
  readonly id?: string;
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  /** Whose teachers may be chosen; those without a name are left out. */
  readonly organisations: readonly { readonly id: string; readonly name: string }[];
  /** Already sent to the class, from elsewhere. */
  readonly sent?: readonly { readonly id: string; readonly name: string }[];
  /** The day they must be in service. */
  readonly on: string;
  readonly status?: 'error';
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: boolean;
}

/** A teacher of the school or the employer, or a mentor sent to the class; whoever is missing is entered from here. */
export const TeacherPicker = ({ value, onChange, organisations, sent = [], on, ...rest }: Props) => {
  const t = useT();
  const [adding, setAdding] = useState<{ id: string; name: string } | null>(null);
  const day = /^\d{4}-\d\d-\d\d$/.test(on) ? { on } : {};
  const [one, two] = organisations;
  const first = useRead(listTeachers, { organisation: one?.id ?? '', ...day }, { enabled: one !== undefined, keep: true });
  const second = useRead(listTeachers, { organisation: two?.id ?? '', ...day }, { enabled: two !== undefined, keep: true });
  const groups = [
    { of: one, data: first.data },
    { of: two, data: second.data },
  ].flatMap(({ of, data }) => (of && data ? [{ of, data }] : []));
  const known = new Set(groups.flatMap((g) => g.data.items.map((i) => i.id)));
  const options = [
    ...groups.map((g) => ({
      label: g.of.name,
      options: g.data.items.map((i) => ({ value: i.id, label: i.duty ? `${i.name}（${i.duty}）` : i.name })),
    })),
    ...(sent.some((s) => !known.has(s.id))
      ? [
          {
            label: t('派来的导师', 'Mentors sent'),
            options: sent.filter((s) => !known.has(s.id)).map((s) => ({ value: s.id, label: s.name })),
          },
        ]
      : []),
  ].filter((g) => g.options.length > 0);
  return (
    <>
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={value}
        options={options}
        onChange={(v: string | null) => onChange(v ?? null)}
        notFoundContent={t('名单里还没有教师', 'No teacher on the list yet')}
        {...rest}
      />
      {groups.some((g) => g.data.mayWrite) && (
        <span className="row gap12 wrap tr-add">
          {groups
            .filter((g) => g.data.mayWrite)
            .map((g) => (
              <Button key={g.of.id} type="link" size="small" className="tr-link" onClick={() => setAdding(g.of)}>
                {t(`给${g.of.name}登记教师`, `Enter a teacher of ${g.of.name}`)}
              </Button>
            ))}
        </span>
      )}
      {adding && (
        <AddTeacher
          of={adding}
          on={on}
          onClose={() => setAdding(null)}
          onDone={(id) => {
            setAdding(null);
            onChange(id);
          }}
        />
      )}
    </>
  );
};

const AddTeacher = ({
  of,
  on,
  onClose,
  onDone,
}: {
  of: { id: string; name: string };
  on: string;
  onClose: () => void;
  onDone: (id: string) => void;
}) => {
  const t = useT();
  const event = useEvent(
    addTeacher,
    { organisationId: of.id, name: '', kind: 'teacher', duty: '', fromDay: on },
    (made) => onDone(made.id),
    ['training.listTeachers'],
  );
  return (
    <EventDialog
      title={t(`给${of.name}登记教师`, `Enter a teacher of ${of.name}`)}
      action={t('登记', 'Enter')}
      event={event}
      onClose={onClose}
    >
      <div className="form-2">
        <Field name="name" label={t('姓名', 'Name')} error={event.errorOf('name')}>
          <Input maxLength={40} autoComplete="off" value={event.values.name} onChange={(e) => event.set('name', e.target.value)} />
        </Field>
        <Field name="kind" label={t('类别', 'Kind')} error={event.errorOf('kind')}>
          <Select
            value={event.values.kind}
            options={TeacherKind.options.map((k) => ({ value: k, label: t(teacherKindTexts[k]) }))}
            onChange={(k) => event.set('kind', k)}
          />
        </Field>
      </div>
      <Field
        name="duty"
        label={t('职务、职称、等级', 'Post, title, level')}
        optional
        error={event.errorOf('duty')}
        hint={t('如“中式烹调高级技师”', 'Such as “senior technician, Chinese cuisine”')}
      >
        <Input maxLength={80} value={event.values.duty ?? ''} onChange={(e) => event.set('duty', e.target.value)} />
      </Field>
      <Field name="fromDay" label={t('从哪天起', 'From')} error={event.errorOf('fromDay')}>
        <DayPicker value={event.values.fromDay || undefined} onChange={(d) => event.set('fromDay', d ?? '')} />
      </Field>
    </EventDialog>
  );
};
