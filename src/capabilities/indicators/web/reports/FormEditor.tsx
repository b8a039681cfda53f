import { Button, ConfigProvider, Input } from 'antd';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { figureOf } from '../../rulesDefinitions.ts';
import type { Fault } from '../../rulesReportForm.ts';
import { spansFor } from '../../rulesReportForm.ts';
import { BELOW, belowTexts, PERIODS, periodKindTexts, type ReportColumn, type ReportForm } from '../../rulesReports.ts';
import { Labelled, Pick } from '../AskBar.tsx';
import type { Catalogue } from '../useAsk.ts';
import { ColumnEditor } from './ColumnEditor.tsx';

interface Props {
  readonly form: ReportForm;
  readonly onChange: (form: ReportForm) => void;
  readonly faults: readonly Fault[];
  readonly catalogue: Catalogue;
  readonly readOnly: boolean;
}

/** The next column is like the one before it, for another figure than all that stand already. */
const nextColumn = (form: ReportForm, catalogue: Catalogue): ReportColumn => {
  const used = new Set(form.groups.flatMap((g) => g.columns.map((c) => c.figure)));
  const id = catalogue.figures.find((f) => !used.has(f.id))?.id ?? 'I01';
  const rate = catalogue.figures.find((f) => f.id === id)?.unit === 'rate';
  const figure = figureOf(id);
  const spans = figure ? spansFor(figure, form.period) : [];
  const span = spans.includes('ytd') && !rate ? 'ytd' : (spans.at(-1) ?? 'ytd');
  return {
    figure: id,
    where: {},
    span,
    lastYear: false,
    evidence: 'verified',
    measure: rate ? 'rate' : 'persons',
    window: 1,
    head: { zh: '', en: '' },
  };
};

/** Title, period, rows, grouped columns, notes; what contradicts itself is told where it stands, while it is typed. */
export const FormEditor = ({ form, onChange, faults, catalogue, readOnly }: Props) => {
  const t = useT();
  const set = (next: Partial<ReportForm>) => onChange({ ...form, ...next });
  const dimensions = [
    ...BELOW.map((id) => ({ value: id as string, label: t(belowTexts[id]) })),
    ...catalogue.dimensions.filter((d) => !d.training).map((d) => ({ value: d.id, label: t(d.name) })),
  ];
  const setGroup = (at: number, next: Partial<ReportForm['groups'][number]>) =>
    set({ groups: form.groups.map((g, i) => (i === at ? { ...g, ...next } : g)) });
  const at = (place: string) => faults.filter((f) => f.at === place || f.at.startsWith(`${place}.`));
  let no = -1;
  return (
    <ConfigProvider componentDisabled={readOnly}>
      <fieldset className="rp-editor" disabled={readOnly}>
        <legend className="vh">{t('表样', 'Form')}</legend>
        <div className="fg-ask">
          <Labelled text={t('表名', 'Title')} wide>
            <Input
              aria-label={t('表名', 'Title')}
              maxLength={80}
              value={t(form.title)}
              onChange={(e) => set({ title: { zh: e.target.value, en: e.target.value } })}
            />
          </Labelled>
          <Pick
            label={t('周期', 'Period')}
            value={form.period}
            options={PERIODS.map((p) => ({ value: p, label: t(periodKindTexts[p]) }))}
            onChange={(period) => set({ period })}
          />
          <Pick
            label={t('行', 'Rows')}
            value={form.rows[0] ?? ''}
            options={[{ value: '', label: t('只要合计', 'the total alone') }, ...dimensions]}
            onChange={(one) => set({ rows: one === '' ? [] : [one, ...form.rows.slice(1)] })}
          />
          {form.rows.length > 0 && (
            <Pick
              label={t('行里再分', 'Rows within rows')}
              value={form.rows[1] ?? ''}
              options={[{ value: '', label: t('不再分', 'none') }, ...dimensions]}
              onChange={(two) => set({ rows: two === '' ? [form.rows[0]!] : [form.rows[0]!, two] })}
            />
          )}
        </div>
        <Faults of={[...at('title'), ...at('rows'), ...at('where')]} />
        {form.groups.map((group, g) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: groups have no name of their own until they are saved
          <section key={g} className="rp-group-edit" aria-label={t(`第 ${g + 1} 组栏`, `Group ${g + 1} of columns`)}>
            <Sec
              t={t(`第 ${g + 1} 组`, `Group ${g + 1}`)}
              x={
                !readOnly &&
                form.groups.length > 1 && (
                  <Button size="small" type="text" onClick={() => set({ groups: form.groups.filter((_, i) => i !== g) })}>
                    {t('去掉这一组', 'Remove the group')}
                  </Button>
                )
              }
            />
            <Labelled text={t('组名（印在这几栏上面，可以不写）', 'Name over its columns, may be empty')} wide>
              <Input
                aria-label={t(`第 ${g + 1} 组的名称`, `Name of group ${g + 1}`)}
                maxLength={80}
                value={t(group.head)}
                onChange={(e) => setGroup(g, { head: { zh: e.target.value, en: e.target.value } })}
              />
            </Labelled>
            {group.columns.map((column, c) => {
              no++;
              const mine = no;
              return (
                <div key={mine}>
                  <ColumnEditor
                    no={mine + 1}
                    column={column}
                    form={form}
                    catalogue={catalogue}
                    readOnly={readOnly}
                    first={c === 0}
                    last={c === group.columns.length - 1}
                    onChange={(next) => setGroup(g, { columns: group.columns.map((x, i) => (i === c ? next : x)) })}
                    onRemove={() => setGroup(g, { columns: group.columns.filter((_, i) => i !== c) })}
                    onMove={(by) => {
                      const columns = [...group.columns];
                      const [moved] = columns.splice(c, 1);
                      columns.splice(c + by, 0, moved!);
                      setGroup(g, { columns });
                    }}
                  />
                  <Faults of={at(`columns.${mine}`)} />
                </div>
              );
            })}
            <Faults of={at(`groups.${g}`)} />
            {!readOnly && (
              <Button size="small" onClick={() => setGroup(g, { columns: [...group.columns, nextColumn(form, catalogue)] })}>
                {t('加一栏', 'Add a column')}
              </Button>
            )}
          </section>
        ))}
        <Faults of={faults.filter((f) => f.at === 'groups')} />
        {!readOnly && (
          <Button size="small" onClick={() => set({ groups: [...form.groups, { head: { zh: '', en: '' }, columns: [] }] })}>
            {t('加一组', 'Add a group')}
          </Button>
        )}
        <div className="field rp-form-notes">
          <label htmlFor="rp-notes">{t('印在表下的说明，一行一条（选填）', 'Notes printed below, one a line (optional)')}</label>
          <Input.TextArea
            id="rp-notes"
            rows={2}
            maxLength={2000}
            value={form.notes.map((n) => t(n)).join('\n')}
            onChange={(e) => set({ notes: e.target.value === '' ? [] : e.target.value.split('\n').map((n) => ({ zh: n, en: n })) })}
          />
        </div>
      </fieldset>
    </ConfigProvider>
  );
};

const Faults = ({ of }: { of: readonly Fault[] }) => {
  const t = useT();
  if (of.length === 0) return null;
  return (
    <div role="status">
      <ul className="rp-faults">
        {of.map((f) => (
          <li key={`${f.at} ${f.code}`}>
            <St k="no">{t(f.text)}</St>
          </li>
        ))}
      </ul>
    </div>
  );
};
