import { Button, Checkbox, Input, Select } from 'antd';
import { WINDOWS } from '#capabilities/employment/rules.ts';
import { I } from '#platform/web/icons.tsx';
import { useT } from '#platform/web/lang.tsx';
import { figureOf } from '../../rulesDefinitions.ts';
import { spansFor, spansOf } from '../../rulesReportForm.ts';
import { columnHead, EVIDENCE, evidenceTexts, laterFigures, type ReportColumn, type ReportForm, spanTexts } from '../../rulesReports.ts';
import { Labelled, Pick } from '../AskBar.tsx';
import { type Catalogue, FILTERS } from '../useAsk.ts';

interface Props {
  readonly no: number;
  readonly column: ReportColumn;
  readonly form: ReportForm;
  readonly catalogue: Catalogue;
  readonly readOnly: boolean;
  readonly first: boolean;
  readonly last: boolean;
  readonly onChange: (column: ReportColumn) => void;
  readonly onRemove: () => void;
  readonly onMove: (by: 1 | -1) => void;
}
const MARK = '|';

/** One column: which figure, which days, whose, by which evidence. */
export const ColumnEditor = ({ no, column, form, catalogue, readOnly, first, last, onChange, onRemove, onMove }: Props) => {
  const t = useT();
  const figure = figureOf(column.figure);
  const rate = catalogue.figures.find((f) => f.id === column.figure)?.unit === 'rate';
  const set = (next: Partial<ReportColumn>) => onChange({ ...column, ...next });
  // what stands there stays visible, though it contradicts: it is told below
  const spans = [...new Set([...(figure ? spansFor(figure, form.period) : spansOf[form.period]), column.span])];
  const choose = (id: string) => {
    const next = figureOf(id);
    const allowed = next ? spansFor(next, form.period) : spansOf[form.period];
    const isRate = catalogue.figures.find((f) => f.id === id)?.unit === 'rate';
    set({
      figure: id,
      span: allowed.includes(column.span) ? column.span : (allowed.find((s) => s === 'ytd') ?? allowed[0] ?? 'ytd'),
      measure: isRate ? (column.measure === 'persons' ? 'rate' : column.measure) : 'persons',
      evidence: next && next.evidenceClass < 6 ? column.evidence : 'verified',
    });
  };
  const conditions = Object.entries(column.where).flatMap(([id, values]) => values.map((v) => `${id}${MARK}${v}`));
  const setConditions = (all: readonly string[]) => {
    const where: Record<string, string[]> = {};
    for (const one of all) {
      const [id = '', value = ''] = one.split(MARK);
      where[id] = [...(where[id] ?? []), value];
    }
    set({ where });
  };
  const places = ['origin', 'host'].flatMap((id) => (column.where[id] ?? []).map((v) => ({ value: `${id}${MARK}${v}`, label: v })));
  return (
    <fieldset className="rp-column">
      <legend>
        {t(`第 ${no} 栏`, `Column ${no}`)} <span className="note">{t(columnHead(column))}</span>
      </legend>
      <div className="fg-ask">
        <Pick
          label={t('指标', 'Figure')}
          value={column.figure}
          options={[
            ...catalogue.figures.map((f) => ({ value: f.id, label: `${f.id} ${t(f.short)}` })),
            ...laterFigures.map((a) => ({
              value: a.id,
              label: t(
                `${a.id} ${a.name.zh}（${a.elsewhere ? '另见' : '未计量'}）`,
                `${a.id} ${a.name.en} (${a.elsewhere ? 'elsewhere' : 'not measured'})`,
              ),
            })),
          ]}
          onChange={choose}
        />
        <Pick
          label={t('时间', 'Days')}
          value={column.span}
          options={spans.map((s) => ({ value: s, label: t(spanTexts[s]) }))}
          onChange={(span) => set({ span })}
        />
        {figure && figure.evidenceClass < 6 && (
          <Pick
            label={t('证据', 'Evidence')}
            value={column.evidence}
            options={EVIDENCE.map((e) => ({ value: e, label: t(evidenceTexts[e]) }))}
            onChange={(evidence) => set({ evidence })}
          />
        )}
        {rate && (
          <Pick
            label={t('哪个数', 'Which number')}
            value={`${column.measure}${column.window}`}
            options={WINDOWS.flatMap((days, i) => [
              { value: `rate${i}`, label: t(`${days} 天稳岗率`, `rate after ${days} days`) },
              { value: `due${i}`, label: t(`${days} 天到期人数`, `due after ${days} days`) },
            ])}
            onChange={(v) => set({ measure: v.startsWith('due') ? 'due' : 'rate', window: Number(v.at(-1)) })}
          />
        )}
        <Labelled text={t('只数（选填）', 'Only (optional)')} wide>
          <Select
            mode="multiple"
            aria-label={t(`第 ${no} 栏只数哪些人`, `Whom column ${no} counts only`)}
            placeholder={t('不限', 'Any')}
            value={conditions}
            options={[
              ...FILTERS.flatMap((id) => {
                const d = catalogue.dimensions.find((x) => x.id === id);
                return d
                  ? [{ label: t(d.name), options: d.values.map((v) => ({ value: `${id}${MARK}${v.value}`, label: t(v.name) })) }]
                  : [];
              }),
              ...(places.length ? [{ label: t('地点', 'places'), options: places }] : []),
            ]}
            onChange={setConditions}
          />
        </Labelled>
        <Labelled text={t('栏名（选填）', 'Its name (optional)')}>
          <Input
            aria-label={t(`第 ${no} 栏的名称`, `Name of column ${no}`)}
            maxLength={80}
            value={t(column.head)}
            onChange={(e) => set({ head: { zh: e.target.value, en: e.target.value } })}
          />
        </Labelled>
        <Checkbox className="rp-check" checked={column.lastYear} onChange={(e) => set({ lastYear: e.target.checked })}>
          {t('上年同期', 'a year before')}
        </Checkbox>
        {!readOnly && (
          <span className="row gap4 rp-check">
            <Button
              size="small"
              type="text"
              disabled={first}
              aria-label={t(`第 ${no} 栏往前移`, `Move column ${no} forward`)}
              icon={<I n="left" />}
              onClick={() => onMove(-1)}
            />
            <Button
              size="small"
              type="text"
              disabled={last}
              aria-label={t(`第 ${no} 栏往后移`, `Move column ${no} back`)}
              icon={<I n="right" />}
              onClick={() => onMove(1)}
            />
            <Button
              size="small"
              type="text"
              aria-label={t(`去掉第 ${no} 栏`, `Remove column ${no}`)}
              icon={<I n="x" />}
              onClick={onRemove}
            />
          </span>
        )}
      </div>
    </fieldset>
  );
};
