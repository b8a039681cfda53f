import { Link, useNavigate } from 'react-router';
import { useForm } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useWrite } from '#platform/web/useRead.ts';
import { createClass } from '../contract.ts';
import { type ClassDraft, ClassForm } from './ClassForm.tsx';
import './training.css';

const EMPTY = {
  title: '',
  programme: '' as ClassDraft['programme'],
  versionId: null,
  mode: 'doorstep',
  orderKind: null,
  schoolId: '',
  employerId: null,
  place: '',
  address: '',
  originCode: '',
  hostCode: null,
  agreementId: null,
  planFrom: '',
  planTo: '',
  enrolUntil: '',
  seats: 0,
  note: '',
  source: '',
} satisfies ClassDraft;

export const ClassNewPage = () => {
  const t = useT();
  const go = useNavigate();
  const form = useForm(createClass, EMPTY);
  const write = useWrite(createClass, { stales: ['training.'], onDone: (c) => go(`/training/classes/${c.id}`) });
  return (
    <Screen
      title={t('登记培训班', 'Enter a class')}
      crumb={
        <>
          <Link to="/training/classes">{t('培训班', 'Classes')}</Link> / {t('登记', 'New')}
        </>
      }
      sub={t(
        '先存为计划；排好课表、写好经费以后报审批。每一版都留着。',
        'Saved as a plan; handed in for approval once its timetable and budget are complete. Every version is kept.',
      )}
    >
      <ClassForm
        form={form}
        save={t('存为计划', 'Save as a plan')}
        busy={write.isPending}
        problem={write.error}
        onCancel={() => go('/training/classes')}
        onSave={() => {
          if (form.validate()) write.mutate(form.values, { onError: form.refused });
        }}
      />
    </Screen>
  );
};
