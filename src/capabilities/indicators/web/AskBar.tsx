import { DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';
import { WINDOWS } from '#capabilities/employment/rules.ts';
import { useAreaName } from '#platform/web/AreaName.tsx';
import { AreaPicker } from '#platform/web/AreaPicker.tsx';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { FilterBar, FilterField, FilterSelect } from '#platform/web/FilterBar.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import type { Text } from '#standards/text.ts';
import { fits, listed, otherSide, PRESETS, presetTexts, type Side, sideTexts, written } from './ask.ts';
import { type Ask, type Catalogue, FILTERS, FORM_NAMES, type UrlName } from './useAsk.ts';

type SetUrl = (next: Partial<Record<UrlName, string | undefined>>) => void;
export const formTexts: Readonly<Record<(typeof FORM_NAMES)[number], Text>> = {
  province: { zh: '同一省', en: 'the same province' },
  enterprise: { zh: '同一企业', en: 'the same enterprise' },
  post: { zh: '同一岗位', en: 'the same post' },
};
/** A question that changes shows no longer what was open of the old one. */
export const SHUT = { open: undefined, row: undefined, col: undefined, said: undefined, answer: undefined, cursor: undefined } as const;

export const Labelled = ({ text, wide, children }: { text: string; wide?: boolean; children: ReactNode }) => (
  <div className={`fg-field${wide ? ' fg-wide' : ''}`}>
    <span aria-hidden="true">{text}</span>
    {children}
  </div>
);
export const Pick = <V extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: V;
  options: readonly { value: V; label: string }[];
  onChange: (value: V) => void;
}) => (
  <Labelled text={label}>
    <Select aria-label={label} popupMatchSelectWidth={false} value={value} options={[...options]} onChange={onChange} />
  </Labelled>
);

/** Which days, whose home or work, by which rows and columns. */
interface BarProps {
  readonly ask: Ask;
  readonly catalogue: Catalogue;
  readonly setUrl: SetUrl;
  /** Days, rows and columns too: of a table. */
  readonly table: boolean;
  readonly children?: ReactNode;
}
export const AskBar = ({ ask, catalogue, setUrl, table, children }: BarProps) => {
  const t = useT();
  const set: SetUrl = (next) => setUrl({ ...SHUT, ...next });
  const dimensions = catalogue.dimensions.filter((d) => fits(d.id, ask.where));
  const own = (side: Side) => catalogue.areas.find((a) => a.side === side);
  return (
    <div className="fg-ask noprint">
      {table && <Days ask={ask} set={set} />}
      <Pick
        label={t('看谁', 'Whose')}
        value={ask.side}
        options={(['origin', 'host'] as const).map((s) => ({ value: s, label: t(sideTexts[s]) }))}
        onChange={(side) => set({ side, area: own(side)?.code || ask.area || undefined, other: undefined, by: undefined, by2: undefined })}
      />
      <Labelled text={t('地区', 'Area')} wide>
        <AreaPicker
          aria-label={t('地区', 'Area')}
          allowClear={false}
          placeholder={t('全部', 'everywhere')}
          value={ask.area || undefined}
          onChange={(v) => set({ area: v, by: undefined })}
        />
      </Labelled>
      {table && (
        <>
          <Pick
            label={t('行', 'Rows')}
            value={ask.by}
            options={dimensions.filter((d) => !d.training).map((d) => ({ value: d.id, label: t(d.name) }))}
            onChange={(by) => set({ by, ...(by === ask.by2 ? { by2: undefined } : {}) })}
          />
          <Pick
            label={t('列', 'Columns')}
            value={ask.by2 ?? ''}
            options={[
              { value: '', label: t('全部指标', 'all figures') },
              ...dimensions
                .filter((d) => d.id !== ask.by && (!d.training || ask.figure === 'I09'))
                .map((d) => ({ value: d.id, label: t(d.name) })),
            ]}
            onChange={(by2) => set({ by2: by2 || undefined, sort: undefined })}
          />
          {ask.by2 && (
            <Pick
              label={t('指标', 'Figure')}
              value={ask.figure}
              options={catalogue.figures.map((f) => ({ value: f.id, label: `${f.id} ${t(f.short)}` }))}
              onChange={(figure) => set({ figure, class: undefined })}
            />
          )}
        </>
      )}
      {children}
    </div>
  );
};

const Days = ({ ask, set }: { ask: Ask; set: SetUrl }) => {
  const t = useT();
  return (
    <>
      <Pick
        label={t('期间', 'Period')}
        value={ask.preset}
        options={PRESETS.map((p) => ({ value: p, label: t(presetTexts[p]) }))}
        onChange={(p) =>
          set({
            period: p === 'ytd' ? undefined : p,
            asOf: undefined,
            ...(p === 'own' ? { from: ask.from, to: ask.to } : { from: undefined, to: undefined }),
          })
        }
      />
      {ask.preset === 'own' && (
        <>
          <Labelled text={t('从', 'From')}>
            <DayPicker aria-label={t('从', 'From')} value={ask.from} onChange={(v) => set({ from: v })} />
          </Labelled>
          <Labelled text={t('截至', 'As of')}>
            <DayPicker aria-label={t('截至', 'As of')} value={ask.to} onChange={(v) => set({ to: v })} />
          </Labelled>
        </>
      )}
    </>
  );
};

/** What narrows the table beyond that, as removable chips. */
export const AskFilters = ({
  ask,
  catalogue,
  url,
  setUrl,
}: {
  ask: Ask;
  catalogue: Catalogue;
  url: Readonly<Record<string, string | undefined>>;
  setUrl: SetUrl;
}) => {
  const t = useT();
  const set: SetUrl = (next) => setUrl({ ...SHUT, ...next });
  const far = otherSide(ask.side);
  const other = ask.where[far]?.[0];
  const otherName = useAreaName(other ?? '');
  const of = (id: string) => catalogue.dimensions.find((d) => d.id === id);
  const chips = [
    ...(other ? [{ key: 'other', label: t(sideTexts[far]), value: otherName, onRemove: () => set({ other: undefined }) }] : []),
    ...FILTERS.flatMap((id) => {
      const values = ask.where[id];
      const dimension = of(id);
      if (!values || !dimension) return [];
      const words = values.map((v) => t(dimension.values.find((x) => x.value === v)!.name)).join(t('、', ', '));
      return [{ key: id, label: t(dimension.name), value: words, onRemove: () => set({ [id]: undefined }) }];
    }),
  ];
  const none = Object.fromEntries([...FILTERS, 'other'].map((id) => [id, undefined])) as Parameters<SetUrl>[0];
  return (
    <FilterBar
      chips={chips}
      onClear={() => set(none)}
      more={
        <div className="fg-filters">
          <FilterField label={t(sideTexts[far])}>
            <AreaPicker aria-label={t(sideTexts[far])} placeholder={t('不限', 'Any')} value={other} onChange={(v) => set({ other: v })} />
          </FilterField>
          {FILTERS.map((id) => {
            const dimension = of(id);
            return (
              dimension && (
                <FilterField key={id} label={t(dimension.name)}>
                  <Select
                    mode="multiple"
                    allowClear
                    aria-label={t(dimension.name)}
                    placeholder={t('不限', 'Any')}
                    value={[...listed(url[id])]}
                    options={dimension.values.map((v) => ({ value: v.value, label: t(v.name) }))}
                    onChange={(values: string[]) => set({ [id]: values.map(written).join(',') || undefined })}
                  />
                </FilterField>
              )
            );
          })}
          <FilterSelect
            label={t('稳岗率：多少天后', 'Retention: after how many days')}
            value={String(ask.window)}
            options={WINDOWS.map((d, i) => ({ value: String(i), label: t(`${d} 天`, `${d} days`) }))}
            onChange={(v) => set({ window: v })}
          />
          <FilterSelect
            label={t('稳岗率：留在哪里', 'Retention: stayed in')}
            value={ask.form}
            options={FORM_NAMES.map((f) => ({ value: f, label: t(formTexts[f]) }))}
            onChange={(v) => set({ form: v === 'province' ? undefined : v })}
          />
          <FilterField label={t('稳岗率：看到哪一天', 'Retention: looked at on')}>
            <DayPicker
              aria-label={t('稳岗率：看到哪一天', 'Retention: looked at on')}
              value={ask.asOf ?? ask.to}
              onChange={(v) => set({ asOf: v })}
            />
          </FilterField>
        </div>
      }
    />
  );
};

/** 按…所知: now, or as it was known at an instant, told and typed in Shanghai time wherever the browser stands. */
export const KnownAt = ({ value, onChange }: { value: string | undefined; onChange: (instant: string | undefined) => void }) => {
  const t = useT();
  const label = t('按哪一刻所知', 'As known at');
  return (
    <DatePicker
      showTime={{ format: 'HH:mm' }}
      format={['YYYY-MM-DD HH:mm', 'YYYY-M-D H:mm']}
      aria-label={label}
      placeholder={t('现在', 'now')}
      value={value ? dayjs(instant(value)) : null}
      onChange={(at) => onChange(at ? `${at.format('YYYY-MM-DDTHH:mm')}:00+08:00` : undefined)}
    />
  );
};
