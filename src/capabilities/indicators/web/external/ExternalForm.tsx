import { Button, Input, InputNumber, Radio } from 'antd';
import type { ReactNode } from 'react';
import type { Input as InputOf } from '#platform/contract.ts';
import type { FieldError } from '#platform/problem.ts';
import type { CallFailed } from '#platform/web/api.ts';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { Field, useForm } from '#platform/web/form.tsx';
import { useLang, useT } from '#platform/web/lang.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { useWrite } from '#platform/web/useRead.ts';
import { Certainty, certaintyTexts, correctExternal, enterExternal } from '../../contractExternal.ts';
import type { Entry } from './External.tsx';

type Given = Omit<InputOf<typeof enterExternal>, 'figure'>;
const EMPTY: Given = { asOf: '', value: 0, sharePercent: null, shareOf: '', source: '', sourceDay: null, certainty: 'official', note: '' };
const STALES = ['indicators.listExternal', 'indicators.readArticle'];

export const EnterForm = ({ figure, onClose }: { figure: 'X01'; onClose: () => void }) => {
  const t = useT();
  const form = useForm(enterExternal, { figure, ...EMPTY });
  const write = useWrite(enterExternal, { stales: STALES, onDone: onClose });
  return (
    <Fields
      form={form}
      title={t('录入一条外部数据', 'Enter an external figure')}
      save={t('录入', 'Enter')}
      busy={write.isPending}
      problem={write.error}
      onSave={() => form.validate() && write.mutate(form.values, { onError: form.refused })}
      onCancel={onClose}
    />
  );
};

export const CorrectForm = ({ of, onClose }: { of: Entry; onClose: () => void }) => {
  const t = useT();
  const { asOf, value, sharePercent, shareOf, source, sourceDay, certainty, note } = of;
  const form = useForm(correctExternal, { id: of.id, asOf, value, sharePercent, shareOf, source, sourceDay, certainty, note, reason: '' });
  const write = useWrite(correctExternal, { stales: STALES, onDone: onClose });
  return (
    <Fields
      form={form}
      title={t(`更正截至 ${of.asOf} 的数`, `Correct the entry of ${of.asOf}`)}
      save={t('更正', 'Correct')}
      busy={write.isPending}
      problem={write.error}
      onSave={() => form.validate() && write.mutate(form.values, { onError: form.refused })}
      onCancel={onClose}
    >
      <Field name="reason" label={t('更正原因', 'Why it is corrected')} error={form.errorOf('reason')}>
        <Input
          value={form.values.reason}
          maxLength={200}
          onChange={(e) => form.set('reason', e.target.value)}
          onBlur={() => form.leave('reason')}
        />
      </Field>
    </Fields>
  );
};

interface Props {
  readonly form: {
    readonly values: Given;
    readonly set: (name: never, value: unknown) => void;
    readonly leave: (name: string) => void;
    readonly errorOf: (name: string) => FieldError | undefined;
  };
  readonly title: string;
  readonly save: string;
  readonly busy: boolean;
  readonly problem: CallFailed | null;
  readonly onSave: () => void;
  readonly onCancel: () => void;
  readonly children?: ReactNode;
}
/** Entering and correcting use the same fields and the same sentences. */
const Fields = ({ form, title, save, busy, problem, onSave, onCancel, children }: Props) => {
  const t = useT();
  const { lang } = useLang();
  const { values } = form;
  const set = (name: keyof Given, value: unknown) => form.set(name as never, value);
  const whole = form.errorOf('');
  return (
    <form
      className="form"
      aria-label={title}
      onSubmit={(e) => {
        e.preventDefault();
        onSave();
      }}
    >
      <h2>{title}</h2>
      <Field name="asOf" label={t('截至', 'As of')} error={form.errorOf('asOf')}>
        <DayPicker value={values.asOf} onChange={(day) => set('asOf', day ?? '')} />
      </Field>
      <Field
        name="value"
        label={t('人数', 'Persons')}
        hint={t('写到个位；408.5 万写 4085000', 'In full: 4085000')}
        error={form.errorOf('value')}
      >
        <InputNumber value={values.value} min={0} precision={0} controls={false} onChange={(v) => set('value', v ?? 0)} />
      </Field>
      <Field name="sharePercent" label={t('占比（%）', 'Share (%)')} optional error={form.errorOf('sharePercent')}>
        <InputNumber
          value={values.sharePercent ?? null}
          min={0}
          max={100}
          precision={2}
          controls={false}
          onChange={(v) => set('sharePercent', v)}
        />
      </Field>
      <Field
        name="shareOf"
        label={t('占谁的比', 'Share of what')}
        optional
        hint={t('填了占比就要填，如“东部8省市吸纳脱贫人口务工总数”', 'Named wherever there is a share')}
        error={form.errorOf('shareOf')}
      >
        <Input value={values.shareOf ?? ''} maxLength={120} onChange={(e) => set('shareOf', e.target.value)} />
      </Field>
      <Field
        name="source"
        label={t('来源', 'Source')}
        hint={t('文件名和文号，或网页标题和网站', 'Title and number, or page and site')}
        error={form.errorOf('source')}
      >
        <Input value={values.source} maxLength={200} onChange={(e) => set('source', e.target.value)} onBlur={() => form.leave('source')} />
      </Field>
      <Field name="sourceDay" label={t('公布日期', 'Published on')} optional error={form.errorOf('sourceDay')}>
        <DayPicker value={values.sourceDay ?? undefined} onChange={(day) => set('sourceDay', day ?? null)} />
      </Field>
      <Field name="certainty" label={t('可靠程度', 'Certainty')} error={form.errorOf('certainty')}>
        <Radio.Group
          value={values.certainty}
          onChange={(e) => set('certainty', e.target.value)}
          options={Certainty.options.map((c) => ({ value: c, label: t(certaintyTexts[c]) }))}
        />
      </Field>
      <Field name="note" label={t('备注', 'Note')} optional error={form.errorOf('note')}>
        <Input.TextArea value={values.note ?? ''} maxLength={500} rows={2} onChange={(e) => set('note', e.target.value)} />
      </Field>
      {children}
      {whole && (
        <p role="alert" className="stt stt-no">
          {whole.text[lang]}
        </p>
      )}
      {problem && <WriteProblem problem={problem} />}
      <div className="row gap12">
        <Button type="primary" htmlType="submit" loading={busy}>
          {save}
        </Button>
        <Button onClick={onCancel}>{t('先不', 'Not now')}</Button>
      </div>
    </form>
  );
};
