import { Checkbox, Input, InputNumber, Select } from 'antd';
import { channelTexts } from '#capabilities/workers/rules.ts';
import type { FieldError } from '#platform/problem.ts';
import { AreaPicker } from '#platform/web/AreaPicker.tsx';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { FromField } from '#platform/web/FromField.tsx';
import { Field } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { OccupationPicker } from '#platform/web/OccupationPicker.tsx';
import { OrganisationPicker } from '#platform/web/OrganisationPicker.tsx';
import { assistedTexts, byOrganisation, leaveReasonTexts, programmeTexts, spellKindTexts } from '../../rules.ts';
import type { SpellDraft } from './spellDraft.ts';

export interface FieldsProps {
  readonly values: SpellDraft;
  readonly set: (name: keyof SpellDraft, value: unknown) => void;
  readonly errorOf: (name: string) => FieldError | undefined;
}

export const useOptions = (texts: Readonly<Record<string, { readonly zh: string; readonly en: string }>>) => {
  const t = useT();
  return Object.entries(texts).map(([value, text]) => ({ value, label: t(text) }));
};

/** Where and as what somebody works: kind, employer, place, post. */
export const WhereFields = ({ values: v, set, errorOf }: FieldsProps) => {
  const t = useT();
  const kinds = useOptions(spellKindTexts);
  const alone = v.kind === 'self_employed' || v.kind === 'flexible';
  return (
    <>
      <div className="form-2">
        <Field name="kind" label={t('就业类型', 'Kind of work')} error={errorOf('kind')}>
          <Select value={v.kind} options={kinds} onChange={(kind) => set('kind', kind)} />
        </Field>
        <Field name="place" label={t('务工地点', 'Place of work')} error={errorOf('place')} hint={t('选到区县', 'Down to the county')}>
          <AreaPicker value={v.place || undefined} onChange={(code) => set('place', code ?? '')} />
        </Field>
      </div>
      <div className="form-2">
        <Field
          name="organisationId"
          label={t('用人单位', 'Employer')}
          {...(alone || v.employerWords ? { optional: true } : {})}
          error={errorOf('organisationId')}
        >
          <OrganisationPicker value={v.organisationId} onChange={(id) => set('organisationId', id)} />
        </Field>
        <Field name="employerWords" label={t('名册里没有，写名称', 'Not registered: its name')} optional error={errorOf('employerWords')}>
          <Input value={v.employerWords ?? ''} maxLength={100} onChange={(e) => set('employerWords', e.target.value)} />
        </Field>
      </div>
      <div className="form-2">
        <Field name="post" label={t('岗位', 'Post')} optional error={errorOf('post')}>
          <Input value={v.post ?? ''} maxLength={60} onChange={(e) => set('post', e.target.value)} />
        </Field>
        <Field name="occupation" label={t('职业', 'Occupation')} optional error={errorOf('occupation')}>
          <OccupationPicker value={v.occupation || undefined} onChange={(code) => set('occupation', code ?? '')} />
        </Field>
      </div>
    </>
  );
};

/** From when, and where it is over: until when and why. */
export const WhenFields = ({
  values: v,
  set,
  errorOf,
  many,
  ends,
}: FieldsProps & { many: (next: Partial<SpellDraft>) => void; ends: boolean }) => {
  const t = useT();
  return (
    <>
      <div className="form-2">
        <FromField
          name="start"
          label={t('开始时间', 'Start')}
          day={v.start || undefined}
          precision={v.startPrecision ?? 'day'}
          error={errorOf('start')}
          onChange={(start, startPrecision) => many({ start, startPrecision })}
        />
        {ends && (
          <FromField
            name="ended"
            end
            optional
            label={t('最后在岗日', 'Last day in post')}
            day={v.ended}
            precision={v.endPrecision ?? 'day'}
            hint={t('还在岗就不填', 'Left out where still in post')}
            error={errorOf('ended')}
            onChange={(ended, endPrecision) => many({ ended: ended || undefined, endPrecision })}
          />
        )}
      </div>
      {ends && v.ended && (
        <Field name="leaveReason" label={t('离岗原因', 'Reason of leaving')} optional error={errorOf('leaveReason')}>
          <LeaveReasonSelect value={v.leaveReason} onChange={(reason) => set('leaveReason', reason)} />
        </Field>
      )}
    </>
  );
};

export const LeaveReasonSelect = ({
  value,
  onChange,
  ...rest
}: {
  value: string | undefined;
  onChange: (v: string | undefined) => void;
}) => {
  const t = useT();
  return (
    <Select
      {...rest}
      allowClear
      value={value ?? null}
      placeholder={t('选一个', 'Choose one')}
      options={useOptions(leaveReasonTexts)}
      onChange={(reason: string | null) => onChange(reason ?? undefined)}
    />
  );
};

/** Pay, how it came about, what stands behind it, the contract. */
export const MoreFields = ({ values: v, set, errorOf, many }: FieldsProps & { many: (next: Partial<SpellDraft>) => void }) => {
  const t = useT();
  const channels = useOptions(channelTexts);
  const assisted = useOptions(assistedTexts);
  const programmes = useOptions(programmeTexts);
  return (
    <>
      <div className="form-2">
        <Field name="payMonth" label={t('月收入（元）', 'Monthly pay (yuan)')} optional error={errorOf('payMonth')}>
          <InputNumber min={0} max={1_000_000} precision={0} value={v.payMonth ?? null} onChange={(n) => set('payMonth', n ?? undefined)} />
        </Field>
        <Field name="channel" label={t('就业渠道', 'Channel')} optional error={errorOf('channel')}>
          <Select allowClear value={v.channel ?? null} options={channels} onChange={(c: string | null) => set('channel', c ?? undefined)} />
        </Field>
      </div>
      {v.kind === 'public_post' && (
        <Field name="publicPostKind" label={t('公益性岗位类型', 'Kind of public-welfare post')} optional error={errorOf('publicPostKind')}>
          <Input value={v.publicPostKind ?? ''} maxLength={60} onChange={(e) => set('publicPostKind', e.target.value)} />
        </Field>
      )}
      <div className="form-2">
        <Field name="assistedKind" label={t('帮扶方式', 'Assisted by')} optional error={errorOf('assistedKind')}>
          <Select
            allowClear
            value={v.assistedKind ?? null}
            options={assisted}
            onChange={(kind: SpellDraft['assistedKind'] | null) => many({ assistedKind: kind ?? undefined, assistedRef: '' })}
          />
        </Field>
        {v.assistedKind && (
          <Field
            name="assistedRef"
            label={byOrganisation(v.assistedKind) ? t('哪一家', 'Which one') : t('帮扶依据（编号或名称）', 'Record (number or name)')}
            error={errorOf('assistedRef')}
          >
            {byOrganisation(v.assistedKind) ? (
              <OrganisationPicker
                kind={v.assistedKind}
                value={v.assistedRef?.startsWith('org:') ? v.assistedRef.slice(4) : undefined}
                onChange={(id) => set('assistedRef', id ? `org:${id}` : '')}
              />
            ) : (
              <Input value={v.assistedRef ?? ''} maxLength={120} onChange={(e) => set('assistedRef', e.target.value)} />
            )}
          </Field>
        )}
      </div>
      <Field
        name="programme"
        label={t('所属工程', 'Project')}
        optional
        hint={t('粤菜师傅、广东技工、南粤家政、乡村工匠，确实经它上岗才选', 'One of the four of Guangdong, only where the post came of it')}
        error={errorOf('programme')}
      >
        <Select
          allowClear
          value={v.programme ?? null}
          options={programmes}
          onChange={(project: string | null) => set('programme', project ?? undefined)}
        />
      </Field>
      <div className="form-2">
        <Field name="contractFrom" label={t('合同起始', 'Contract from')} optional error={errorOf('contractFrom')}>
          <DayPicker value={v.contractFrom} onChange={(day) => set('contractFrom', day)} />
        </Field>
        <Field name="contractTo" label={t('合同截止', 'Contract to')} optional error={errorOf('contractTo')}>
          <DayPicker value={v.contractTo} onChange={(day) => set('contractTo', day)} />
        </Field>
      </div>
      <p className="emp-checks">
        <Checkbox checked={v.pointToPoint ?? false} onChange={(e) => set('pointToPoint', e.target.checked)}>
          {t('点对点输送', 'Point-to-point transport')}
        </Checkbox>
        <Checkbox checked={v.sideJob ?? false} onChange={(e) => set('sideJob', e.target.checked)}>
          {t('兼职（同时还有主要的一份）', 'Second job (beside a main one)')}
        </Checkbox>
      </p>
    </>
  );
};
