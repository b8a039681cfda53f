import { Input, Radio } from 'antd';
import { useState } from 'react';
import type { FieldError } from '#platform/problem.ts';
import { AreaPicker } from '#platform/web/AreaPicker.tsx';
import { useLang, useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { OrganisationPicker } from '#platform/web/OrganisationPicker.tsx';
import { type Side, sideTexts } from '../../rulesPlans.ts';

export interface UnitValue {
  readonly organisationId: string | null;
  readonly name: string;
  readonly areaCode: string;
}
interface Props {
  readonly side: Side;
  readonly value: UnitValue;
  readonly error: FieldError | undefined;
  readonly onChange: (value: UnitValue) => void;
}

/** Who is responsible on one side: an organisation of the register, or an office by its name and where it sits. */
export const UnitFields = ({ side, value, error, onChange }: Props) => {
  const t = useT();
  const { lang } = useLang();
  const [kind, setKind] = useState<'office' | 'organisation'>(value.organisationId ? 'organisation' : 'office');
  const id = (part: string) => `f-${side}-${part}`;
  return (
    <fieldset className="pl-unit" id={`f-${side}`} tabIndex={-1}>
      <legend>{t(`${sideTexts[side].zh}责任单位`, `Responsible unit of the ${sideTexts[side].en}`)}</legend>
      <Radio.Group
        aria-label={t('怎么写这个单位', 'How the unit is named')}
        value={kind}
        onChange={(e) => {
          setKind(e.target.value);
          onChange({ organisationId: null, name: '', areaCode: value.areaCode });
        }}
        options={[
          { value: 'office', label: t('办公室', 'An office') },
          { value: 'organisation', label: t('登记过的机构', 'An organisation on record') },
        ]}
      />
      {kind === 'organisation' ? (
        <div className="field">
          <label htmlFor={id('organisation')}>{t('哪家机构', 'Which organisation')}</label>
          <OrganisationPicker
            id={id('organisation')}
            value={value.organisationId ?? undefined}
            onChange={(organisationId) => onChange({ organisationId: organisationId ?? null, name: '', areaCode: '' })}
          />
        </div>
      ) : (
        <div className="form-2">
          <div className="field">
            <label htmlFor={id('name')}>{t('办公室名称', 'Name of the office')}</label>
            <Input
              id={id('name')}
              maxLength={60}
              placeholder={t('如 平塘县人力资源和社会保障局', 'such as Pingtang County HR Bureau')}
              value={value.name}
              onChange={(e) => onChange({ ...value, organisationId: null, name: e.target.value })}
            />
          </div>
          <div className="field">
            <label htmlFor={id('area')}>{t('所在地', 'Where it sits')}</label>
            <AreaPicker
              id={id('area')}
              value={value.areaCode || undefined}
              onChange={(code) => onChange({ ...value, organisationId: null, areaCode: code ?? '' })}
            />
          </div>
        </div>
      )}
      {error && (
        <span className="stt stt-no" role="alert">
          <G k="no" />
          {error.text[lang]}
        </span>
      )}
    </fieldset>
  );
};
