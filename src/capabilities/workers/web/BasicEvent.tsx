import { Checkbox, Input, Radio, Select } from 'antd';
import { useEffect, useState } from 'react';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { EventDialog, ReasonField } from '#platform/web/EventDialog.tsx';
import { ChangedNotice, Field } from '#platform/web/form.tsx';
import { Mask } from '#platform/web/kit.tsx';
import { useLang, useT } from '#platform/web/lang.tsx';
import { useCan } from '#platform/web/session.tsx';
import { useEvent } from '#platform/web/useEvent.ts';
import { useRead } from '#platform/web/useRead.ts';
import { ethnicGroups } from '#standards/ethnic-groups/ethnicGroups.ts';
import { checkWorker, correctBasic, DocumentKind, documentKindTexts } from '../contract.ts';
import type { EventProps } from './personEvents.ts';

/** 更正姓名证件. Starts from the version on the screen: where somebody else was faster, both stand side by side. */
export const BasicDialog = ({ person, onClose, onTold }: EventProps) => {
  const t = useT();
  const { lang } = useLang();
  const hasNumber = person.numberMasked !== undefined && person.numberMasked !== '';
  const [otherNumber, setOtherNumber] = useState(!hasNumber);
  const event = useEvent(
    correctBasic,
    {
      id: person.workerId,
      recorded: person.recorded,
      name: person.name,
      documentKind: person.documentKind,
      ethnic: person.ethnic,
      sex: person.sex,
      keepNumber: hasNumber,
      reason: '',
    },
    () => {
      onTold(t('已更正，旧值留在时间线上', 'Corrected; the old value stays on the timeline'));
      onClose();
    },
  );
  const { values } = event;
  const told = values.documentKind === 'residentIdCard';
  const noNumber = values.documentKind === 'none';
  const check = useNumberCheck(person.workerId, values.documentKind ?? 'residentIdCard', otherNumber ? values.number : undefined);
  const changed = event.problem?.code === 'platform.changed' ? event.problem : null;
  const groups = ethnicGroups.map((g) => ({ value: g.code, label: lang === 'zh' ? g.zh : `${g.en} ${g.zh}` }));
  /** What the number tells is not sent as if it had been typed. */
  const save = (recorded: string) => {
    const { number: _number, sex, birthday, ...rest } = values;
    event.setValues(values);
    event.save({
      ...rest,
      recorded,
      keepNumber: !otherNumber && !noNumber,
      number: otherNumber && !noNumber ? values.number : undefined,
      sex: told ? undefined : sex,
      birthday: told ? undefined : birthday,
    } as Partial<typeof values>);
  };
  return (
    <EventDialog
      title={t(`更正：${person.name}`, `Correct: ${person.name}`)}
      note={t(
        '写错了才在这里改。改过的旧值留在时间线上，查得到谁改的、为什么改。',
        'For what was entered wrongly. Old values stay on the timeline, with who changed them and why.',
      )}
      action={t('存下更正', 'Save the correction')}
      event={event}
      problem={changed ? null : event.problem}
      onClose={onClose}
      onSave={() => save(values.recorded)}
    >
      {changed && (
        <ChangedNotice
          problem={changed}
          fields={{ name: t('姓名', 'Name'), documentKind: t('证件类型', 'Document'), ethnic: t('民族', 'Ethnic group') }}
          mine={{ name: values.name, documentKind: values.documentKind, ethnic: values.ethnic }}
          onMine={(current) => save(String(current.recorded ?? person.recorded))}
          onTheirs={(current) => {
            event.setValues({
              ...values,
              recorded: String(current.recorded ?? person.recorded),
              name: String(current.name ?? person.name),
              ethnic: String(current.ethnic ?? person.ethnic),
            });
            event.forget();
          }}
        />
      )}
      <Field name="name" label={t('姓名', 'Name')} error={event.errorOf('name')}>
        <Input value={values.name} maxLength={60} onChange={(e) => event.set('name', e.target.value)} />
      </Field>
      <Field name="documentKind" label={t('证件类型', 'Document')} error={event.errorOf('documentKind')}>
        <Select
          value={values.documentKind ?? 'residentIdCard'}
          onChange={(kind) => {
            event.set('documentKind', kind);
            if (kind !== person.documentKind) setOtherNumber(kind !== 'none');
          }}
          options={DocumentKind.options.map((k) => ({ value: k, label: t(documentKindTexts[k]) }))}
        />
      </Field>
      {hasNumber && !noNumber && values.documentKind === person.documentKind && (
        <p className="check-row">
          <Checkbox checked={otherNumber} onChange={(e) => setOtherNumber(e.target.checked)}>
            {t('证件号也登错了，现在是 ', 'The number is wrong too; now ')}
            <Mask text={person.numberMasked ?? ''} />
          </Checkbox>
        </p>
      )}
      {otherNumber && !noNumber && (
        <Field
          name="number"
          label={t('证件号', 'Number')}
          error={event.errorOf('number') ?? check.error}
          {...(check.understood ? { understood: check.understood } : {})}
          hint={t('带空格、单引号、小写 x、15 位都认得', 'Blanks, apostrophes, a small x and 15 digits are understood')}
        >
          <Input
            className="raw"
            autoComplete="off"
            maxLength={40}
            value={values.number ?? ''}
            onChange={(e) => event.set('number', e.target.value || undefined)}
          />
        </Field>
      )}
      {!told && (
        <div className="form-2">
          <Field
            name="birthday"
            label={t('出生日期', 'Birthday')}
            optional
            hint={t('不改就留空', 'Leave empty to keep it')}
            error={event.errorOf('birthday')}
          >
            <DayPicker value={values.birthday} onChange={(day) => event.set('birthday', day)} />
          </Field>
          <Field name="sex" label={<span id="l-sex">{t('性别', 'Sex')}</span>} error={event.errorOf('sex')}>
            <Radio.Group
              aria-labelledby="l-sex"
              value={values.sex}
              onChange={(e) => event.set('sex', e.target.value)}
              options={[
                { value: '1', label: t('男', 'male') },
                { value: '2', label: t('女', 'female') },
                { value: '9', label: t('未说明', 'not stated') },
              ]}
            />
          </Field>
        </div>
      )}
      <Field name="ethnic" label={t('民族', 'Ethnic group')} optional error={event.errorOf('ethnic')}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          allowClear
          value={values.ethnic || null}
          placeholder={t('如 毛南族', 'such as Maonan')}
          onChange={(code: string | null) => event.set('ethnic', code ?? '')}
          options={groups}
        />
      </Field>
      <ReasonField
        value={values.reason}
        error={event.errorOf('reason')}
        onChange={(r) => event.set('reason', r ?? '')}
        onLeave={() => event.leave('reason')}
      />
    </EventDialog>
  );
};

/** What the server makes of a number while it is typed; silent where the account may not ask. */
const useNumberCheck = (except: string, documentKind: (typeof DocumentKind.options)[number], typed: string | undefined) => {
  const t = useT();
  const may = useCan()('workers.register');
  const [number, setNumber] = useState('');
  useEffect(() => {
    const timer = window.setTimeout(() => setNumber(typed?.trim() ?? ''), 300);
    return () => window.clearTimeout(timer);
  }, [typed]);
  const read = useRead(checkWorker, { number, documentKind, except }, { enabled: may && number.length > 5, keep: true });
  const said = number.length > 5 ? read.data?.number : null;
  if (!said) return {};
  if (!said.ok) return said.message ? { error: { path: 'number', rule: 'workers.number', text: said.message } } : {};
  const born = said.birthday ? t(`${said.birthday} 出生`, `born ${said.birthday}`) : '';
  return { understood: [t(`认作 ${said.masked}`, `Taken as ${said.masked}`), born, said.issued].filter(Boolean).join(t('，', ', ')) };
};
