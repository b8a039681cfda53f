import { Checkbox, Input, Radio, Select } from 'antd';
import { Confirm } from '#platform/web/confirm.tsx';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { EventDialog, ReasonField } from '#platform/web/EventDialog.tsx';
import { Field } from '#platform/web/form.tsx';
import { Mask } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useDeed } from '#platform/web/useDeed.ts';
import { useEvent } from '#platform/web/useEvent.ts';
import {
  addContact,
  ConsentPurpose,
  ConsentWay,
  ContactKind,
  consentPurposeTexts,
  consentWayTexts,
  contactKindTexts,
  giveConsent,
  recordDeath,
  withdrawConsent,
  withdrawFact,
} from '../contract.ts';
import type { EventProps, PersonEvent, Withdrawn } from './personEvents.ts';
import { contactWord, list, purposeWord } from './personWords.ts';

/** 去世: the person stays readable, leaves the lists, and no longer counts from the next day on. */
export const DeathDialog = ({ person, onClose, onTold }: EventProps) => {
  const t = useT();
  const event = useEvent(recordDeath, { id: person.workerId, on: '' }, () => {
    onTold(t('已登记去世', 'The death is on record'));
    onClose();
  });
  const { values } = event;
  return (
    <EventDialog
      title={t(`登记去世：${person.name}`, `Record a death: ${person.name}`)}
      note={t(
        '档案留着，不再出现在名单里；登错了可以在时间线旁撤回。',
        'The record stays and leaves the lists; an error can be withdrawn on this page.',
      )}
      action={t('登记去世', 'Record the death')}
      danger
      event={event}
      onClose={onClose}
    >
      <Field name="on" label={t('去世日期', 'Died on')} error={event.errorOf('on')}>
        <DayPicker value={values.on || undefined} onChange={(on) => event.set('on', on ?? '')} />
      </Field>
      <ReasonField optional value={values.reason} error={event.errorOf('reason')} onChange={(r) => event.set('reason', r)} />
    </EventDialog>
  );
};

/** 电话: a new one, or one in place of another. */
export const ContactDialog = ({ person, replaces, onClose, onTold }: EventProps & Pick<PersonEvent & { do: 'contact' }, 'replaces'>) => {
  const t = useT();
  const event = useEvent(
    addContact,
    {
      id: replaces?.workerId ?? person.workerId,
      phone: '',
      kind: (replaces?.kind ?? 'own') as 'own',
      holder: replaces?.holder ?? '',
      ...(replaces ? { replaces: replaces.id } : {}),
    },
    () => {
      onTold(replaces ? t('电话已更换', 'The telephone is replaced') : t('电话已登记', 'The telephone is on record'));
      onClose();
    },
  );
  const { values } = event;
  return (
    <EventDialog
      title={
        replaces
          ? t(`更换电话：${person.name}`, `Replace a telephone: ${person.name}`)
          : t(`登记电话：${person.name}`, `Record a telephone: ${person.name}`)
      }
      note={
        replaces && (
          <>
            {t('换掉 ', 'In place of ')}
            {t(contactWord(replaces.kind))} <Mask text={replaces.phoneMasked} />
          </>
        )
      }
      action={replaces ? t('更换电话', 'Replace it') : t('登记电话', 'Record it')}
      event={event}
      onClose={onClose}
    >
      <Field
        name="phone"
        label={t('手机', 'Mobile')}
        hint={t('带空格、短横、+86 都认得', 'Blanks, hyphens and +86 are understood')}
        error={event.errorOf('phone')}
      >
        <Input
          className="raw"
          inputMode="tel"
          autoComplete="off"
          maxLength={40}
          value={values.phone}
          onChange={(e) => event.set('phone', e.target.value)}
        />
      </Field>
      <Field name="kind" label={<span id="l-kind">{t('谁的电话', 'Whose')}</span>} error={event.errorOf('kind')}>
        <Radio.Group
          aria-labelledby="l-kind"
          value={values.kind}
          onChange={(e) => event.set('kind', e.target.value)}
          options={ContactKind.options.map((k) => ({ value: k, label: t(contactKindTexts[k]) }))}
        />
      </Field>
      {values.kind !== 'own' && (
        <Field name="holder" label={t('机主', 'Holder')} optional hint={t('如“丈夫”', 'Such as “husband”')} error={event.errorOf('holder')}>
          <Input value={values.holder ?? ''} maxLength={40} onChange={(e) => event.set('holder', e.target.value)} />
        </Field>
      )}
    </EventDialog>
  );
};

/** 知情同意: what for, when, how. */
export const ConsentDialog = ({ person, onClose, onTold }: EventProps) => {
  const t = useT();
  const event = useEvent(giveConsent, { id: person.workerId, purposes: [], givenOn: '', way: 'written', witness: '' }, () => {
    onTold(t('同意已登记', 'The consent is on record'));
    onClose();
  });
  const { values } = event;
  return (
    <EventDialog
      title={t(`登记知情同意：${person.name}`, `Record a consent: ${person.name}`)}
      action={t('登记同意', 'Record the consent')}
      event={event}
      onClose={onClose}
    >
      <Field name="purposes" label={<span id="l-purposes">{t('同意用于', 'Purposes')}</span>} error={event.errorOf('purposes')}>
        <Checkbox.Group
          role="group"
          aria-labelledby="l-purposes"
          value={[...values.purposes]}
          onChange={(next) => event.set('purposes', next)}
          options={ConsentPurpose.options.map((p) => ({ value: p, label: t(consentPurposeTexts[p]) }))}
        />
      </Field>
      <div className="form-2">
        <Field name="givenOn" label={t('同意日期', 'Given on')} error={event.errorOf('givenOn')}>
          <DayPicker value={values.givenOn || undefined} onChange={(day) => event.set('givenOn', day ?? '')} />
        </Field>
        <Field name="way" label={t('方式', 'Way')} error={event.errorOf('way')}>
          <Select
            value={values.way}
            onChange={(way) => event.set('way', way)}
            options={ConsentWay.options.map((w) => ({ value: w, label: t(consentWayTexts[w]) }))}
          />
        </Field>
      </div>
      <Field name="witness" label={t('见证人', 'Witness')} optional error={event.errorOf('witness')}>
        <Input value={values.witness ?? ''} maxLength={40} onChange={(e) => event.set('witness', e.target.value)} />
      </Field>
    </EventDialog>
  );
};

export const WithdrawConsentDialog = ({
  person,
  consent,
  onClose,
  onTold,
}: EventProps & Pick<PersonEvent & { do: 'withdrawConsent' }, 'consent'>) => {
  const t = useT();
  const event = useEvent(withdrawConsent, { id: consent.workerId, factId: consent.id, on: '' }, () => {
    onTold(t('撤回已登记，从那天起不再这样使用', 'The withdrawal is on record'));
    onClose();
  });
  const { values } = event;
  return (
    <EventDialog
      title={t(`${person.name} 撤回同意`, `${person.name} withdraws a consent`)}
      note={t(
        `${consent.givenOn} 同意用于：${list(t, consent.purposes.map(purposeWord))}。撤回以前的使用不受影响。`,
        `Given on ${consent.givenOn} for: ${list(t, consent.purposes.map(purposeWord))}. What was done before stays lawful.`,
      )}
      action={t('登记撤回', 'Record the withdrawal')}
      event={event}
      onClose={onClose}
    >
      <Field name="on" label={t('撤回日期', 'Withdrawn on')} error={event.errorOf('on')}>
        <DayPicker value={values.on || undefined} onChange={(on) => event.set('on', on ?? '')} />
      </Field>
    </EventDialog>
  );
};

/** 撤回登错的一条: it no longer counts, and stays readable as it was. */
export const WithdrawDialog = ({ what, onClose, onTold }: EventProps & { what: Withdrawn }) => {
  const t = useT();
  const deed = useDeed(withdrawFact, {
    stales: ['workers.'],
    onDone: () => {
      onTold(t(`已撤回：${what.words}`, `Withdrawn: ${what.words}`));
      onClose();
    },
  });
  return (
    <Confirm
      open
      held={deed.asking}
      title={t('撤回登错的这一条？', 'Withdraw this entry?')}
      action={t('撤回这一条', 'Withdraw it')}
      danger
      withReason
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={(reason) => void deed.act({ id: what.workerId, kind: what.kind, ...(what.factId ? { factId: what.factId } : {}), reason })}
    >
      <p className="b">{what.words}</p>
      <p className="sub">
        {t(
          '整条都不该有才撤回，如登到了别人名下。撤回后不再计入，但仍看得到它曾经写着什么。起止写错的，请用“更正”。',
          'Only where the whole entry should not be there, such as one that belongs to somebody else. It no longer counts and stays readable. For wrong days use “correct”.',
        )}
      </p>
    </Confirm>
  );
};
