import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useAreaName } from '#platform/web/AreaName.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useCan } from '#platform/web/session.tsx';
import { useNarrow } from '#platform/web/useNarrow.ts';
import { useRead } from '#platform/web/useRead.ts';
import { useListState } from '#platform/web/useUrlState.ts';
import { MonthIn, RoundSide, RoundStateIn, readRound, roundSideTexts, VERIFY } from '../../contractRounds.ts';
import { nextMonth } from '../../rulesRounds.ts';
import { QueueBar } from './QueueBar.tsx';
import { RoundCards } from './RoundCards.tsx';
import { RoundDesk } from './RoundDesk.tsx';
import { RoundExport } from './RoundExport.tsx';
import { RoundProgress } from './RoundProgress.tsx';
import { RoundRules } from './RoundRules.tsx';
import { useRoundQueue } from './useRoundQueue.ts';
import '#platform/web/lists.css';
import '../employment.css';
import './rounds.css';

/** 在岗核验: how far the month is, who is left, and the answers. On a phone one person a card. */
export const RoundPage = () => {
  const t = useT();
  const can = useCan();
  const phone = useNarrow(600);
  const [url, setUrl] = useListState(['month', 'side', 'area', 'state', 'employer', 'fresh', 'unproved', 'cursor', 'list', 'q'], ['q']);
  const [exporting, setExporting] = useState(false);
  const queue = useRoundQueue();
  const month = MonthIn.safeParse(url.month).data;
  const side = RoundSide.safeParse(url.side).data;
  const area = /^\d{12}$/.test(url.area ?? '') ? url.area : undefined;
  const state = RoundStateIn.safeParse(url.state).data;
  const of = { ...(month ? { month } : {}), ...(side ? { side } : {}), ...(area ? { area } : {}) };
  const read = useRead(readRound, of, { keep: true });
  const areaName = useAreaName(area);
  const d = read.data;
  const filter = {
    ...of,
    ...(d ? { side: d.side } : {}),
    ...(state ? { state: [state] } : {}),
    ...(url.employer ? { employer: url.employer } : {}),
    ...(url.fresh ? { fresh: true } : {}),
    ...(url.unproved ? { unproved: true } : {}),
    ...(url.q ? { q: url.q } : {}),
  };
  const cards = phone && url.list === undefined;
  const chosen = d?.groups.find((g) => g.by === 'employer' && g.key === url.employer)?.name;
  const employerName = chosen && t(chosen);
  const to = (next: Parameters<typeof setUrl>[0]) => setUrl({ cursor: undefined, ...next });
  return (
    <Screen
      title={t('在岗核验', 'Verification')}
      heading={d ? t(`${Number(d.month.slice(5))} 月在岗核验`, `Verification, ${d.month}`) : undefined}
      sub={d?.area ? t(d.area.name) : areaName}
      busy={read.isPending}
      problem={read.error}
      onRetry={() => void read.refetch()}
      actions={
        d && (
          <>
            {d.sides.length > 1 && (
              <Segmented
                size="small"
                aria-label={t('看哪些人', 'Whom to see')}
                value={d.side}
                options={d.sides.map((s) => ({ value: s, label: t(roundSideTexts[s]) }))}
                onChange={(s: string) => to({ side: s, area: undefined, employer: undefined })}
              />
            )}
            <Button onClick={() => to({ month: nextMonth(d.month, -1) })}>{t('上个月', 'Month before')}</Button>
            {d.month < d.today.slice(0, 7) && (
              <Button onClick={() => to({ month: nextMonth(d.month) })}>{t('下个月', 'Next month')}</Button>
            )}
            {can(VERIFY) && d.answers && !phone && (
              <Button onClick={() => setExporting(true)}>{t('导出名单去填', 'Export the list to fill in')}</Button>
            )}
            {phone && (
              <Button onClick={() => setUrl({ list: cards ? '1' : undefined })}>
                {cards ? t('看名单和进度', 'List and progress') : t('一个一个核', 'One by one')}
              </Button>
            )}
          </>
        )
      }
    >
      {d && (
        <>
          <QueueBar queue={queue} />
          {!cards && (
            <RoundProgress d={d} chosen={{ state, employer: url.employer, area, unproved: url.unproved !== undefined }} onChoose={to} />
          )}
          {cards ? (
            <RoundCards key={`${d.side} ${d.month} ${url.employer ?? ''}`} d={d} filter={filter} queue={queue} />
          ) : (
            <RoundDesk
              d={d}
              filter={filter}
              queue={queue}
              cursor={url.cursor}
              q={url.q}
              employerName={employerName}
              onChange={to}
              onPage={(cursor) => setUrl({ cursor })}
            />
          )}
          {exporting && <RoundExport filter={filter} onClose={() => setExporting(false)} />}
          <p className="note">
            {t(
              `截至 ${d.today}。应核 = 已核在岗 + 已离岗 + 没联系上 + 待核 + 逾期 = ${number(d.totals.total)} 段；一段务工算一段，一个人两份工算两段。`,
              `As of ${d.today}. All = verified + left + not reached + due + overdue = ${number(d.totals.total)} spells; two posts of one person are two.`,
            )}
          </p>
          {!cards && <RoundRules />}
        </>
      )}
    </Screen>
  );
};
