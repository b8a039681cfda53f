import { Input, Select } from 'antd';
import { useState } from 'react';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { Field } from '#platform/web/form.tsx';
import { useLang, useT } from '#platform/web/lang.tsx';
import { ethnicGroups } from '#standards/ethnic-groups/ethnicGroups.ts';
import { contactKindTexts, documentKindTexts } from '../contractShapes.ts';
import { type Draft, tellsBirth } from './registerDraft.ts';
import type { Checked } from './useRegister.ts';
import { sexWords } from './workerWords.tsx';

export interface PartProps {
  readonly draft: Draft;
  readonly set: (next: Partial<Draft>) => void;
  /** The sentence under a field, where it has been left or the form was sent. */
  readonly errorOf: (field: string) => import('#platform/problem.ts').FieldError | undefined;
  readonly leave: (field: string) => void;
}

/** Who it is: name, document, telephone. What the number tells is not asked again. */
export const WhoFields = ({ draft, set, errorOf, leave, checked }: PartProps & { checked: Checked }) => {
  const t = useT();
  const { lang } = useLang();
  const [inNumber, setInNumber] = useState(false);
  const { data, of } = checked;
  const number = of.number === draft.number && of.documentKind === draft.documentKind ? data?.number : undefined;
  const phone = of.phone === draft.phone.trim() ? data?.phone : undefined;
  const name = of.name === draft.name.trim() ? data?.name : undefined;
  const hidden = !inNumber && number?.ok === true;
  const understood = number?.ok
    ? [
        [
          t(sexWords(number.sex ?? '')),
          number.birthday && t(`${number.birthday} 生`, `born ${number.birthday}`),
          lang === 'zh' && number.issued,
        ]
          .filter(Boolean)
          .join(t('，', ', ')),
        [
          tellsBirth(draft.documentKind) ? t('末位校验通过', 'check digit fits') : '',
          ...number.repairs.map((r) => t(r)),
          number.message ? t(number.message) : '',
          hidden ? '' : t('离开输入框即遮蔽', 'masked on leaving the field'),
        ]
          .filter(Boolean)
          .join(t('；', '; ')),
      ]
        .filter(Boolean)
        .join(t('；', '; '))
    : undefined;
  const other = draft.documentKind === 'none' || !tellsBirth(draft.documentKind);
  return (
    <div className="form-2">
      <Field name="name" label={t('姓名', 'Name')} error={errorOf('name')} {...(name?.ok && name.message ? { hint: t(name.message) } : {})}>
        <Input
          maxLength={60}
          autoComplete="off"
          value={draft.name}
          onChange={(e) => set({ name: e.target.value })}
          onBlur={() => leave('name')}
        />
      </Field>
      <Field
        name="phone"
        label={t('手机', 'Mobile')}
        optional
        error={errorOf('phone')}
        {...(phone?.ok && phone.message ? { understood: t(phone.message) } : {})}
        hint={t('没有手机就留空，或者填家人的', 'Leave blank where there is none, or give a relative’s')}
      >
        <Input
          className="raw"
          inputMode="tel"
          maxLength={40}
          autoComplete="off"
          value={draft.phone}
          onChange={(e) => set({ phone: e.target.value })}
          onBlur={() => leave('phone')}
        />
      </Field>
      {draft.phone.trim() !== '' && (
        <>
          <Field name="phoneKind" label={t('谁的电话', 'Whose telephone')}>
            <Select
              value={draft.phoneKind}
              options={Object.entries(contactKindTexts).map(([value, text]) => ({ value, label: t(text) }))}
              onChange={(phoneKind: Draft['phoneKind']) => set({ phoneKind })}
            />
          </Field>
          {draft.phoneKind === 'own' ? (
            <div />
          ) : (
            <Field name="phoneHolder" label={t('机主', 'Holder')} optional error={errorOf('phoneHolder')}>
              <Input maxLength={40} autoComplete="off" value={draft.phoneHolder} onChange={(e) => set({ phoneHolder: e.target.value })} />
            </Field>
          )}
        </>
      )}
      {draft.documentKind !== 'none' && (
        <div className="wk-span">
          <Field
            name="number"
            label={t('证件号', 'Number')}
            error={errorOf('number')}
            {...(understood ? { understood } : {})}
            hint={t('带空格、单引号、15 位的都认；加密保存', 'Blanks, apostrophes and 15 digits are understood; stored encrypted')}
          >
            <Input
              className="raw"
              maxLength={40}
              autoComplete="off"
              spellCheck={false}
              value={hidden ? number.masked : draft.number}
              onChange={(e) => set({ number: e.target.value })}
              onFocus={(e) => {
                setInNumber(true);
                // the mask gives way to the number and the browser drops its selection: typing must replace the number, not run on behind it
                const input = e.target;
                if (hidden) requestAnimationFrame(() => input.select());
              }}
              onBlur={() => {
                setInNumber(false);
                leave('number');
              }}
            />
          </Field>
        </div>
      )}
      <Field name="documentKind" label={t('证件类型', 'Document')}>
        <Select
          value={draft.documentKind}
          popupMatchSelectWidth={false}
          options={Object.entries(documentKindTexts).map(([value, text]) => ({ value, label: t(text) }))}
          onChange={(documentKind: Draft['documentKind']) => set({ documentKind, ...(documentKind === 'none' ? { number: '' } : {}) })}
        />
      </Field>
      <Field name="ethnic" label={t('民族', 'Ethnic group')} optional>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('未登记', 'Not recorded')}
          value={draft.ethnic || null}
          options={ethnicGroups.map((g) => ({ value: g.code, label: lang === 'zh' ? g.zh : `${g.en} ${g.zh}` }))}
          onChange={(ethnic: string | null) => set({ ethnic: ethnic ?? '' })}
        />
      </Field>
      {other && (
        <>
          <Field name="birthday" label={t('出生日期', 'Birthday')} error={errorOf('birthday')}>
            <DayPicker value={draft.birthday || undefined} onChange={(day) => set({ birthday: day ?? '' })} />
          </Field>
          <Field name="sex" label={t('性别', 'Sex')} error={errorOf('sex')}>
            <Select
              placeholder={t('请选', 'Choose')}
              value={draft.sex || null}
              options={(['2', '1'] as const).map((value) => ({ value, label: t(sexWords(value)) }))}
              onChange={(sex: Draft['sex']) => set({ sex })}
            />
          </Field>
        </>
      )}
    </div>
  );
};
