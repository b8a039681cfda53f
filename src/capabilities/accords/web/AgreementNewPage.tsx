import { Link, useNavigate } from 'react-router';
import { useForm } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useWrite } from '#platform/web/useRead.ts';
import { createAgreement } from '../contract.ts';
import { AgreementForm, type Draft } from './AgreementForm.tsx';
import './accords.css';

const EMPTY: Draft = {
  level: 'county',
  originCode: '',
  originName: '',
  hostCode: '',
  hostName: '',
  title: '',
  documentNumber: '',
  validFrom: '',
  validTo: '',
  programmes: [],
  covers: '',
  fileId: null,
  source: '',
  certainty: 'official',
  note: '',
};

export const AgreementNewPage = () => {
  const t = useT();
  const go = useNavigate();
  const form = useForm(createAgreement, EMPTY);
  const write = useWrite(createAgreement, { stales: ['accords.'], onDone: (a) => go(`/agreements/${a.id}`) });
  return (
    <Screen
      title={t('登记协作协议', 'Enter an agreement')}
      crumb={
        <>
          <Link to="/agreements">{t('协作协议', 'Agreements')}</Link> / {t('登记', 'New')}
        </>
      }
      sub={t(
        '先存为草稿，双方都看得到；各自的主管账号签字以后生效。签字前可以随意改，每一版都留着。',
        'Saved as a draft that both sides see; it holds once each side’s own office has signed. Until then it can be changed freely; every version is kept.',
      )}
    >
      <AgreementForm
        form={form}
        save={t('存为草稿', 'Save as a draft')}
        busy={write.isPending}
        problem={write.error}
        onCancel={() => go('/agreements')}
        onSave={() => {
          if (form.validate()) write.mutate(form.values, { onError: form.refused });
        }}
      />
    </Screen>
  );
};
