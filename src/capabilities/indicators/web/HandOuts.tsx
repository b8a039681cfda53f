import { Button } from 'antd';
import { useState } from 'react';
import { WINDOWS } from '#capabilities/employment/rules.ts';
import { I } from '#platform/web/icons.tsx';
import { instant, number, useT } from '#platform/web/lang.tsx';
import type { Text } from '#standards/text.ts';
import { type Figure, readingsOf, type Table } from './grid.ts';
import { copyText, csvOf, type HandOut, saveText, tabbedOf } from './handOut.ts';
import type { Ask, Catalogue } from './useAsk.ts';

/** What a number means, below it in a file. */
export const footOf = (
  ask: Ask,
  catalogue: Catalogue,
  figures: readonly Figure[],
  lead: Table,
  tables: readonly (Table | undefined)[],
  t: (text: Text | string, en?: string) => string,
): readonly string[] => {
  const filters = Object.entries(ask.where).map(([id, values]) => {
    const d = catalogue.dimensions.find((x) => x.id === id);
    const place = id === 'origin' || id === 'host' ? lead.within[id] : null;
    const words = place ? t(place) : values.map((v) => t(d?.values.find((x) => x.value === v)?.name ?? v)).join(t('、', ', '));
    return `${id === 'origin' ? t('户籍', 'home') : id === 'host' ? t('就业地', 'place of work') : t(d?.name ?? id)} ${words}`;
  });
  return [
    t(`期间 ${ask.from} 至 ${ask.to}，截至 ${ask.to}`, `Period ${ask.from} to ${ask.to}, as of ${ask.to}`),
    t(`按 ${instant(lead.knownAt)} 所知（${lead.knownAt}）`, `As known at ${instant(lead.knownAt)} (${lead.knownAt})`),
    t(`范围：${filters.join('；') || '全部'}`, `Narrowed to: ${filters.join('; ') || 'nothing'}`),
    ...figures.map((f) => {
      const rate =
        f.unit === 'rate'
          ? t(
              `${WINDOWS[ask.window]} 天后，截至 ${ask.asOf ?? ask.to}。`,
              `After ${WINDOWS[ask.window]} days, as of ${ask.asOf ?? ask.to}. `,
            )
          : '';
      return t(
        `${f.id} ${f.name.zh}（第 ${f.version} 版）：${rate}${f.words.zh}`,
        `${f.id} ${f.name.en} (version ${f.version}): ${rate}${f.words.en}`,
      );
    }),
    t('依据的版本：', 'Editions it rests on: ') +
      [...new Set(figures.flatMap((f) => f.packs.map((p) => `${t(p.name)} ${p.edition}`)))].join(t('，', ', ')),
    ...readingsOf(tables).map((r) => t(r)),
    ...(lead.withheld ? [t('只列辖区的格，别处的未列', 'Only the cells of the area; others are left out')] : []),
  ];
};

/** Into a file, onto the clipboard, onto paper: what is shown, once all of it is there. */
export const HandOuts = ({ of, whole, name }: { of: HandOut; whole: boolean; name: string }) => {
  const t = useT();
  const [copied, setCopied] = useState<boolean | null>(null);
  return (
    <div className="row gap12 wrap noprint fg-out">
      <Button icon={<I n="dl" />} disabled={!whole} onClick={() => saveText(csvOf(of, t), `${name}.csv`)}>
        {t(
          `下载这张表（${number(of.grid.rows.length)} 行）`,
          `Download this table (${of.grid.rows.length === 1 ? '1 row' : `${number(of.grid.rows.length)} rows`})`,
        )}
      </Button>
      <Button disabled={!whole} onClick={() => void copyText(tabbedOf(of, t)).then(setCopied)}>
        {t('复制这张表', 'Copy this table')}
      </Button>
      <Button type="text" icon={<I n="print" />} onClick={() => window.print()}>
        {t('打印', 'Print')}
      </Button>
      <span role="status" className="note">
        {!whole && t('还有几列正在算，算完就能下载', 'Some columns are still being computed; then it can be downloaded')}
        {copied === true && t('已复制，可以直接粘贴到表格里', 'Copied: paste it into a sheet')}
        {copied === false && t('浏览器不让复制，请改用下载', 'The browser refuses to copy; download it instead')}
      </span>
    </div>
  );
};
