import { Button, Input, InputNumber, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import type { Input as InputOf } from '#platform/contract.ts';
import { AreaPicker } from '#platform/web/AreaPicker.tsx';
import type { CallFailed } from '#platform/web/api.ts';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { Field, type useForm } from '#platform/web/form.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { OrganisationPicker } from '#platform/web/OrganisationPicker.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { ClassMode, checkClass, classModeTexts, type createClass, OrderKind, orderKindTexts, Programme } from '../contract.ts';
import { programmeTexts } from '../rules.ts';
import { ClassNoticed } from './ClassNoticed.tsx';

export type ClassDraft = InputOf<typeof createClass>;
interface Form {
  readonly values: ClassDraft;
  readonly setValues: (next: never) => void;
  readonly set: (name: never, value: unknown) => void;
  readonly leave: (name: string) => void;
  readonly errors: readonly unknown[];
  readonly errorOf: ReturnType<typeof useForm<typeof createClass>>['errorOf'];
}
interface Props {
  readonly form: Form;
  /** Once opened these no longer change. */
  readonly opened?: boolean;
  /** The standard it is held under, also where that is not in force any more. */
  readonly kept?: { readonly versionId: string; readonly text: string };
  readonly extra?: ReactNode;
  readonly save: string;
  readonly busy: boolean;
  readonly problem: CallFailed | null;
  readonly onSave: () => void;
  readonly onCancel: () => void;
}

/** The facts of a class; entering and correcting use the same fields. Beside them what the system noticed while one types. */
export const ClassForm = ({ form, opened = false, kept, extra, save, busy, problem, onSave, onCancel }: Props) => {
  const t = useT();
  const { values } = form;
  const set = (name: keyof ClassDraft, value: unknown) => form.set(name as never, value);
  const put = (next: Partial<ClassDraft>) => form.setValues({ ...values, ...next } as never);
  const text = (name: keyof ClassDraft) => ({
    value: (values[name] as string) ?? '',
    onChange: (e: { target: { value: string } }) => set(name, e.target.value),
    onBlur: () => Boolean(values[name]) && form.leave(name),
  });
  const asked = /^\d{12}$/.test(values.originCode) && /^\d{4}-\d\d-\d\d$/.test(values.planFrom);
  const check = useRead(
    checkClass,
    {
      ...(values.programme ? { programme: values.programme } : {}),
      originCode: values.originCode,
      ...(values.hostCode ? { hostCode: values.hostCode } : {}),
      planFrom: values.planFrom,
      ...(values.versionId ? { versionId: values.versionId } : {}),
      ...(values.seats >= 1 && values.seats <= 500 ? { seats: values.seats } : {}),
    },
    { enabled: asked, keep: true },
  );
  const standards = (check.data?.standards ?? []).map((s) => ({
    value: s.versionId,
    label: `${s.title} ${s.label}（${s.sizeFrom}–${s.sizeTo} ${t('人', 'people')}，${s.hours} ${t('课时', 'h')}）`,
  }));
  if (kept && !standards.some((s) => s.value === kept.versionId)) standards.unshift({ value: kept.versionId, label: kept.text });
  const fixed = opened ? t('已经开班，这一项不再改', 'The class has opened; this no longer changes') : undefined;
  return (
    <form
      noValidate
      onKeyDown={(key) => {
        // Enter takes the day that was typed; it does not yet send the form
        if (key.key === 'Enter' && (key.target as HTMLElement).closest('.ant-picker')) key.preventDefault();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      <div className="tr-form">
        <div>
          <section className="tr-part">
            <Sec t={t('什么班', 'What class')} />
            <div className="tr-body">
              <Field
                name="title"
                label={t('班名', 'Title')}
                error={form.errorOf('title')}
                hint={t('如“广东烧味制作订单班，2026 年第 3 期”', 'Such as “Cantonese roast meats, order class 3 of 2026”')}
              >
                <Input maxLength={80} autoComplete="off" {...text('title')} />
              </Field>
              <Field name="programme" label={t('工程', 'Programme')} error={form.errorOf('programme')} {...(fixed ? { hint: fixed } : {})}>
                <Select
                  disabled={opened}
                  value={values.programme || null}
                  options={Programme.options.map((p) => ({ value: p, label: t(programmeTexts[p]) }))}
                  onChange={(p) => set('programme', p)}
                />
              </Field>
              <Field name="mode" label={<span id="l-mode">{t('办班方式', 'Mode')}</span>} error={form.errorOf('mode')}>
                <Radio.Group
                  aria-labelledby="l-mode"
                  disabled={opened}
                  value={values.mode}
                  onChange={(e) => set('mode', e.target.value)}
                  options={ClassMode.options.map((m) => ({ value: m, label: t(classModeTexts[m]) }))}
                />
              </Field>
              <Field
                name="orderKind"
                label={<span id="l-order">{t('订单班', 'Order class')}</span>}
                error={form.errorOf('orderKind')}
                hint={t('为一家用人单位定向办的班', 'Held for one employer')}
              >
                <Radio.Group
                  aria-labelledby="l-order"
                  value={values.orderKind ?? ''}
                  onChange={(e) => put(e.target.value === '' ? { orderKind: null, employerId: null } : { orderKind: e.target.value })}
                  options={[
                    { value: '', label: t('不是', 'No') },
                    ...OrderKind.options.map((o) => ({ value: o, label: t(orderKindTexts[o]) })),
                  ]}
                />
              </Field>
              {values.orderKind && (
                <Field name="employerId" label={t('用人单位', 'Employer')} error={form.errorOf('employerId')}>
                  <OrganisationPicker
                    kind="employer"
                    value={values.employerId ?? undefined}
                    onChange={(id) => set('employerId', id ?? null)}
                  />
                </Field>
              )}
              <Field name="schoolId" label={t('承办学校', 'School')} error={form.errorOf('schoolId')} {...(fixed ? { hint: fixed } : {})}>
                <OrganisationPicker kind="school" value={values.schoolId || undefined} onChange={(id) => set('schoolId', id ?? '')} />
              </Field>
            </div>
          </section>
          <section className="tr-part">
            <Sec t={t('哪里、哪几天', 'Where and when')} />
            <div className="tr-body">
              <Field
                name="originCode"
                label={t('学员来源地', 'Whose people it trains')}
                error={form.errorOf('originCode')}
                {...(fixed ? { hint: fixed } : {})}
              >
                <AreaPicker value={values.originCode || undefined} onChange={(code) => set('originCode', code ?? '')} />
              </Field>
              <Field
                name="place"
                label={t('授课地', 'Place')}
                error={form.errorOf('place')}
                hint={t('写到县（区），最好到乡镇或村', 'The county at least; better the township or village')}
              >
                <AreaPicker value={values.place || undefined} onChange={(code) => set('place', code ?? '')} />
              </Field>
              <Field name="address" label={t('详细地址', 'Address')} optional error={form.errorOf('address')}>
                <Input maxLength={120} autoComplete="off" {...text('address')} />
              </Field>
              <Field
                name="hostCode"
                label={t('输入地', 'Host area')}
                optional
                error={form.errorOf('hostCode')}
                hint={t(
                  '结业以后去哪里就业；要和来源地结对，或者有协议',
                  'Where they go to work; paired with the origin, or under an agreement',
                )}
              >
                <AreaPicker value={values.hostCode ?? undefined} onChange={(code) => set('hostCode', code ?? null)} />
              </Field>
              <div className="form-2">
                <Field name="planFrom" label={t('开始', 'First day')} error={form.errorOf('planFrom')}>
                  <DayPicker value={values.planFrom || undefined} onChange={(d) => set('planFrom', d ?? '')} />
                </Field>
                <Field name="planTo" label={t('结束', 'Last day')} error={form.errorOf('planTo')}>
                  <DayPicker value={values.planTo || undefined} onChange={(d) => set('planTo', d ?? '')} />
                </Field>
                <Field name="enrolUntil" label={t('报名截止', 'Enrolment until')} error={form.errorOf('enrolUntil')}>
                  <DayPicker value={values.enrolUntil || undefined} onChange={(d) => set('enrolUntil', d ?? '')} />
                </Field>
                <Field name="seats" label={t('计划人数', 'Seats')} error={form.errorOf('seats')}>
                  <InputNumber min={1} max={500} precision={0} value={values.seats || null} onChange={(n) => set('seats', n ?? 0)} />
                </Field>
              </div>
            </div>
          </section>
          <section className="tr-part">
            <Sec t={t('标准和依据', 'Standard and basis')} />
            <div className="tr-body">
              <Field
                name="versionId"
                label={t('培训标准', 'Standard')}
                optional
                error={form.errorOf('versionId')}
                hint={
                  fixed ??
                  (asked
                    ? check.data && standards.length === 0
                      ? t(
                          '那一天没有施行中、来源地和输入地都采用了的标准。可以先不选，报审批之前要选',
                          'No standard adopted by both sides is in force on that day. It may be left open until approval',
                        )
                      : t('只列第一天施行中、来源地和输入地都采用了的', 'Those in force on the first day and adopted by origin and host')
                    : t('先选来源地和开始日期', 'Choose the origin and the first day first'))
                }
              >
                <Select
                  allowClear
                  disabled={opened}
                  value={values.versionId ?? null}
                  options={standards}
                  onChange={(v: string | null) => set('versionId', v ?? null)}
                  notFoundContent={t('没有可选的标准', 'No standard to choose')}
                />
              </Field>
              <Field name="agreementId" label={t('协作协议', 'Agreement')} optional error={form.errorOf('agreementId')}>
                <Select
                  allowClear
                  value={values.agreementId ?? null}
                  options={(check.data?.agreements ?? []).map((a) => ({ value: a.id, label: a.title }))}
                  onChange={(v: string | null) => set('agreementId', v ?? null)}
                  notFoundContent={t('来源地和输入地之间没有生效的协议', 'No agreement between the two is in force')}
                />
              </Field>
              <Field name="source" label={t('依据', 'Source')} optional error={form.errorOf('source')}>
                <Input maxLength={200} {...text('source')} />
              </Field>
              <Field name="note" label={t('说明', 'Note')} optional error={form.errorOf('note')}>
                <Input.TextArea rows={2} maxLength={500} {...text('note')} />
              </Field>
              {extra}
            </div>
          </section>
        </div>
        <ClassNoticed check={check.data} asked={asked} values={values} />
      </div>
      <div className="save-bar noprint">
        <Button type="primary" htmlType="submit" loading={busy}>
          {save}
        </Button>
        <Button onClick={onCancel}>{t('不存，返回', 'Back without saving')}</Button>
        {problem ? (
          <WriteProblem problem={problem} />
        ) : (
          form.errors.length > 0 && (
            <span className="stt stt-no" role="status">
              {t(`还有 ${form.errors.length} 处要改`, `${form.errors.length} field(s) need correcting`)}
            </span>
          )
        )}
      </div>
    </form>
  );
};
