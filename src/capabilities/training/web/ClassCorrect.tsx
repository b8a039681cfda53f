import { ReasonField } from '#platform/web/EventDialog.tsx';
import { ChangedNotice, useForm } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useWrite } from '#platform/web/useRead.ts';
import { type ClassOut, correctClass } from '../contract.ts';
import { rankOf } from '../rules.ts';
import { ClassForm } from './ClassForm.tsx';

const valuesOf = (c: ClassOut) => ({
  id: c.id,
  seen: c.recorded,
  reason: '',
  title: c.title,
  programme: c.programme,
  versionId: c.version?.id ?? null,
  mode: c.mode,
  orderKind: c.orderKind,
  schoolId: c.school.id,
  employerId: c.employer?.id ?? null,
  place: c.place.code,
  address: c.address,
  originCode: c.origin.code,
  hostCode: c.host?.code ?? null,
  agreementId: c.agreement?.id ?? null,
  planFrom: c.planFrom,
  planTo: c.planTo,
  enrolUntil: c.enrolUntil,
  seats: c.seats,
  note: c.note,
  source: c.source,
});

export const ClassCorrect = ({ of: c, onDone }: { of: ClassOut; onDone: () => void }) => {
  const t = useT();
  const form = useForm(correctClass, valuesOf(c));
  const write = useWrite(correctClass, { stales: ['training.'], onDone });
  const send = (over: { seen?: string } = {}) => {
    if (form.validate()) write.mutate({ ...form.values, ...over }, { onError: form.refused });
  };
  return (
    <>
      {write.error?.code === 'platform.changed' && (
        <ChangedNotice
          problem={write.error}
          fields={{
            title: t('班名', 'Title'),
            seats: t('计划人数', 'Seats'),
            planFrom: t('开始', 'First day'),
            planTo: t('结束', 'Last day'),
            enrolUntil: t('报名截止', 'Enrolment until'),
            address: t('详细地址', 'Address'),
          }}
          mine={form.values}
          onTheirs={(current) => {
            form.setValues(valuesOf(current as unknown as ClassOut));
            write.reset();
          }}
          onMine={(current) => send({ seen: (current as unknown as ClassOut).recorded })}
        />
      )}
      <ClassForm
        form={form as never}
        opened={rankOf(c.state) >= rankOf('opened')}
        {...(c.version ? { kept: { versionId: c.version.id, text: `${c.version.title} ${c.version.label}` } } : {})}
        save={t('存更正', 'Save the correction')}
        busy={write.isPending}
        problem={write.error?.code === 'platform.changed' ? null : write.error}
        extra={
          c.state === 'plan' ? undefined : (
            <ReasonField value={form.values.reason} error={form.errorOf('reason')} onChange={(r) => form.set('reason', r ?? '')} />
          )
        }
        onCancel={onDone}
        onSave={() => send()}
      />
    </>
  );
};
