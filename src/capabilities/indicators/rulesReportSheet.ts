// A made report before it is drawn: the page, the workbook, the printed sheet and the CSV are drawn from this one. Pure.
import type { Text } from '#standards/text.ts';
import type { ReportContent, SheetCell, SheetColumn } from './contractReportShapes.ts';
import { narrow, type Where } from './rulesReports.ts';

const t = (zh: string, en: string): Text => ({ zh, en });

/** A cell of the header: how many columns and rows it spans; they are laid out as HTML lays out a table. */
export interface HeadCell {
  readonly text: Text;
  readonly across: number;
  readonly down: number;
  /** First column it stands over, heads of rows included. */
  readonly at: number;
}
const STUB = t('栏次', 'column');
/** Three lines: groups, columns, numbers of the columns. A group of one column and of no name of its own is one cell. */
export const headOf = (content: Pick<ReportContent, 'groups' | 'columns' | 'rowHeads'>): readonly (readonly HeadCell[])[] => {
  const stubs = content.rowHeads.length;
  const top: HeadCell[] = content.rowHeads.map((text, at) => ({ text, across: 1, down: 2, at }));
  const second: HeadCell[] = [];
  let at = 0;
  for (const group of content.groups) {
    // of a form that was saved before this was refused: it would stand over nothing and shift the heads behind it
    if (group.columns === 0) continue;
    const columns = content.columns.slice(at, at + group.columns);
    if (group.head.zh === '')
      columns.forEach((c, i) => {
        top.push({ text: c.head, across: 1, down: 2, at: stubs + at + i });
      });
    else {
      top.push({ text: group.head, across: columns.length, down: 1, at: stubs + at });
      columns.forEach((c, i) => {
        second.push({ text: c.head, across: 1, down: 1, at: stubs + at + i });
      });
    }
    at += group.columns;
  }
  const numbers: HeadCell[] = [
    { text: STUB, across: stubs, down: 1, at: 0 },
    ...content.columns.map((_, i) => ({ text: t(String(i + 1), String(i + 1)), across: 1, down: 1, at: stubs + i })),
  ];
  return [top, second, numbers];
};

export const markTexts = {
  none: t('—', '—'),
  awaited: t('未计量', 'not measured'),
  elsewhere: t('另见', 'elsewhere'),
  withheld: t('不列', 'withheld'),
} as const satisfies Record<string, Text>;
/** As it is told: a rate has one decimal, what nobody was due for is a dash, what is not measured says so. */
export const cellWords = (cell: SheetCell, column: Pick<SheetColumn, 'measure'>): Text => {
  if (cell.mark) return markTexts[cell.mark];
  const value = cell.value ?? 0;
  const words = column.measure === 'rate' ? `${(100 * value).toFixed(1)}%` : Math.round(value).toLocaleString('en-US');
  return t(words, words);
};
/** The same for a spreadsheet’s own arithmetic: whole numbers, and rates as a share. */
export const cellNumber = (cell: SheetCell): number | null => (cell.mark ? null : (cell.value ?? 0));

/** A row's name in each of its heads: a total and a subtotal stand over the first, a row of the second level only in the second. */
export const rowNames = (row: ReportContent['rows'][number], heads: number): readonly Text[] => {
  const empty = t('', '');
  if (row.level === 'total') return [t('合计', 'Total'), ...Array.from({ length: Math.max(0, heads - 1) }, () => empty)];
  if (row.level === 'group') return [row.names[0]!, ...(heads > 1 ? [t('小计', 'subtotal')] : [])];
  return heads > 1 ? [row.names[0]!, row.names[1]!] : [row.names[0]!];
};

/**
 * The question of a cell: what its column asks for and what its row stands for, both at once. Null where they exclude each other (a column of 脱贫 in
 * the row 其他): nobody is counted there, and to ask by the row alone would name others.
 */
export const cellWhere = (by: ReportContent['by'], keys: readonly string[], column: Pick<SheetColumn, 'where'>): Where | null =>
  keys.reduce<Where | null>((where, key, i) => where && narrow(where, { [by[i]!.split(':')[0]!]: [key] }), column.where);

const days = (c: SheetColumn): Text => t(`${c.from} 至 ${c.to}`, `${c.from} to ${c.to}`);
/** What a column is, for the second sheet and the notes. */
export const columnWords = (c: SheetColumn, i: number, instant: (k: string) => string): Text => {
  const no = t(`第 ${i + 1} 栏`, `Column ${i + 1}`);
  if (c.state === 'elsewhere')
    return t(`${no.zh} ${c.figure} ${c.name.zh}：${c.why!.zh}`, `${no.en} ${c.figure} ${c.name.en}: ${c.why!.en}`);
  if (c.state === 'awaited')
    return t(`${no.zh} ${c.figure} ${c.name.zh}：未计量，${c.why!.zh}`, `${no.en} ${c.figure} ${c.name.en}: not measured, ${c.why!.en}`);
  const frozen = c.frozen ? t('，封账数', ', frozen') : t(`，按 ${instant(c.knownAt!)} 所知`, `, as known at ${instant(c.knownAt!)}`);
  const rate =
    c.measure === 'rate'
      ? t(`，${c.days} 天后还在的占到期的比率`, `, share still there after ${c.days} days`)
      : c.measure === 'due'
        ? t(`，${c.days} 天到期的人数`, `, due after ${c.days} days`)
        : t('', '');
  const narrowed = c.narrowed.zh === '' ? t('', '') : t(`，${c.narrowed.zh}`, `, ${c.narrowed.en}`);
  return t(
    `${no.zh} ${c.figure} ${c.name.zh}（第 ${c.version} 版）${narrowed.zh}${rate.zh}：${days(c).zh}，证据到第 ${c.class} 级${frozen.zh}`,
    `${no.en} ${c.figure} ${c.name.en} (version ${c.version})${narrowed.en}${rate.en}: ${days(c).en}, evidence down to class ${c.class}${frozen.en}`,
  );
};

/**
 * Whose homes a report counts that asks for none: frozen months know those of the sending provinces alone, all else everybody's. What is missing is a
 * number of the whole system, so that it is told as such wherever a column asks for less.
 */
const homesWords = (content: ReportContent): readonly Text[] => {
  const numbers = (all: readonly number[]): Text =>
    t(`第 ${all.join('、')} 栏`, all.length === 1 ? `Column ${all[0]}` : `Columns ${all.join(', ')}`);
  const everywhere = content.columns.flatMap((c, i) => (c.state === 'measured' && !c.where.origin ? [{ c, no: i + 1 }] : []));
  const frozen = everywhere.filter(({ c }) => c.frozen);
  if (frozen.length === 0) return [];
  const [kept, live] = [frozen, everywhere.filter(({ c }) => !c.frozen)].map((of) => numbers(of.map(({ no }) => no))) as [Text, Text];
  const out = [
    everywhere.length > frozen.length
      ? t(
          `${kept.zh}是封账数，只数户籍在广西、贵州的人；${live.zh}不是，没有这个限制，户籍不明的也在内，两种栏不要相加减、相比`,
          `${kept.en}: frozen, of homes in Guangxi and Guizhou alone; ${live.en}: not frozen, of any home and of unknown ones; do not reckon one with the other`,
        )
      : t('封账数只数户籍在广西、贵州的人', 'Frozen figures count homes in Guangxi and Guizhou alone'),
  ];
  for (const { figure, persons, columns } of content.homeless) {
    // an old report does not say beside which
    const beside = frozen.filter(({ c, no }) => (columns ? columns.includes(no) : c.figure === figure));
    if (beside.length === 0) continue;
    const of = numbers(beside.map(({ no }) => no));
    const narrowed = beside.some(({ c }) => Object.keys(c.where).length > 0);
    out.push(
      narrowed
        ? t(
            `${of.zh} ${figure} 之外，全系统另有 ${persons} 人户籍不明，不属于任何一对，不在合计内；封账时没有按就业地和条件分开这些人`,
            `${of.en}, ${figure}: ${persons} more in the whole system are of unknown home, belong to no pair and are outside the total; where they work and who they are was not kept apart`,
          )
        : t(
            `${of.zh} ${figure} 另有 ${persons} 人户籍不明，不属于任何一对，不在合计内`,
            `${of.en}, ${figure}: ${persons} more of unknown home belong to no pair and are outside the total`,
          ),
    );
  }
  return out;
};

/** The footnotes as they are printed: checks, what is frozen or not, what is left out, the form's own. */
export const footnotes = (content: ReportContent, instant: (k: string) => string): readonly Text[] => {
  const out: Text[] = [];
  for (const c of content.checks)
    out.push(
      c.holds ? t(`校验：${c.text.zh}，已核对`, `Checked: ${c.text.en}`) : t(`校验不平：${c.text.zh}`, `Does not balance: ${c.text.en}`),
    );
  if (content.seal)
    out.push(
      t(
        `封账：${content.seal.map((s) => `${s.name.zh} ${s.month}（${instant(s.frozen)} 封，按 ${instant(s.knownAt)} 所知，校验码 ${s.digest.slice(0, 12).toUpperCase()}）`).join('；')}；封账后的更正不改本表，见差异说明`,
        `Frozen: ${content.seal.map((s) => `${s.name.en} ${s.month} (on ${instant(s.frozen)}, as known at ${instant(s.knownAt)}, check code ${s.digest.slice(0, 12).toUpperCase()})`).join('; ')}; later corrections change nothing here, see the difference note`,
      ),
    );
  else out.push(t('未封账：以后补来的证据和更正会改变这些数', 'Not frozen: evidence and corrections that come later change these figures'));
  const unfrozen = content.columns.flatMap((c, i) => (content.seal && c.state === 'measured' && !c.frozen ? [i + 1] : []));
  if (unfrozen.length)
    out.push(t(`第 ${unfrozen.join('、')} 栏不在封账范围内`, `Columns ${unfrozen.join(', ')} lie outside what was frozen`));
  out.push(...homesWords(content));
  if (content.period.unfinished)
    out.push(t(`期间还没有结束，统计到 ${content.period.to}`, `The period is not over: counted to ${content.period.to}`));
  const later = content.columns.flatMap((c, i) =>
    c.state === 'awaited' ? [t(`第 ${i + 1} 栏 ${c.why!.zh}`, `column ${i + 1} ${c.why!.en}`)] : [],
  );
  if (later.length)
    out.push(
      t(
        `未计量的不写 0：${later.map((x) => x.zh).join('；')}`,
        `What is not measured is not shown as 0: ${later.map((x) => x.en).join('; ')}`,
      ),
    );
  const besides = content.columns.flatMap((c, i) =>
    c.state === 'elsewhere' ? [t(`第 ${i + 1} 栏 ${c.name.zh}${c.why!.zh}`, `column ${i + 1} ${c.name.en}, ${c.why!.en}`)] : [],
  );
  if (besides.length) out.push(t(`另见：${besides.map((x) => x.zh).join('；')}`, `Elsewhere: ${besides.map((x) => x.en).join('; ')}`));
  if (content.withheld)
    out.push(
      t(
        '只列导出人辖区的格；别处的不列，也没有合计',
        'Only cells of the exporter’s area are listed; others are left out, and so is the total',
      ),
    );
  return [...out, ...content.notes];
};
