import { Button, Checkbox, Input, Select } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { Link } from 'react-router';
import { AreaPicker } from '#platform/web/AreaPicker.tsx';
import type { CallFailed } from '#platform/web/api.ts';
import { Field, type useForm } from '#platform/web/form.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { OrganisationPicker } from '#platform/web/OrganisationPicker.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import {
  checkOrganisation,
  type createOrganisation,
  OrganisationKind,
  organisationKindTexts,
  SizeClass,
  StationLevel,
  sizeClassTexts,
  stationLevelTexts,
} from '../contract.ts';
import { Candidates, useIndustryOptions } from './parts.tsx';
import './organisations.css';

export type Draft = Parameters<typeof useForm<typeof createOrganisation>>[1];
export const EMPTY: Draft = {
  name: '',
  kinds: [],
  uscc: '',
  usccMissing: '',
  place: '',
  address: '',
  industry: '',
  sizeClass: null,
  sizeStatedBy: '',
  stationLevel: null,
  stationAbove: null,
  stationFrom: '',
  source: '',
  note: '',
};

interface Form {
  readonly values: Draft;
  readonly setValues: (next: never) => void;
  readonly set: (name: never, value: unknown) => void;
  readonly leave: (name: string) => void;
  readonly errors: readonly unknown[];
  readonly errorOf: ReturnType<typeof useForm<typeof createOrganisation>>['errorOf'];
}

interface Props {
  readonly form: Form;
  /** The one being corrected. */
  readonly except?: string;
  readonly extra?: ReactNode;
  readonly save: string;
  readonly busy: boolean;
  readonly problem: CallFailed | null;
  readonly onSave: () => void;
  readonly onCancel: () => void;
}

/** The facts of an organisation; registering and correcting use the same fields. Beside them what the system noticed while one types. */
export const OrganisationForm = ({ form, except, extra, save, busy, problem, onSave, onCancel }: Props) => {
  const t = useT();
  const { values } = form;
  const industries = useIndustryOptions();
  const [uncoded, setUncoded] = useState(Boolean(values.usccMissing));
  const set = (name: keyof Draft, value: unknown) => form.set(name as never, value);
  const put = (next: Partial<Draft>) => form.setValues({ ...values, ...next } as never);
  const noticed = useNoticed(values, except);
  const text = (name: keyof Draft) => ({
    value: (values[name] as string) ?? '',
    onChange: (e: { target: { value: string } }) => set(name, e.target.value),
    onBlur: () => Boolean(values[name]) && form.leave(name),
  });
  const station = values.kinds.includes('station');
  const code = noticed?.uscc;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      <div className="og-form">
        <div>
          <section className="og-part">
            <Sec t={t('是哪一家', 'Which organisation')} />
            <div className="og-body">
              <Field
                name="name"
                label={t('名称', 'Name')}
                error={form.errorOf('name')}
                hint={t('照营业执照或挂牌写全称；简称以后加', 'The full name as on the licence; short names can be added later')}
              >
                <Input maxLength={120} autoComplete="off" {...text('name')} />
              </Field>
              <Field
                name="kinds"
                label={t('类别', 'Kinds')}
                error={form.errorOf('kinds')}
                hint={t('可以选几个：技工学校也可以是考评机构', 'More than one is fine: a school may also examine')}
              >
                <Select
                  mode="multiple"
                  value={[...values.kinds]}
                  placeholder={t('选一个或几个', 'Choose one or more')}
                  options={OrganisationKind.options.map((k) => ({ value: k, label: t(organisationKindTexts[k]) }))}
                  onChange={(kinds: OrganisationKind[]) =>
                    put(kinds.includes('station') ? { kinds } : { kinds, stationLevel: null, stationAbove: null, stationFrom: '' })
                  }
                />
              </Field>
              <Field
                name="place"
                label={t('所在地', 'Place')}
                error={form.errorOf('place')}
                hint={t('到区县或更细', 'A county or anything inside it')}
              >
                <AreaPicker value={values.place || undefined} onChange={(code) => set('place', code ?? '')} />
              </Field>
              <Field name="address" label={t('详细地址', 'Address')} optional error={form.errorOf('address')}>
                <Input maxLength={200} autoComplete="off" {...text('address')} />
              </Field>
            </div>
          </section>
          {station && (
            <section className="og-part">
              <Sec t={t('劳务站', 'Labour station')} />
              <div className="og-body">
                <Field name="stationLevel" label={t('层级', 'Level')} error={form.errorOf('stationLevel')}>
                  <Select
                    value={values.stationLevel ?? null}
                    placeholder={t('选一级', 'Choose one')}
                    options={StationLevel.options.map((l) => ({ value: l, label: t(stationLevelTexts[l]) }))}
                    onChange={(l: StationLevel) => set('stationLevel', l)}
                  />
                </Field>
                <Field
                  name="stationFrom"
                  label={t('派出地', 'Sent by')}
                  optional
                  error={form.errorOf('stationFrom')}
                  hint={t('哪里派来的站；派出地的人社部门也可以更正它', 'The area that sent it; its bureau may keep the record, too')}
                >
                  <AreaPicker value={values.stationFrom || undefined} onChange={(code) => set('stationFrom', code ?? '')} />
                </Field>
                {values.stationLevel && values.stationLevel !== 'province' && (
                  <Field name="stationAbove" label={t('上级站', 'Station above')} optional error={form.errorOf('stationAbove')}>
                    <OrganisationPicker
                      kind="station"
                      value={values.stationAbove ?? undefined}
                      {...(except ? { except } : {})}
                      onChange={(id) => set('stationAbove', id ?? null)}
                    />
                  </Field>
                )}
              </div>
            </section>
          )}
          <section className="og-part">
            <Sec t={t('统一社会信用代码', 'Unified social credit code')} />
            <div className="og-body">
              {!uncoded && (
                <Field
                  name="uscc"
                  label={t('18 位代码', 'The 18 characters')}
                  error={form.errorOf('uscc')}
                  understood={code?.ok && values.uscc ? [t(code.text), ...code.repairs.map((r) => t(r))].join(t('；', '; ')) : undefined}
                  hint={t('可以直接粘贴，空格和全角会自动去掉', 'May be pasted; spaces and full-width characters go')}
                >
                  <Input className="raw" maxLength={60} autoComplete="off" spellCheck={false} {...text('uscc')} />
                </Field>
              )}
              <div className="og-check">
                <Checkbox
                  checked={uncoded}
                  onChange={(e) => {
                    setUncoded(e.target.checked);
                    put(e.target.checked ? { uscc: '' } : { usccMissing: '' });
                  }}
                >
                  {t('没有代码', 'It has no code')}
                </Checkbox>
              </div>
              {uncoded && (
                <Field
                  name="usccMissing"
                  label={t('为什么没有', 'Why there is none')}
                  error={form.errorOf('usccMissing')}
                  hint={t(
                    '如：挂靠县人社局的工作站；尚未登记的合作社',
                    'Such as: a station under a bureau; a cooperative not registered yet',
                  )}
                >
                  <Input maxLength={100} {...text('usccMissing')} />
                </Field>
              )}
            </div>
          </section>
          <section className="og-part">
            <Sec t={t('行业与规模', 'Industry and size')} />
            <div className="og-body">
              <Field name="industry" label={t('行业', 'Industry')} optional error={form.errorOf('industry')}>
                <Select
                  allowClear
                  showSearch={{ optionFilterProp: 'label' }}
                  value={values.industry || null}
                  placeholder={t('门类或大类，如 H 住宿和餐饮业', 'Section or division, such as H or H62')}
                  options={industries}
                  onChange={(c: string | null) => set('industry', c ?? '')}
                />
              </Field>
              <div className="form-2">
                <Field name="sizeClass" label={t('规模', 'Size')} optional error={form.errorOf('sizeClass')}>
                  <Select
                    allowClear
                    value={values.sizeClass ?? null}
                    placeholder={t('不清楚就不选', 'Leave empty if not known')}
                    options={SizeClass.options.map((s) => ({ value: s, label: t(sizeClassTexts[s]) }))}
                    onChange={(s: SizeClass | null) => put(s ? { sizeClass: s } : { sizeClass: null, sizeStatedBy: '' })}
                  />
                </Field>
                {values.sizeClass && (
                  <Field
                    name="sizeStatedBy"
                    label={t('规模出自', 'Stated by')}
                    error={form.errorOf('sizeStatedBy')}
                    hint={t('如：企业年报 2025', 'Such as: annual report 2025')}
                  >
                    <Input maxLength={100} {...text('sizeStatedBy')} />
                  </Field>
                )}
              </div>
            </div>
          </section>
          <section className="og-part">
            <Sec t={t('依据', 'Source')} />
            <div className="og-body">
              <Field
                name="source"
                label={t('依据', 'Source')}
                error={form.errorOf('source')}
                hint={t('如：营业执照、挂牌文件的文号、走访日期', 'Such as: licence, number of the document, day of a visit')}
              >
                <Input maxLength={200} {...text('source')} />
              </Field>
              <Field name="note" label={t('说明', 'Note')} optional error={form.errorOf('note')}>
                <Input.TextArea rows={2} maxLength={500} value={values.note ?? ''} onChange={(e) => set('note', e.target.value)} />
              </Field>
              {extra}
            </div>
          </section>
        </div>
        <aside className="og-aside" aria-label={t('边填边查', 'Checked as you type')}>
          <Sec
            t={t('可能重复', 'Possible duplicates')}
            sub={
              noticed?.total
                ? t(`${noticed.total} 家，边填边查`, `${noticed.total}, checked as you type`)
                : t('边填边查', 'checked as you type')
            }
          />
          <div role="status">
            {noticed?.candidates.length ? (
              <Candidates items={noticed.candidates} action={t('就是这家，打开', 'This is it: open')} />
            ) : (
              <p className="note og-body">
                {values.name.trim().length >= 2 && values.place ? (
                  <>
                    <G k="ok" /> {t('同一个县里没有同名的，也没有同代码的。', 'None with this name in the county, none with this code.')}
                  </>
                ) : (
                  t(
                    '填了名称和所在地，这里列出同县同名的；填了代码，列出同代码的。',
                    'With name and place filled in, those of the same name in the county are listed here; with the code, whoever holds it.',
                  )
                )}
              </p>
            )}
          </div>
        </aside>
      </div>
      <div className="save-bar noprint">
        <Button type="primary" htmlType="submit" loading={busy}>
          {save}
        </Button>
        <Button onClick={onCancel}>{t('不存，返回', 'Back without saving')}</Button>
        {problem && problem.code !== 'platform.changed' ? (
          <>
            <WriteProblem problem={problem} />
            {typeof problem.body.details.id === 'string' && (
              <Link to={`/organisations/${problem.body.details.id}`}>{t('打开那一家', 'Open that one')}</Link>
            )}
          </>
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

/** Asks the server a moment after typing rests. */
const useNoticed = (values: Draft, except: string | undefined) => {
  const asked = JSON.stringify([values.name.trim(), values.uscc?.trim() ?? '', values.place]);
  const [settled, setSettled] = useState(asked);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(asked), 300);
    return () => window.clearTimeout(timer);
  }, [asked]);
  const [name, uscc, place] = JSON.parse(settled) as [string, string, string];
  const found = useRead(
    checkOrganisation,
    { name, uscc, place, ...(except ? { except } : {}) },
    { enabled: name.length >= 2 || uscc !== '', keep: true },
  );
  return name.length >= 2 || uscc !== '' ? found.data : undefined;
};
