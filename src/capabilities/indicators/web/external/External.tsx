import { Button } from 'antd';
import { useState } from 'react';
import type { Output } from '#platform/contract.ts';
import { type Column, DataTable } from '#platform/web/DataTable.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { instant, number, useT } from '#platform/web/lang.tsx';
import { Empty, Loading, WriteProblem } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { certaintyTexts, listExternal } from '../../contractExternal.ts';
import { CorrectForm, EnterForm } from './ExternalForm.tsx';

export type Entry = Output<typeof listExternal>['items'][number];

/** A figure that others published: the entries with their sources, newest first, and who may enters or corrects one. */
export const External = ({ of }: { of: 'X01' }) => {
  const t = useT();
  const read = useRead(listExternal, { figure: of });
  const [open, setOpen] = useState<'new' | Entry | null>(null);
  const close = () => setOpen(null);
  if (read.error) return <WriteProblem problem={read.error} />;
  if (!read.data) return <Loading />;
  const { items, mayEnter } = read.data;
  return (
    <section>
      <p className="fg-words">
        {t(
          '这个数由别处公布，在这里录入；本系统不统计它，也分不到人。每一条都写明截至哪天、谁公布、占谁的比。',
          'Published elsewhere and entered here: it is not computed and has no persons behind it. Every entry says of which day it is, who published it, and what a share is a share of.',
        )}
      </p>
      {mayEnter && open === null && (
        <p>
          <Button type="primary" onClick={() => setOpen('new')}>
            {t('录入一条', 'Enter one')}
          </Button>
        </p>
      )}
      {open === 'new' && <EnterForm figure={of} onClose={close} />}
      {open !== null && open !== 'new' && <CorrectForm of={open} onClose={close} />}
      <Sec t={t('录入的数', 'Entries')} sub={t(`${items.length} 条`, `${items.length}`)} />
      {items.length === 0 ? (
        <Empty
          title={t('还没有录入', 'Nothing is entered yet')}
          hint={t('由省级录入已经公布的数，写明来源和日期。', 'Provinces enter what was published, with source and day.')}
        />
      ) : (
        <DataTable
          label={t('录入的数', 'Entries')}
          columns={columnsOf(t, mayEnter, setOpen)}
          rows={items}
          rowKey={(e) => e.id}
          rowName={(e) => e.asOf}
        />
      )}
    </section>
  );
};

const columnsOf = (t: ReturnType<typeof useT>, mayEnter: boolean, onCorrect: (of: Entry) => void): Column<Entry>[] => [
  { key: 'asOf', title: t('截至', 'As of'), cell: (e) => <span className="nowrap">{e.asOf}</span> },
  { key: 'value', title: t('人数', 'Persons'), right: true, main: true, cell: (e) => <span className="num b">{number(e.value)}</span> },
  {
    key: 'share',
    title: t('占比', 'Share'),
    cell: (e) =>
      e.sharePercent === null ? (
        '—'
      ) : (
        <>
          {e.sharePercent.toFixed(2)} % · {e.shareOf}
          {e.impliedWhole !== null && (
            <div className="note">
              {t(`照此推算总数约 ${number(e.impliedWhole)} 人`, `so the whole is about ${number(e.impliedWhole)}`)}
            </div>
          )}
        </>
      ),
  },
  {
    key: 'source',
    title: t('来源', 'Source'),
    cell: (e) => (
      <>
        {e.source}
        <div className="note">
          {t(certaintyTexts[e.certainty])}
          {e.sourceDay
            ? t(`，${e.sourceDay} 公布`, `, published on ${e.sourceDay}`)
            : t('，公布日期不详', ', day of publication not known')}
        </div>
        {e.note && <div className="note">{e.note}</div>}
      </>
    ),
  },
  {
    key: 'entered',
    title: t('录入', 'Entered'),
    cell: (e) => (
      <>
        {e.recordedName || t('随程序', 'with the program')}
        <div className="note">{instant(e.recorded)}</div>
        {e.reason && <div className="note">{t(`更正：${e.reason}`, `corrected: ${e.reason}`)}</div>}
        {e.before.map((b) => (
          <div key={b.recorded} className="note">
            {t(
              `以前：${number(b.value)}（截至 ${b.asOf}），${instant(b.recorded)} 录`,
              `before: ${number(b.value)} (as of ${b.asOf}), entered ${instant(b.recorded)}`,
            )}
          </div>
        ))}
      </>
    ),
  },
  ...(mayEnter
    ? [
        {
          key: 'correct',
          title: t('更正', 'Correct'),
          cell: (e: Entry) => (
            <Button size="small" onClick={() => onCorrect(e)} aria-label={t(`更正截至 ${e.asOf} 的数`, `Correct the entry of ${e.asOf}`)}>
              {t('更正', 'Correct')}
            </Button>
          ),
        },
      ]
    : []),
];
