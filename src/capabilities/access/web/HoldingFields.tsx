import { Checkbox, Input, Select } from 'antd';
import { useContext } from 'react';
import { AreaPicker } from '#platform/web/AreaPicker.tsx';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { Field } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { OrganisationContext, OrganisationPicker } from '#platform/web/OrganisationPicker.tsx';
import type { Role } from '../rules.ts';
import { levelWords } from './accountWords.tsx';
import { type HoldingDraft, type HoldingFaults, relationOf } from './holding.ts';
import type { RoleEntry } from './useRoles.ts';

/** Which kind of organisation each role belongs to: only those are offered. */
const ORGANISATION_OF: Partial<Record<Role, string>> = {
  employer: 'employer',
  school: 'school',
  exam_body: 'exam_body',
  station: 'station',
};

interface Props {
  readonly roles: readonly RoleEntry[];
  readonly draft: HoldingDraft;
  readonly faults: HoldingFaults;
  readonly onChange: (draft: HoldingDraft) => void;
}

/** Role, area, organisation where the role needs one, from and to. Only roles that the reader may grant are offered. */
export const HoldingFields = ({ roles, draft, faults, onChange }: Props) => {
  const t = useT();
  const offered = roles.filter((r) => r.grantable);
  const role = offered.find((r) => r.role === draft.role);
  const organisations = useContext(OrganisationContext);
  const national = role?.levels.includes('country') ?? false;
  return (
    <>
      <Field
        name="role"
        label={t('角色', 'Role')}
        error={faults.role}
        hint={t('只列出您可以授予的角色', 'Only roles that you may grant are listed')}
      >
        <Select
          value={draft.role ?? null}
          placeholder={t('选一个角色', 'Choose a role')}
          options={offered.map((r) => ({ value: r.role, label: t(r.text) }))}
          onChange={(next: Role | null) => onChange({ ...draft, role: next ?? undefined, ...(organisations ? { relation: '' } : {}) })}
        />
      </Field>
      {draft.areaCode !== '' && (
        <Field
          name="areaCode"
          label={t('辖区', 'Area')}
          error={faults.areaCode}
          hint={
            role
              ? t(`${t(role.text)}要落到：${levelWords(role.levels).zh}`, `${t(role.text)} is held over ${levelWords(role.levels).en}`)
              : t('管到哪里，写到哪一级', 'The place this person is responsible for')
          }
        >
          <AreaPicker value={draft.areaCode} onChange={(areaCode) => onChange({ ...draft, areaCode })} />
        </Field>
      )}
      {(national || draft.areaCode === '') && (
        <div className="field">
          <Checkbox checked={draft.areaCode === ''} onChange={(e) => onChange({ ...draft, areaCode: e.target.checked ? '' : undefined })}>
            {t('管全国，不限一地', 'The whole country, not one place')}
          </Checkbox>
        </div>
      )}
      {role?.relation === 'org' && organisations ? (
        <Field
          name="relation"
          label={t('所属机构', 'Organisation')}
          optional={!role.relationNeeded}
          error={faults.relation}
          hint={t(
            '按名称、拼音或统一社会信用代码找；没有的先到“机构与场所”登记',
            'Search by name, pinyin or code; register it under “Organisations” first if it is not there',
          )}
        >
          <OrganisationPicker
            value={draft.relation.replace(/^org:/, '') || undefined}
            kind={ORGANISATION_OF[role.role]}
            onChange={(id) => onChange({ ...draft, relation: id === undefined ? '' : `org:${id}` })}
          />
        </Field>
      ) : (
        role?.relation && (
          <Field
            name="relation"
            label={role.relation === 'worker' ? t('劳动者编号', 'Number of the worker') : t('所属机构编号', 'Number of the organisation')}
            optional={!role.relationNeeded}
            error={faults.relation}
            understood={
              relationOf(draft) && !faults.relation && relationOf(draft) !== draft.relation
                ? t(`认作 ${relationOf(draft)}`, `Read as ${relationOf(draft)}`)
                : undefined
            }
            hint={t('从那一页的地址里抄，36 位', 'From the address of its page, 36 characters')}
          >
            <Input
              className="raw"
              maxLength={60}
              placeholder={`${role.relation}:…`}
              value={draft.relation}
              onChange={(e) => onChange({ ...draft, relation: e.target.value })}
            />
          </Field>
        )
      )}
      <div className="form-2">
        <Field name="validFrom" label={t('从哪天起', 'From')} optional hint={t('不填就从今天起', 'Empty: from today')}>
          <DayPicker value={draft.validFrom} onChange={(validFrom) => onChange({ ...draft, validFrom })} />
        </Field>
        <Field
          name="validTo"
          label={t('到哪天止', 'Until')}
          optional
          error={faults.validTo}
          hint={t('不填就一直有效', 'Empty: until taken back')}
        >
          <DayPicker value={draft.validTo} onChange={(validTo) => onChange({ ...draft, validTo })} />
        </Field>
      </div>
    </>
  );
};
