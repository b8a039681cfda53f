import { Checkbox, Select } from 'antd';
import { AreaPicker } from '#platform/web/AreaPicker.tsx';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { useT } from '#platform/web/lang.tsx';
import { FORMATS, type Format } from '../../contractReports.ts';
import type { PeriodKind } from '../../rulesReports.ts';
import { Labelled, Pick } from '../AskBar.tsx';
import { sideTexts } from '../ask.ts';
import type { Catalogue } from '../useAsk.ts';
import { formatTexts, periodsOf } from './words.ts';

export interface AskedFor {
  readonly period: string;
  readonly side: 'origin' | 'host';
  readonly area: string;
  readonly basis: 'auto' | 'live';
}
/** What one would ask first: one's own area, the last period that is over. */
export const firstAsk = (catalogue: Catalogue, period: string): AskedFor => {
  const own = catalogue.areas;
  const sends = own.find((a) => a.side === 'origin' && (a.code === '' || /^(45|52)/.test(a.code)));
  const first = sends ?? own.find((a) => a.side === 'host') ?? own[0];
  return { period, side: first?.side ?? 'origin', area: first?.code ?? '', basis: 'auto' };
};

interface Props {
  readonly kind: PeriodKind;
  readonly today: string;
  readonly value: AskedFor;
  readonly onChange: (value: AskedFor) => void;
}
/** Which period, whose area, frozen or not. */
export const AskFields = ({ kind, today, value, onChange }: Props) => {
  const t = useT();
  const set = (next: Partial<AskedFor>) => onChange({ ...value, ...next });
  const [from = '', to = ''] = value.period.split('..');
  return (
    <div className="fg-ask">
      {kind === 'free' ? (
        <>
          <Labelled text={t('从', 'From')}>
            <DayPicker aria-label={t('从', 'From')} value={from} onChange={(v) => set({ period: `${v ?? ''}..${to}` })} />
          </Labelled>
          <Labelled text={t('截至', 'As of')}>
            <DayPicker aria-label={t('截至', 'As of')} value={to} onChange={(v) => set({ period: `${from}..${v ?? ''}` })} />
          </Labelled>
        </>
      ) : (
        <Pick
          label={t('期间', 'Period')}
          value={value.period}
          options={periodsOf(kind, today).map((p) => ({ value: p.value, label: t(p.text) }))}
          onChange={(period) => set({ period })}
        />
      )}
      <Pick
        label={t('看谁', 'Whose')}
        value={value.side}
        options={(['origin', 'host'] as const).map((s) => ({ value: s, label: t(sideTexts[s]) }))}
        onChange={(side) => set({ side })}
      />
      <Labelled text={t('地区', 'Area')} wide>
        <AreaPicker
          aria-label={t('地区', 'Area')}
          placeholder={t('全部', 'everywhere')}
          value={value.area || undefined}
          onChange={(v) => set({ area: v ?? '' })}
        />
      </Labelled>
      <Labelled text={t('已封账的月份', 'Frozen months')}>
        <Select
          aria-label={t('已封账的月份', 'Frozen months')}
          popupMatchSelectWidth={false}
          value={value.basis}
          options={[
            { value: 'auto', label: t('用封账数', 'as frozen') },
            { value: 'live', label: t('用现时数', 'as known now') },
          ]}
          onChange={(basis) => set({ basis })}
        />
      </Labelled>
    </div>
  );
};

export const FormatChoice = ({ value, onChange }: { value: readonly Format[]; onChange: (value: Format[]) => void }) => {
  const t = useT();
  return (
    <fieldset className="rp-formats">
      <legend>{t('要哪些文件', 'Which files')}</legend>
      {FORMATS.map((f) => (
        <Checkbox
          key={f}
          checked={value.includes(f)}
          onChange={(e) => onChange(FORMATS.filter((x) => (x === f ? e.target.checked : value.includes(x))))}
        >
          {t(formatTexts[f])}
        </Checkbox>
      ))}
    </fieldset>
  );
};
