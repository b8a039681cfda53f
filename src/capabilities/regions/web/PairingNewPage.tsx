import { Link, useNavigate } from 'react-router';
import { useForm } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useWrite } from '#platform/web/useRead.ts';
import { createPairing } from '../contract.ts';
import { type Facts, PairingForm } from './PairingForm.tsx';
import './regions.css';

const EMPTY: Facts = {
  level: 'county',
  originCode: '',
  originName: '',
  hostCode: '',
  hostName: '',
  validFrom: '',
  fromPrecision: 'day',
  validTo: null,
  toPrecision: null,
  source: '',
  certainty: 'official',
  note: '',
};

export const PairingNewPage = () => {
  const t = useT();
  const go = useNavigate();
  const form = useForm(createPairing, EMPTY);
  const write = useWrite(createPairing, { stales: ['regions.'], onDone: (p) => go(`/regions/pairings/${p.id}`) });
  return (
    <Screen
      title={t('登记结对', 'Enter a pairing')}
      crumb={
        <>
          <Link to="/regions/pairings">{t('结对', 'Pairings')}</Link> / {t('登记', 'New')}
        </>
      }
      sub={t(
        '哪里和哪里、从哪天起、依据是什么。以后可以更正，每一版都留着。',
        'Who with whom, since when, by which document. It can be corrected later; every version is kept.',
      )}
    >
      <PairingForm
        form={form}
        save={t('登记', 'Enter')}
        busy={write.isPending}
        problem={write.error}
        onCancel={() => go('/regions/pairings')}
        onSave={() => {
          if (form.validate()) write.mutate(form.values, { onError: form.refused });
        }}
      />
    </Screen>
  );
};
