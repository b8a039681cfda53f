import { Button, Checkbox, Input, Radio } from 'antd';
import type { ReactNode } from 'react';
import type { Input as InputOf } from '#platform/contract.ts';
import { AreaPicker } from '#platform/web/AreaPicker.tsx';
import type { CallFailed } from '#platform/web/api.ts';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { FormFile } from '#platform/web/FileField.tsx';
import { Field, type useForm } from '#platform/web/form.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import {
  AGREEMENT_FILE,
  type Agreement,
  AgreementCertainty,
  AgreementLevel,
  AgreementProgramme,
  agreementCertaintyTexts,
  agreementLevelTexts,
  agreementProgrammeTexts,
  type createAgreement,
} from '../contract.ts';
import { Noticed } from './Noticed.tsx';

export type Draft = InputOf<typeof createAgreement>;
interface Form {
  readonly values: Draft;
  readonly setValues: (next: never) => void;
  readonly set: (name: never, value: unknown) => void;
  readonly leave: (name: string) => void;
  readonly errors: readonly unknown[];
  readonly errorOf: ReturnType<typeof useForm<typeof createAgreement>>['errorOf'];
}
interface Props {
  readonly form: Form;
  /** The one being corrected, and the name of its file. */
  readonly except?: string;
  readonly fileName?: string;
  /** Level and sides as they are fixed: somebody has signed. */
  readonly parties?: Pick<Agreement, 'level' | 'origin' | 'host' | 'originCode' | 'originName' | 'hostCode' | 'hostName'>;
  readonly extra?: ReactNode;
  readonly save: string;
  readonly busy: boolean;
  readonly problem: CallFailed | null;
  readonly onSave: () => void;
  readonly onCancel: () => void;
}

/** The facts of an agreement; entering and correcting use the same fields. Beside them what the system noticed while one types. */
export const AgreementForm = ({ form, except, fileName, parties, extra, save, busy, problem, onSave, onCancel }: Props) => {
  const t = useT();
  const { values } = form;
  const set = (name: keyof Draft, value: unknown) => form.set(name as never, value);
  const put = (next: Partial<Draft>) => form.setValues({ ...values, ...next } as never);
  const text = (name: keyof Draft) => ({
    value: (values[name] as string) ?? '',
    onChange: (e: { target: { value: string } }) => set(name, e.target.value),
    onBlur: () => Boolean(values[name]) && form.leave(name),
  });
  const side = (which: 'origin' | 'host') => (
    <>
      <Field
        name={`${which}Code`}
        label={which === 'origin' ? t('输出地一方', 'Origin side') : t('输入地一方', 'Host side')}
        error={form.errorOf(`${which}Code`)}
      >
        <AreaPicker value={values[`${which}Code`] || undefined} onChange={(code) => set(`${which}Code`, code ?? '')} />
      </Field>
      {values.level === 'county' && (
        <Field
          name={`${which}Name`}
          label={which === 'origin' ? t('输出地的功能区名称', 'Functional area, origin') : t('输入地的功能区名称', 'Functional area, host')}
          optional
          hint={t('没有代码的功能区才填，如横琴；上面写它所在的市', 'Only where it has no code; the city stands above')}
          error={form.errorOf(`${which}Name`)}
        >
          <Input maxLength={40} {...text(`${which}Name`)} />
        </Field>
      )}
    </>
  );
  const choose = (
    <>
      <Field name="level" label={<span id="l-level">{t('层级', 'Level')}</span>} error={form.errorOf('level')}>
        <Radio.Group
          aria-labelledby="l-level"
          value={values.level}
          onChange={(e) =>
            put(e.target.value === 'county' ? { level: e.target.value } : { level: e.target.value, originName: '', hostName: '' })
          }
          options={AgreementLevel.options.map((l) => ({ value: l, label: t(agreementLevelTexts[l]) }))}
        />
      </Field>
      {side('origin')}
      {side('host')}
    </>
  );
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
      <div className="ac-form">
        <div>
          <section className="ac-part">
            <Sec t={t('哪两方', 'Which two sides')} />
            <div className="ac-body">{parties ? <Parties of={parties} /> : choose}</div>
          </section>
          <section className="ac-part">
            <Sec t={t('协议', 'The agreement')} />
            <div className="ac-body">
              <Field
                name="title"
                label={t('协议名称', 'Title')}
                error={form.errorOf('title')}
                hint={t('照文件写全称', 'In full, as on the document')}
              >
                <Input maxLength={120} autoComplete="off" {...text('title')} />
              </Field>
              <Field name="documentNumber" label={t('文号', 'Document number')} optional error={form.errorOf('documentNumber')}>
                <Input maxLength={80} autoComplete="off" {...text('documentNumber')} />
              </Field>
              <div className="form-2">
                <Field name="validFrom" label={t('从哪天起', 'First day')} error={form.errorOf('validFrom')}>
                  <DayPicker value={values.validFrom || undefined} onChange={(d) => set('validFrom', d ?? '')} />
                </Field>
                <Field name="validTo" label={t('到哪天止', 'Last day')} error={form.errorOf('validTo')}>
                  <DayPicker value={values.validTo || undefined} onChange={(d) => set('validTo', d ?? '')} />
                </Field>
              </div>
              <Field
                name="programmes"
                label={<span id="l-programmes">{t('涉及的工程', 'Programmes')}</span>}
                optional
                error={form.errorOf('programmes')}
              >
                <Checkbox.Group
                  aria-labelledby="l-programmes"
                  value={[...(values.programmes ?? [])]}
                  options={AgreementProgramme.options.map((p) => ({ value: p, label: t(agreementProgrammeTexts[p]) }))}
                  onChange={(programmes) => set('programmes', programmes)}
                />
              </Field>
              <Field
                name="covers"
                label={t('主要内容', 'What it covers')}
                optional
                error={form.errorOf('covers')}
                hint={t(
                  '签字签的是这里写的内容；一方签了再改，签字作废；双方签了，改它要双方重签',
                  'What stands here is signed; once one side has signed, a change voids that; once both have, both sign the change',
                )}
              >
                <Input.TextArea rows={4} maxLength={2000} {...text('covers')} />
              </Field>
              <FormFile
                id="f-fileId"
                label={t('协议文件', 'Document')}
                which={t('（选填，PDF 或 JPG，20 MB 以内）', ' (optional: PDF or JPG, up to 20 MB)')}
                accept=".pdf,.jpg,.jpeg"
                purpose={AGREEMENT_FILE}
                value={values.fileId ?? null}
                {...(fileName ? { name: fileName } : {})}
                error={form.errorOf('fileId')}
                onChange={(id) => set('fileId', id)}
              />
            </div>
          </section>
          <section className="ac-part">
            <Sec t={t('依据', 'Source')} />
            <div className="ac-body">
              <Field
                name="source"
                label={t('依据', 'Source')}
                error={form.errorOf('source')}
                hint={t(
                  '从哪里得来的：协议原件、政府网页、报道的媒体和日期',
                  'Where it comes from: the original, a page, a paper and its day',
                )}
              >
                <Input maxLength={200} {...text('source')} />
              </Field>
              <Field name="certainty" label={<span id="l-certainty">{t('可靠程度', 'Certainty')}</span>} error={form.errorOf('certainty')}>
                <Radio.Group
                  aria-labelledby="l-certainty"
                  value={values.certainty}
                  onChange={(e) => set('certainty', e.target.value)}
                  options={AgreementCertainty.options.map((c) => ({ value: c, label: t(agreementCertaintyTexts[c]) }))}
                />
              </Field>
              <Field name="note" label={t('说明', 'Note')} optional error={form.errorOf('note')}>
                <Input.TextArea rows={2} maxLength={500} {...text('note')} />
              </Field>
              {extra}
            </div>
          </section>
        </div>
        <Noticed values={parties ? { ...values, ...sidesOf(parties) } : values} {...(except ? { except } : {})} />
      </div>
      <div className="save-bar noprint">
        <Button type="primary" htmlType="submit" loading={busy}>
          {save}
        </Button>
        <Button onClick={onCancel}>{t('不存，返回', 'Back without saving')}</Button>
        {problem && problem.code !== 'platform.changed' ? (
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

const sidesOf = ({ level, originCode, originName, hostCode, hostName }: NonNullable<Props['parties']>) => ({
  level,
  originCode,
  originName,
  hostCode,
  hostName,
});

const Parties = ({ of }: { of: Pick<Agreement, 'level' | 'origin' | 'host'> }) => {
  const t = useT();
  return (
    <>
      <p>
        {t(agreementLevelTexts[of.level])}
        {t('，', ', ')}
        {t(of.origin)} — {t(of.host)}
      </p>
      <p className="note">
        {t(
          '已经有人签过字，层级和两方不能再改。两方错了，请另登记一份协议。',
          'Somebody has signed, so the level and the two sides no longer change. If the sides are wrong, enter a new agreement.',
        )}
      </p>
    </>
  );
};
