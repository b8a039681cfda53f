import { Checkbox, Select } from 'antd';
import { useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import type { SheetOffer } from '../contractShapes.ts';
import { MappingTable } from './MappingTable.tsx';
import type { DraftSheet } from './mapping.ts';
import type { MappingState } from './useMapping.ts';

interface Props {
  readonly sheet: DraftSheet;
  readonly offers: readonly SheetOffer[];
  readonly mapping: MappingState;
  readonly may: boolean;
  readonly several: boolean;
}

/** One sheet of the file: whether it goes in, what kind of list it is, and its tables. */
export const MappingSheet = ({ sheet, offers, mapping, may, several }: Props) => {
  const t = useT();
  const { out, chosen, declared, offer, tables } = sheet;
  const kind = offer ? t(offer.text) : declared;
  const besides = tables.length > 1;
  const undeclared = chosen && mapping.snags.some((s) => s.sheet === out.index && s.kind === 'undeclared');
  return (
    <div className={`mapping-sheet ${several ? 'several' : ''}`}>
      <div className="mapping-sheet-head">
        {several &&
          (may ? (
            <Checkbox checked={chosen} onChange={(e) => mapping.sheet(out.index, e.target.checked)}>
              <b className="b raw">{out.name}</b>
            </Checkbox>
          ) : (
            <b className="b raw">
              <G k={chosen ? 'ok' : 'off'} /> {out.name}
            </b>
          ))}
        {out.hidden && <span className="chip k">{t('隐藏的工作表', 'hidden sheet')}</span>}
        {several && !chosen && <span className="s13 mute">{t('不导入', 'left out')}</span>}
        {(chosen || !several) &&
          (may ? (
            // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child; it is named by aria-label too
            <label className="mapping-kind s13">
              <span className="mute">{t('当作', 'Taken for')}</span>
              <Select
                size="small"
                aria-label={t(`“${out.name}”当作什么表`, `What kind of list “${out.name}” is`)}
                placeholder={t('没有认出来，请选', 'Not recognised; choose')}
                {...(undeclared ? { status: 'error' as const } : {})}
                value={declared}
                options={offers.map((o) => ({
                  value: o.id,
                  label: o.writes ? t(o.text) : t(`${o.text.zh}（您只能试读）`, `${o.text.en} (trial only for you)`),
                }))}
                popupMatchSelectWidth={false}
                onChange={(id: string) => mapping.declare(out.index, id)}
              />
            </label>
          ) : (
            <span className="s13">
              <span className="mute">{t('当作', 'taken for')}</span> {kind ?? t('没有认出来', 'not recognised')}
            </span>
          ))}
      </div>
      {chosen && offer && !offer.writes && (
        <p className="s13 stt-due">
          <G k="due" />{' '}
          {t(`“${t(offer.text)}”这种表您只能试读，不能写入。`, `You may only try rows of “${t(offer.text)}”, not have them written.`)}
        </p>
      )}
      {chosen && tables.length === 0 && <p className="s13 sub">{t('这张工作表里没有找到表格。', 'No table was found on this sheet.')}</p>}
      {chosen && besides && (
        <fieldset className="plain-set mapping-tables">
          <legend>
            <G k="due" />{' '}
            {t(
              `这张工作表里有 ${tables.length} 块表${out.tables.some((x) => x.sideBySide) ? '（左右并排）' : ''}，导入哪几块？`,
              `This sheet holds ${tables.length} tables${out.tables.some((x) => x.sideBySide) ? ' side by side' : ''}. Which go in?`,
            )}
          </legend>
          {tables.map((table) => (
            <Checkbox
              key={table.at}
              disabled={!may}
              checked={table.chosen}
              onChange={(e) => mapping.table(out.index, table.at, e.target.checked)}
            >
              {tableName(table.at, table.out.columns, t)}
            </Checkbox>
          ))}
        </fieldset>
      )}
      {chosen &&
        tables
          .filter((table) => table.chosen)
          .map((table) => (
            <div key={table.at}>
              {besides && <h3 className="mapping-table-name">{tableName(table.at, table.out.columns, t)}</h3>}
              <MappingTable sheet={sheet} table={table} mapping={mapping} may={may} />
            </div>
          ))}
    </div>
  );
};

const tableName = (at: number, columns: readonly { readonly letter: string }[], t: (zh: string, en: string) => string): string => {
  const span = columns.length ? `${columns[0]!.letter}–${columns.at(-1)!.letter}` : '';
  return t(`第 ${at + 1} 块${span && `（${span} 列）`}`, `Table ${at + 1}${span && ` (columns ${span})`}`);
};
