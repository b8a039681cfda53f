import { Button, Select } from 'antd';
import { useState } from 'react';
import { useT } from '#platform/web/lang.tsx';
import { G, type MarkKind } from '#platform/web/marks.tsx';
import type { Text } from '#standards/text.ts';
import type { Batch, SheetOffer } from '../contractShapes.ts';
import type { DraftSheet, DraftTable } from './mapping.ts';
import type { MappingState } from './useMapping.ts';

type Column = Batch['sheets'][number]['tables'][number]['columns'][number];

interface Props {
  readonly sheet: DraftSheet;
  readonly table: DraftTable;
  readonly mapping: MappingState;
  readonly may: boolean;
}

/** No field is called so. */
const EXTRA = '*';

/** Header and samples, the field it goes to, and why. Columns that are no field of ours are folded where there are many: they are kept, not lost. */
export const MappingTable = ({ sheet, table, mapping, may }: Props) => {
  const t = useT();
  const [all, setAll] = useState(false);
  const { columns } = table.out;
  const key = (i: number) => `${sheet.out.index}.${table.at}.${i}`;
  const plain = (c: Column, i: number) => table.fields[i] === null && !c.check && mapping.edits.fields[key(i)] === undefined;
  const extras = columns.filter(plain).length;
  const folds = extras > 2 && columns.length > 8;
  const shown = columns.map((c, i) => ({ c, i })).filter(({ c, i }) => all || !folds || !plain(c, i));
  const missing = mapping.snags.find((s) => s.sheet === sheet.out.index && s.table === table.at && s.kind === 'missing');
  const keys = sheet.offer?.fields.filter((f) => f.key) ?? [];
  return (
    <>
      {missing && (
        <p className="s13 stt-no" role="status">
          <G k="no" />{' '}
          {t(
            `没有一列对应到${keys.map((k) => `“${k.text.zh}”`).join('或')}，认不出每行是谁。`,
            `No column is ${keys.map((k) => `“${k.text.en}”`).join(' or ')}, so nobody can be told apart.`,
          )}
        </p>
      )}
      <table className="t3 mapping-columns">
        <thead>
          <tr>
            <th scope="col">{t('表里的列与样例', 'Column and samples')}</th>
            <th scope="col">{t('记到', 'Goes to')}</th>
            <th scope="col">{t('依据', 'Why')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ c, i }) => (
            <ColumnLine
              key={i}
              column={c}
              columns={columns}
              offer={sheet.offer}
              fields={table.fields}
              at={i}
              edited={mapping.edits.fields[key(i)] !== undefined}
              twice={mapping.snags.some(
                (s) => s.sheet === sheet.out.index && s.table === table.at && s.kind === 'twice' && s.columns.includes(i),
              )}
              may={may}
              onField={(field) => mapping.field(sheet.out.index, table.at, i, field)}
            />
          ))}
        </tbody>
      </table>
      {folds && (
        <p className="mapping-more s13">
          {all
            ? t(`全部 ${columns.length} 列`, `All ${columns.length} columns`)
            : t(
                `另有 ${extras} 列没有对应字段，作为附加项保留，不丢。`,
                `${extras} more columns match no field; they are kept as extras, not lost.`,
              )}{' '}
          <Button type="link" size="small" onClick={() => setAll(!all)}>
            {all ? t('只看对应了的', 'Only those that match') : t(`全部 ${columns.length} 列`, `All ${columns.length} columns`)}
          </Button>
        </p>
      )}
    </>
  );
};

interface LineProps {
  readonly column: Column;
  readonly columns: readonly Column[];
  readonly offer: SheetOffer | undefined;
  readonly fields: readonly (string | null)[];
  readonly at: number;
  readonly edited: boolean;
  readonly twice: boolean;
  readonly may: boolean;
  readonly onField: (field: string | null) => void;
}
const ColumnLine = ({ column, columns, offer, fields, at, edited, twice, may, onField }: LineProps) => {
  const t = useT();
  const field = fields[at] ?? null;
  const header = column.header || t(`${column.letter} 列，没有表头`, `column ${column.letter}, no header`);
  const textOf = (id: string): Text => offer?.fields.find((f) => f.id === id)?.text ?? { zh: id, en: id };
  const elsewhere = (id: string) => {
    const other = fields.findIndex((f, i) => f === id && i !== at);
    return other < 0 ? '' : columns[other]!.header || columns[other]!.letter;
  };
  const option = (id: string) => {
    const other = elsewhere(id);
    return { value: id, label: other ? t(`${textOf(id).zh}（“${other}”已用）`, `${textOf(id).en} (taken by “${other}”)`) : t(textOf(id)) };
  };
  const also = column.also.filter((id) => offer?.fields.some((f) => f.id === id));
  const extra = t('作为附加项保留', 'kept as an extra');
  const options = [
    { value: EXTRA, label: extra },
    ...(also.length ? [{ label: t('可能是', 'It may be'), options: also.map(option) }] : []),
    {
      label: t('全部字段', 'All fields'),
      options: (offer?.fields ?? []).filter((f) => !also.includes(f.id)).map((f) => option(f.id)),
    },
  ];
  const why = reason(column, field, edited, columns);
  return (
    <tr className={edited ? 'edited' : ''}>
      <th scope="row">
        <span className="mapping-header">
          <span className="raw">{header}</span>
          {column.hidden && <span className="chip k">{t('隐藏列', 'hidden')}</span>}
        </span>
        <div className="el s12 mute raw">{column.samples.slice(0, 3).join(t('、', ', ')) || t('没有内容', 'empty')}</div>
      </th>
      <td>
        {may ? (
          <Select
            size="small"
            variant="underlined"
            className="mapping-field"
            aria-label={t(`“${header}”记到`, `“${header}” goes to`)}
            {...(twice ? { status: 'error' as const } : {})}
            showSearch={{ optionFilterProp: 'label' }}
            disabled={!offer}
            value={field ?? EXTRA}
            options={options}
            popupMatchSelectWidth={false}
            onChange={(next: string) => onField(next === EXTRA ? null : next)}
          />
        ) : field === null ? (
          <span className="mute">{extra}</span>
        ) : (
          t(textOf(field))
        )}
      </td>
      <td className="s12">
        {twice ? (
          <Because k="no" text={t('两列对应到同一项，请改一列', 'two columns, one field: change one')} />
        ) : (
          <Because k={why.k} text={t(why.text)} />
        )}
      </td>
    </tr>
  );
};

const Because = ({ k, text }: { k: MarkKind; text: string }) => (
  <span className="because">
    <G k={k} s={12} />
    <span>{text}</span>
  </span>
);

/** Why a column is taken for what it is, in words, with the mark that says whether somebody should look. */
const reason = (
  c: Column,
  field: string | null,
  edited: boolean,
  columns: readonly Column[],
): { readonly k: MarkKind; readonly text: Text } => {
  if (edited) return { k: 'info', text: { zh: '您刚改的，还没有重新预检', en: 'changed by you, not checked yet' } };
  if (c.twice !== null) {
    const other = columns.find((x) => x.column === c.twice);
    const name = other?.header || other?.letter || '';
    return { k: 'doubt', text: { zh: `和“${name}”像同一项，请看一下`, en: `looks like “${name}” too; have a look` } };
  }
  if (field === null)
    return c.check
      ? { k: 'doubt', text: { zh: '没认出来，请看一下', en: 'not recognised; have a look' } }
      : { k: 'info', text: { zh: '没有对应字段，不丢', en: 'no such field; kept' } };
  const percent = Math.round(c.score * 100);
  const text: Text =
    c.why === 'header'
      ? { zh: '列名相同', en: 'same header' }
      : c.why === 'likeHeader'
        ? { zh: `列名相近，${percent}%`, en: `a similar header, ${percent}%` }
        : c.why === 'values'
          ? { zh: `看内容认出，${percent}%`, en: `by its values, ${percent}%` }
          : c.why === 'remembered'
            ? { zh: '上次这样对应', en: 'as last time' }
            : { zh: '确认过的', en: 'confirmed' };
  return c.check ? { k: 'doubt', text: { zh: `${text.zh}，请看一下`, en: `${text.en}; have a look` } } : { k: 'ok', text };
};
