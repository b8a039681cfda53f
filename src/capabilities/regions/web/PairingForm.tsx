import { Button, Input, Radio } from 'antd';
import type { ReactNode } from 'react';
import type { Input as InputOf } from '#platform/contract.ts';
import type { CallFailed } from '#platform/web/api.ts';
import { Field, type useForm } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { Certainty, certaintyTexts, type createPairing, PairingLevel } from '../contract.ts';
import { DivisionSelect } from './DivisionSelect.tsx';
import { KnownDay } from './KnownDay.tsx';
import { levelWord } from './words.ts';

export type Facts = InputOf<typeof createPairing>;

interface Form {
  readonly values: Facts;
  readonly setValues: (next: never) => void;
  readonly set: (name: never, value: unknown) => void;
  readonly leave: (name: string) => void;
  readonly errorOf: ReturnType<typeof useForm<typeof createPairing>>['errorOf'];
}

interface Props {
  readonly form: Form;
  readonly extra?: ReactNode;
  readonly save: string;
  readonly busy: boolean;
  readonly problem: CallFailed | null;
  readonly onSave: () => void;
  readonly onCancel: () => void;
}

/** The facts of a pairing; entering and correcting use the same fields and the same sentences. */
export const PairingForm = ({ form, extra, save, busy, problem, onSave, onCancel }: Props) => {
  const t = useT();
  const { values } = form;
  const set = (name: keyof Facts, value: unknown) => form.set(name as never, value);
  const days = (next: Partial<Facts>) => form.setValues({ ...values, ...next } as never);
  const side = (which: 'origin' | 'host', label: string, nameLabel: string) => (
    <>
      <Field name={`${which}Code`} label={label} error={form.errorOf(`${which}Code`)}>
        <DivisionSelect
          value={values[`${which}Code`]}
          onChange={(code) => set(`${which}Code`, code)}
          onBlur={() => form.leave(`${which}Code`)}
        />
      </Field>
      {values.level === 'county' && (
        <Field
          name={`${which}Name`}
          label={nameLabel}
          optional
          hint={t('没有代码的功能区才填，如横琴；上面写它所在的市', 'Only for a functional area without a code; the city stands above')}
          error={form.errorOf(`${which}Name`)}
        >
          <Input value={values[`${which}Name`] ?? ''} maxLength={40} onChange={(e) => set(`${which}Name`, e.target.value)} />
        </Field>
      )}
    </>
  );
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      <Field name="level" label={<span id="l-level">{t('层级', 'Level')}</span>} error={form.errorOf('level')}>
        <Radio.Group
          aria-labelledby="l-level"
          value={values.level}
          onChange={(e) => set('level', e.target.value)}
          options={PairingLevel.options.map((l) => ({ value: l, label: t(levelWord[l]) }))}
        />
      </Field>
      {side('origin', t('输出地', 'Origin'), t('输出地的功能区名称', 'Functional area on the origin side'))}
      {side('host', t('输入地', 'Host'), t('输入地的功能区名称', 'Functional area on the host side'))}
      <div className="form-2">
        <KnownDay
          name="validFrom"
          label={t('从哪天起', 'First day')}
          side="start"
          day={values.validFrom || null}
          precision={values.fromPrecision ?? 'day'}
          error={form.errorOf('validFrom')}
          onChange={(day, precision) => days({ validFrom: day ?? '', fromPrecision: precision ?? 'day' })}
        />
        <KnownDay
          name="validTo"
          label={t('到哪天止', 'Last day')}
          side="end"
          optional
          day={values.validTo ?? null}
          precision={values.toPrecision ?? null}
          error={form.errorOf('validTo')}
          onChange={(day, precision) => days({ validTo: day, toPrecision: precision })}
        />
      </div>
      <Field
        name="source"
        label={t('依据', 'Source')}
        hint={t('文件名和文号，或者报道的媒体和日期', 'Document and number, or the paper and its day')}
        error={form.errorOf('source')}
      >
        <Input value={values.source} maxLength={200} onChange={(e) => set('source', e.target.value)} onBlur={() => form.leave('source')} />
      </Field>
      <Field name="certainty" label={<span id="l-certainty">{t('可靠程度', 'Certainty')}</span>} error={form.errorOf('certainty')}>
        <Radio.Group
          aria-labelledby="l-certainty"
          value={values.certainty}
          onChange={(e) => set('certainty', e.target.value)}
          options={Certainty.options.map((c) => ({ value: c, label: t(certaintyTexts[c]) }))}
        />
      </Field>
      <Field name="note" label={t('说明', 'Note')} optional error={form.errorOf('note')}>
        <Input.TextArea rows={2} maxLength={500} value={values.note ?? ''} onChange={(e) => set('note', e.target.value)} />
      </Field>
      {extra}
      <div className="save-bar noprint">
        <Button type="primary" htmlType="submit" loading={busy}>
          {save}
        </Button>
        <Button onClick={onCancel}>{t('不存，返回', 'Back without saving')}</Button>
        {problem && problem.code !== 'platform.changed' && <WriteProblem problem={problem} />}
      </div>
    </form>
  );
};
