import { Button, Input } from 'antd';
import { useState } from 'react';
import { Confirm } from '#platform/web/confirm.tsx';
import { Field, useForm } from '#platform/web/form.tsx';
import { Mask, Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { Loading, ProblemView } from '#platform/web/states.tsx';
import { useDeed } from '#platform/web/useDeed.ts';
import { useRead } from '#platform/web/useRead.ts';
import { addContact, type Contact, editContact, listContacts, type Organisation, removeContact } from '../contract.ts';

/** Whom to call. The organisation's own account keeps them, too. */
export const Contacts = ({ of }: { of: Organisation }) => {
  const t = useT();
  const read = useRead(listContacts, { id: of.id });
  const [editing, setEditing] = useState<Contact | 'new' | null>(null);
  const [removing, setRemoving] = useState<Contact | null>(null);
  const remove = useDeed(removeContact, { stales: ['organisations.listContacts'], onDone: () => setRemoving(null) });
  const may = of.may.editContacts && of.mergedInto === null;
  return (
    <section className="og-part">
      <Sec
        t={t('联系人', 'Contacts')}
        x={
          may &&
          of.state === 'active' && (
            <Button type="link" size="small" className="noprint" onClick={() => setEditing('new')}>
              {t('加联系人', 'Add')}
            </Button>
          )
        }
      />
      {read.isPending ? (
        <Loading rows={2} />
      ) : read.error ? (
        <ProblemView problem={read.error} onRetry={() => void read.refetch()} />
      ) : read.data.items.length === 0 ? (
        <p className="note og-body">{t('还没有登记联系人。', 'No contact has been entered yet.')}</p>
      ) : (
        <ul className="og-line">
          {read.data.items.map((c) => (
            <li key={c.id}>
              <span>
                <b className="b">{c.name}</b> <span className="sub">{c.duty}</span>
                <br />
                {c.phone.includes('*') ? <Mask text={c.phone} /> : <a href={`tel:${c.phone.replace(/[^\d+]/g, '')}`}>{c.phone}</a>}
                {c.note && <span className="s13 sub"> {c.note}</span>}
              </span>
              {may && (
                <span className="act noprint">
                  <Button size="small" type="link" aria-label={t(`更正 ${c.name}`, `Correct ${c.name}`)} onClick={() => setEditing(c)}>
                    {t('更正', 'Correct')}
                  </Button>
                  <Button size="small" type="link" aria-label={t(`删去 ${c.name}`, `Remove ${c.name}`)} onClick={() => setRemoving(c)}>
                    {t('删去', 'Remove')}
                  </Button>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {editing && <ContactDialog of={of} contact={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      {removing && (
        <Confirm
          open
          held={remove.asking}
          title={t(`删去联系人 ${removing.name}？`, `Remove ${removing.name}?`)}
          action={t('删去', 'Remove')}
          danger
          busy={remove.busy}
          problem={remove.problem}
          onCancel={() => setRemoving(null)}
          onAct={() => void remove.act({ id: removing.organisationId, contactId: removing.id })}
        >
          <p>
            {t(
              '姓名和电话一起删去，不留旧的；操作记录里只记删去了一位。',
              'Name and number go for good; the audit only says that one was removed.',
            )}
          </p>
        </Confirm>
      )}
    </section>
  );
};

const ContactDialog = ({ of, contact, onClose }: { of: Organisation; contact: Contact | null; onClose: () => void }) => {
  const t = useT();
  const form = useForm(addContact, {
    id: contact?.organisationId ?? of.id,
    name: contact?.name ?? '',
    duty: contact?.duty ?? '',
    phone: contact?.phone ?? '',
    note: contact?.note ?? '',
  });
  const options = { stales: ['organisations.listContacts'], onDone: onClose };
  const add = useDeed(addContact, options);
  const edit = useDeed(editContact, options);
  const deed = contact ? edit : add;
  const text = (name: 'name' | 'duty' | 'phone' | 'note') => ({
    value: form.values[name] ?? '',
    onChange: (e: { target: { value: string } }) => form.set(name, e.target.value),
  });
  return (
    <Confirm
      open
      held={deed.asking}
      title={contact ? t(`更正联系人 ${contact.name}`, `Correct ${contact.name}`) : t(`${of.name} 的联系人`, `A contact of ${of.name}`)}
      action={t('存下', 'Save')}
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={() => {
        if (!form.validate()) return;
        void (contact ? edit.act({ ...form.values, contactId: contact.id, version: contact.version }) : add.act(form.values));
      }}
    >
      <div className="og-dialog">
        <Field name="name" label={t('姓名', 'Name')} error={form.errorOf('name')}>
          <Input maxLength={60} autoComplete="off" {...text('name')} />
        </Field>
        <Field name="duty" label={t('职务', 'Duty')} optional error={form.errorOf('duty')}>
          <Input maxLength={60} autoComplete="off" {...text('duty')} />
        </Field>
        <Field
          name="phone"
          label={t('电话', 'Phone')}
          error={form.errorOf('phone')}
          hint={t('手机、固定电话或热线；加密保存', 'Mobile, landline or service line; stored encrypted')}
        >
          <Input className="raw" inputMode="tel" maxLength={40} autoComplete="off" {...text('phone')} />
        </Field>
        <Field name="note" label={t('说明', 'Note')} optional error={form.errorOf('note')}>
          <Input maxLength={200} autoComplete="off" {...text('note')} />
        </Field>
      </div>
    </Confirm>
  );
};
