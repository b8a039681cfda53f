import { Link } from 'react-router';
import { WINDOWS } from '#capabilities/employment/rules.ts';
import { useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { brokenRows, type Figure, type Grid, type Opens, readingsOf, type Table } from './grid.ts';
import type { Ask, Catalogue } from './useAsk.ts';

interface Props {
  readonly grid: Grid;
  readonly catalogue: Catalogue;
  readonly tables: readonly (Table | undefined)[];
  readonly figures: readonly Figure[];
  readonly cross: boolean;
  readonly linkOf: (opens: Opens) => string;
}
/** What must balance is shown balancing: each partition in each row, each column against its total. What does not is red and leads to its people. */
export const Balance = ({ grid, catalogue, tables, figures, cross, linkOf }: Props) => {
  const t = useT();
  if (tables.some((x) => x === undefined)) return null;
  const short = (id: string) => catalogue.figures.find((f) => f.id === id)!.short;
  const sums = tables.flatMap((x, i) => x!.checks.filter((c, at) => at === 0 && !c.holds).map((c) => ({ figure: figures[i]!, ...c })));
  const rows = grid.rows.length;
  const total = grid.total !== null;
  const said = (zh: string, en: string) => (
    <p className="fg-check" role="status">
      <St k="ok">{t(zh, en)}</St>
    </p>
  );
  const parts = cross ? [] : catalogue.partitions;
  const broken = parts.flatMap((p) => brokenRows(grid, p.of, p.into).map((row) => ({ p, row })));
  return (
    <>
      {broken.length === 0 &&
        sums.length === 0 &&
        (total || parts.length > 0) &&
        said(
          `校验：${[
            ...parts.map(
              (p) => `${short(p.of).zh} = ${p.into.map((id) => short(id).zh).join(' + ')}，${total ? '合计和 ' : ''}${rows} 行都平`,
            ),
            ...(total ? ['每列各行之和等于合计'] : []),
          ].join('；')}`,
          `Checked: ${[
            ...parts.map(
              (p) =>
                `${short(p.of).en} = ${p.into.map((id) => short(id).en).join(' + ')} in ${total ? 'the total and ' : ''}${rows === 1 ? 'the row' : `all ${rows} rows`}`,
            ),
            ...(total ? ['each column sums to its total'] : []),
          ].join('; ')}`,
        )}
      {broken.map(({ p, row }) => (
        <p key={`${p.of} ${row.key}`} className="fg-check" role="alert">
          <St k="no">
            {t(
              `${row.name.zh}：${short(p.of).zh} 不等于 ${p.into.map((id) => short(id).zh).join(' + ')}`,
              `${row.name.en}: ${short(p.of).en} is not ${p.into.map((id) => short(id).en).join(' + ')}`,
            )}
          </St>{' '}
          <Link to={linkOf({ figure: p.of, ...(row === grid.total ? {} : { row: row.key }) })}>{t('看这些人', 'See these people')}</Link>
        </p>
      ))}
      {sums.map((c) => (
        <p key={c.figure.id} className="fg-check" role="alert">
          <St k="no">
            {t(
              `${c.figure.short.zh}：各行之和 ${c.children}，合计 ${c.parent}`,
              `${c.figure.short.en}: the rows sum to ${c.children}, the total is ${c.parent}`,
            )}
          </St>{' '}
          <Link to={linkOf({ figure: c.figure.id })}>{t('看这些人', 'See these people')}</Link>
        </p>
      ))}
      {readingsOf(tables).map((r) => (
        <p key={r.zh} className="fg-check">
          <St k="info">{t(r)}</St>
        </p>
      ))}
    </>
  );
};

/** How to read the table, below it. */
export const Notes = ({ ask, catalogue, figures, lead }: { ask: Ask; catalogue: Catalogue; figures: readonly Figure[]; lead: Table }) => {
  const t = useT();
  const rate = figures.find((f) => f.unit === 'rate');
  const period = figures.filter((f) => f.kind === 'period');
  const beside = figures.filter((f) => f.evidenceClass < 6);
  const names = (of: readonly Figure[]) => ({ zh: of.map((f) => f.short.zh).join('、'), en: of.map((f) => f.short.en).join(', ') });
  const begins = (text: string): string => text[0]!.toUpperCase() + text.slice(1);
  const stock = figures.find((f) => f.kind === 'stock');
  return (
    <div className="note fg-notes">
      {lead.withheld && (
        <p>
          {lead.total
            ? t(
                '合计是协议两方整个的数，因为您的辖区在其中一方之内；逐行只列您辖区的格，别处的不列。',
                'The total is that of both sides of an agreement, because your area lies inside one of them; of the rows only those of your area are listed.',
              )
            : t(
                '这里只列您辖区的格；别处的不列，也没有合计。',
                'Only the cells of your area are listed: others are left out, and so is the total.',
              )}
        </p>
      )}
      <p>
        {period.length > 0 &&
          t(
            `${names(period).zh}：期间内有证据在岗的人，名单和自报也算。`,
            `${begins(names(period).en)}: proved in post in the period, lists and self-reports included. `,
          )}
        {stock && t(`${stock.short.zh}：${ask.to} 当天。`, `${begins(stock.short.en)}: on ${ask.to}. `)}
        {rate &&
          t(
            `稳岗率：期间内第一次受帮扶上岗的人，${WINDOWS[ask.window]} 天后还在的占到期的多少，看到 ${ask.asOf ?? ask.to}；到期没核实的按不在算。`,
            `Retention: of those first helped into work in the period, who is still there after ${WINDOWS[ask.window]} days, of all who are due on ${ask.asOf ?? ask.to}; due and not verified counts as gone. `,
          )}
        {beside.length > 0 &&
          t(
            `${names(beside).zh}有两个数：已核验只认 5 级以上证据（社保、工资、合同、走访、电话），已上报加上名单和自报；逐行不一定谁大。`,
            `Two numbers stand for ${names(beside).en}: verified takes evidence of class 5 or better, reported adds lists and self-reports; neither need be the larger in a row. `,
          )}
      </p>
      <p className="noprint">
        {t(
          '点数字看名单，点地名看下一级，点表头的指标名看口径。键盘：方向键移动，回车打开。○ 是默认值，口径页写明。',
          'A number opens its people, a place the level below, the name of a figure its definition. By keyboard: arrows move, Enter opens. ○ marks defaults, told on the definition’s page.',
        )}
        {catalogue.areas.length === 0 && t('您没有辖区。', 'You have no area.')}
      </p>
    </div>
  );
};
