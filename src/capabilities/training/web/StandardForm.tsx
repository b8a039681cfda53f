import { Button, Input, InputNumber, Radio, Select } from 'antd';
import type { Input as InputOf } from '#platform/contract.ts';
import type { FieldError } from '#platform/problem.ts';
import { AreaPicker } from '#platform/web/AreaPicker.tsx';
import type { CallFailed } from '#platform/web/api.ts';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { Field } from '#platform/web/form.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { educationLevels, educationLevelTexts } from '#standards/education/education.ts';
import { type createStandard, LeadsTo, leadsToTexts, Programme, StandardCertainty, standardCertaintyTexts } from '../contract.ts';
import { hoursOf, occupationsFor, programmeTexts } from '../rules.ts';
import { ModulesField } from './ModulesField.tsx';

export type VersionDraft = Omit<InputOf<typeof createStandard>, 'code'>;
interface Props {
  readonly values: VersionDraft & { readonly code?: string };
  readonly set: (name: string, value: unknown) => void;
  readonly errors: readonly FieldError[];
  /** Entered once, with the standard. */
  readonly withCode?: boolean;
  readonly save: string;
  readonly busy: boolean;
  readonly problem: CallFailed | null;
  readonly onSave: () => void;
  readonly onCancel: () => void;
}

/** What a version of a standard says; drafting and changing use the same fields. */
export const StandardForm = ({ values, set, errors, withCode, save, busy, problem, onSave, onCancel }: Props) => {
  const t = useT();
  const errorOf = (name: string) => errors.find((e) => e.path.split('.')[0] === name);
  const text = (name: keyof VersionDraft | 'code') => ({
    value: (values[name as keyof typeof values] as string) ?? '',
    onChange: (e: { target: { value: string } }) => set(name, e.target.value),
  });
  const number = (name: keyof VersionDraft, min: number, max: number) => ({
    min,
    max,
    precision: 0,
    value: (values[name] as number | null | undefined) ?? null,
    onChange: (n: number | null) => set(name, n),
  });
  const total = hoursOf(values.modules);
  const occupations = values.programme ? occupationsFor(values.programme) : [];
  const examined = values.leadsTo !== 'completion';
  return (
    <form
      noValidate
      className="tr-standard"
      onKeyDown={(key) => {
        // Enter takes the day that was typed; it does not yet send the form
        if (key.key === 'Enter' && (key.target as HTMLElement).closest('.ant-picker')) key.preventDefault();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      <section className="tr-part">
        <Sec t={t('什么标准', 'What standard')} />
        <div className="tr-body">
          <div className="form-2">
            {withCode && (
              <Field
                name="code"
                label={t('标准代码', 'Code')}
                error={errorOf('code')}
                hint={t('大写字母、数字和短横，如 YC-SW；以后各版共用', 'Capitals, digits, hyphens, such as YC-SW; shared by all versions')}
              >
                <Input maxLength={20} autoComplete="off" {...text('code')} />
              </Field>
            )}
            <Field name="label" label={t('版本号', 'Version')} error={errorOf('label')} hint={t('如 v1.0', 'Such as v1.0')}>
              <Input maxLength={12} autoComplete="off" {...text('label')} />
            </Field>
          </div>
          <Field name="title" label={t('标准名称', 'Title')} error={errorOf('title')}>
            <Input maxLength={60} autoComplete="off" {...text('title')} />
          </Field>
          <div className="form-2">
            <Field name="programme" label={t('工程', 'Programme')} error={errorOf('programme')}>
              <Select
                value={values.programme || null}
                options={Programme.options.map((p) => ({ value: p, label: t(programmeTexts[p]) }))}
                onChange={(p) => set('programme', p)}
              />
            </Field>
            <Field name="occupation" label={t('职业或专项能力', 'Occupation or special ability')} error={errorOf('occupation')}>
              <Select
                showSearch={{ optionFilterProp: 'label' }}
                value={values.occupation || null}
                options={occupations.map((o) => ({ value: o.code ?? o.name.zh, label: o.code ? `${t(o.name)} ${o.code}` : t(o.name) }))}
                onChange={(o) => set('occupation', o)}
                notFoundContent={t('先选工程', 'Choose the programme first')}
              />
            </Field>
          </div>
          <Field name="leadsTo" label={<span id="l-leads">{t('通向什么证书', 'Leads to')}</span>} error={errorOf('leadsTo')}>
            <Radio.Group
              aria-labelledby="l-leads"
              value={values.leadsTo}
              options={LeadsTo.options.map((l) => ({ value: l, label: t(leadsToTexts[l]) }))}
              onChange={(e) => set('leadsTo', e.target.value)}
            />
          </Field>
          <div className="form-2">
            <Field name="leadsName" label={t('证书名称', 'Name of the certificate')} error={errorOf('leadsName')}>
              <Input maxLength={60} {...text('leadsName')} />
            </Field>
            {values.leadsTo === 'certificate' && (
              <Field
                name="leadsLevel"
                label={t('等级（5 初级工 … 1 高级技师）', 'Level (5 junior … 1 senior technician)')}
                error={errorOf('leadsLevel')}
              >
                <InputNumber {...number('leadsLevel', 1, 5)} />
              </Field>
            )}
          </div>
        </div>
      </section>
      <section className="tr-part">
        <Sec
          t={t('模块和课时', 'Modules and hours')}
          sub={t(
            `理论 ${total.theory} + 实操 ${total.practice} = ${total.total} 课时`,
            `theory ${total.theory} + practice ${total.practice} = ${total.total} hours`,
          )}
        />
        <div className="tr-body">
          <ModulesField value={values.modules} errors={errors} onChange={(modules) => set('modules', modules)} />
          <Field name="lessonMinutes" label={t('每课时多少分钟', 'Minutes of a lesson hour')} error={errorOf('lessonMinutes')}>
            <InputNumber {...number('lessonMinutes', 30, 60)} />
          </Field>
        </div>
      </section>
      <section className="tr-part">
        <Sec t={t('入学、合格、班额', 'Admission, passing, size')} />
        <div className="tr-body">
          <div className="form-2">
            <Field
              name="ageFrom"
              label={t('最小年龄', 'Least age')}
              error={errorOf('ageFrom')}
              hint={t('开班第一天满多少岁', 'Completed years on the first day')}
            >
              <InputNumber {...number('ageFrom', 14, 80)} />
            </Field>
            <Field name="ageTo" label={t('最大年龄', 'Greatest age')} optional error={errorOf('ageTo')}>
              <InputNumber {...number('ageTo', 14, 90)} />
            </Field>
          </div>
          <Field name="education" label={t('文化程度要求', 'Least education')} optional error={errorOf('education')}>
            <Select
              allowClear
              value={values.education || null}
              options={educationLevels.map((l) => ({ value: l, label: t(educationLevelTexts[l]) }))}
              onChange={(e: string | null) => set('education', e ?? '')}
            />
          </Field>
          <Field name="admission" label={t('其他入学条件', 'Other conditions of admission')} optional error={errorOf('admission')}>
            <Input.TextArea rows={2} maxLength={500} {...text('admission')} />
          </Field>
          <div className="tr-3">
            <Field name="attendancePercent" label={t('出勤不少于（%）', 'Attendance (%)')} error={errorOf('attendancePercent')}>
              <InputNumber {...number('attendancePercent', 1, 100)} />
            </Field>
            <Field
              name="theoryPass"
              label={t('理论合格分', 'Theory from')}
              {...(examined ? {} : { optional: true })}
              error={errorOf('theoryPass')}
            >
              <InputNumber {...number('theoryPass', 1, 100)} />
            </Field>
            <Field
              name="practicePass"
              label={t('实操合格分', 'Practice from')}
              {...(examined ? {} : { optional: true })}
              error={errorOf('practicePass')}
            >
              <InputNumber {...number('practicePass', 1, 100)} />
            </Field>
          </div>
          <Field name="passRule" label={t('其他合格条件', 'Other conditions to pass')} optional error={errorOf('passRule')}>
            <Input.TextArea rows={2} maxLength={500} {...text('passRule')} />
          </Field>
          <div className="form-2">
            <Field name="sizeFrom" label={t('最少人数', 'Least size')} error={errorOf('sizeFrom')}>
              <InputNumber {...number('sizeFrom', 1, 500)} />
            </Field>
            <Field name="sizeTo" label={t('最多人数', 'Greatest size')} error={errorOf('sizeTo')}>
              <InputNumber {...number('sizeTo', 1, 500)} />
            </Field>
          </div>
          <Field name="materials" label={t('教材和设备', 'Materials and equipment')} optional error={errorOf('materials')}>
            <Input.TextArea rows={3} maxLength={1000} {...text('materials')} />
          </Field>
        </div>
      </section>
      <section className="tr-part">
        <Sec t={t('采用方和依据', 'Sides and source')} />
        <div className="tr-body">
          <Sides value={values.sides} error={errorOf('sides')} onChange={(sides) => set('sides', sides)} />
          <div className="form-2">
            <Field name="validFrom" label={t('施行日期', 'In force from')} error={errorOf('validFrom')}>
              <DayPicker value={values.validFrom || undefined} onChange={(d) => set('validFrom', d ?? '')} />
            </Field>
            <Field name="documentNumber" label={t('文号', 'Document number')} optional error={errorOf('documentNumber')}>
              <Input maxLength={80} {...text('documentNumber')} />
            </Field>
          </div>
          <Field name="source" label={t('依据', 'Source')} error={errorOf('source')}>
            <Input maxLength={200} {...text('source')} />
          </Field>
          <Field name="certainty" label={<span id="l-certain">{t('可靠程度', 'Certainty')}</span>} error={errorOf('certainty')}>
            <Radio.Group
              aria-labelledby="l-certain"
              value={values.certainty}
              options={StandardCertainty.options.map((c) => ({ value: c, label: t(standardCertaintyTexts[c]) }))}
              onChange={(e) => set('certainty', e.target.value)}
            />
          </Field>
          <Field name="note" label={t('说明', 'Note')} optional error={errorOf('note')}>
            <Input.TextArea rows={2} maxLength={500} {...text('note')} />
          </Field>
        </div>
      </section>
      <div className="save-bar noprint">
        <Button type="primary" htmlType="submit" loading={busy}>
          {save}
        </Button>
        <Button onClick={onCancel}>{t('不存，返回', 'Back without saving')}</Button>
        {problem ? (
          <WriteProblem problem={problem} />
        ) : (
          errors.length > 0 && (
            <span className="stt stt-no" role="status">
              {t(`还有 ${errors.length} 处要改`, `${errors.length} field(s) need correcting`)}
            </span>
          )
        )}
      </div>
    </form>
  );
};

/** Two to eight divisions; usually two or three provinces. */
const Sides = ({
  value,
  error,
  onChange,
}: {
  value: readonly string[];
  error: FieldError | undefined;
  onChange: (sides: string[]) => void;
}) => {
  const t = useT();
  const rows = value.length < 2 ? [...value, ...Array.from({ length: 2 - value.length }, () => '')] : [...value];
  const put = (i: number, code: string) => onChange(rows.map((r, k) => (k === i ? code : r)));
  return (
    <fieldset className="tr-sides">
      <legend>{t('采用方（输出地和输入地，一般是省）', 'Sides that adopt it (origin and host, usually provinces)')}</legend>
      {rows.map((code, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a side has no other name until it is chosen
        <div key={i} className="row gap12 tr-side-row">
          <AreaPicker aria-label={t(`采用方 ${i + 1}`, `Side ${i + 1}`)} value={code || undefined} onChange={(c) => put(i, c ?? '')} />
          {rows.length > 2 && (
            <Button
              size="small"
              aria-label={t(`去掉采用方 ${i + 1}`, `Remove side ${i + 1}`)}
              onClick={() => onChange(rows.filter((_, k) => k !== i))}
            >
              {t('去掉', 'Remove')}
            </Button>
          )}
        </div>
      ))}
      {rows.length < 8 && (
        <Button size="small" onClick={() => onChange([...rows, ''])}>
          {t('加一方', 'Add a side')}
        </Button>
      )}
      {error && (
        <p className="stt stt-no" role="alert">
          {t(error.text)}
        </p>
      )}
    </fieldset>
  );
};
