import { Button, Checkbox, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { ChangedNotice, Field, useForm } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { useWrite } from '#platform/web/useRead.ts';
import { type AccountDetail, editAccount } from '../contractAccounts.ts';

/** Name and phone. Where somebody changed them meanwhile, both stand side by side and nothing typed is lost. */
export const EditAccount = ({ account, onDone }: { account: AccountDetail; onDone: () => void }) => {
  const t = useT();
  const [noPhone, setNoPhone] = useState(false);
  const form = useForm(editAccount, { id: account.id, version: account.version, name: account.name, phone: '' });
  const write = useWrite(editAccount, { stales: ['access.listAccounts', 'access.readAccount'], onDone });
  const save = (version: number) =>
    write.mutate(
      {
        id: account.id,
        version,
        name: form.values.name ?? '',
        // the full number is not shown here: empty leaves it as it is
        ...(noPhone ? { phone: '' } : form.values.phone ? { phone: form.values.phone } : {}),
      },
      { onError: form.refused },
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (form.validate()) save(form.values.version);
  };
  const changed = write.error?.code === 'platform.changed' ? write.error : null;
  return (
    <form onSubmit={submit} noValidate className="form block-foot">
      {changed && (
        <ChangedNotice
          problem={changed}
          fields={{ name: t('姓名', 'Name') }}
          mine={{ name: form.values.name }}
          onMine={(current) => save(Number(current.version ?? account.version))}
          onTheirs={(current) => {
            form.setValues({
              id: account.id,
              version: Number(current.version ?? account.version),
              name: String(current.name ?? account.name),
              phone: '',
            });
            write.reset();
          }}
        />
      )}
      <Field name="name" label={t('姓名', 'Name')} error={form.errorOf('name')}>
        <Input
          maxLength={40}
          value={form.values.name ?? ''}
          onChange={(e) => form.set('name', e.target.value)}
          onBlur={() => form.leave('name')}
        />
      </Field>
      {!noPhone && (
        <Field
          name="phone"
          label={t('新手机号', 'New mobile')}
          optional
          error={form.errorOf('phone')}
          hint={
            account.phoneMasked
              ? t(`现在登记的是 ${account.phoneMasked}，不换就留空`, `Now ${account.phoneMasked}; leave empty to keep it`)
              : t('还没有登记手机', 'No mobile on record yet')
          }
        >
          <Input
            className="raw"
            inputMode="tel"
            maxLength={20}
            value={form.values.phone ?? ''}
            onChange={(e) => form.set('phone', e.target.value)}
            onBlur={() => form.leave('phone')}
          />
        </Field>
      )}
      {account.phoneMasked && (
        <div className="field">
          <Checkbox checked={noPhone} onChange={(e) => setNoPhone(e.target.checked)}>
            {t('去掉登记的手机号', 'Remove the mobile on record')}
          </Checkbox>
        </div>
      )}
      <div className="row gap12 wrap">
        <Button type="primary" htmlType="submit" loading={write.isPending}>
          {t('存下更正', 'Save the correction')}
        </Button>
        <Button type="text" onClick={onDone}>
          {t('先不改', 'Not now')}
        </Button>
        {!changed && <WriteProblem problem={write.error} />}
      </div>
    </form>
  );
};
