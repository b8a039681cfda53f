import { Link, useNavigate } from 'react-router';
import { useForm } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useWrite } from '#platform/web/useRead.ts';
import { createStandard } from '../contract.ts';
import { StandardForm, type VersionDraft } from './StandardForm.tsx';
import './training.css';

const EMPTY = {
  code: '',
  label: 'v1.0',
  title: '',
  programme: '' as VersionDraft['programme'],
  occupation: '',
  leadsTo: 'ability',
  leadsName: '',
  leadsLevel: null,
  ageFrom: 16,
  ageTo: null,
  education: '',
  admission: '',
  attendancePercent: 80,
  theoryPass: 60,
  practicePass: 60,
  passRule: '',
  materials: '',
  sizeFrom: 20,
  sizeTo: 50,
  lessonMinutes: 45,
  validFrom: '',
  sides: ['', ''],
  modules: [{ title: '', theoryHours: 0, practiceHours: 0, units: [] as string[] }],
  documentNumber: '',
  source: '',
  certainty: 'official',
  note: '',
} satisfies VersionDraft & { code: string };

export const StandardNewPage = () => {
  const t = useT();
  const go = useNavigate();
  const form = useForm(createStandard, EMPTY);
  const write = useWrite(createStandard, { stales: ['training.'], onDone: (s) => go(`/training/standards/${s.id}`) });
  return (
    <Screen
      title={t('起草培训标准', 'Draft a course standard')}
      crumb={
        <>
          <Link to="/training/standards">{t('培训标准', 'Course standards')}</Link> / {t('起草', 'New')}
        </>
      }
      sub={t(
        '先存为草案；各方的主管账号采用以后施行，采用以后内容不再改。',
        'Saved as a draft; in force once the office of every side has adopted it. Its text is fixed from the first adoption on.',
      )}
    >
      <StandardForm
        values={form.values}
        set={(name, value) => form.set(name as never, value)}
        errors={form.errors}
        withCode
        save={t('存为草案', 'Save as a draft')}
        busy={write.isPending}
        problem={write.error}
        onSave={() => {
          if (form.validate()) write.mutate(form.values, { onError: form.refused });
        }}
        onCancel={() => go('/training/standards')}
      />
    </Screen>
  );
};
