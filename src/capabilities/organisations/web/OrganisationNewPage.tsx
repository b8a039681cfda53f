import { Link, useNavigate } from 'react-router';
import { useForm } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useWrite } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { createOrganisation, OrganisationKind } from '../contract.ts';
import { EMPTY, OrganisationForm } from './OrganisationForm.tsx';

/** A new organisation; `?kind=station` begins as a station. */
export const OrganisationNewPage = () => {
  const t = useT();
  const go = useNavigate();
  const [url] = useUrlState('kind');
  const kind = OrganisationKind.safeParse(url.kind).data;
  const form = useForm(createOrganisation, { ...EMPTY, kinds: kind ? [kind] : [] });
  const write = useWrite(createOrganisation, { stales: ['organisations.'], onDone: (o) => go(`/organisations/${o.id}`) });
  const name = form.values.name.trim();
  return (
    <Screen
      title={t('登记机构', 'Register an organisation')}
      crumb={
        <>
          <Link to="/organisations">{t('机构与场所', 'Organisations')}</Link> / {t('登记', 'New')}
        </>
      }
      sub={t(
        '先看右边有没有同一家，没有再登记。以后可以更正，每一版都留着。',
        'Look first whether it is here already. It can be corrected later; every version is kept.',
      )}
    >
      <OrganisationForm
        form={form}
        save={name ? t(`登记“${name}”`, `Register ${name}`) : t('登记', 'Register')}
        busy={write.isPending}
        problem={write.error}
        onCancel={() => go('/organisations')}
        onSave={() => {
          if (form.validate()) write.mutate(form.values, { onError: form.refused });
        }}
      />
    </Screen>
  );
};
