import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { AreaName } from '#platform/web/AreaName.tsx';
import { type Column, DataTable } from '#platform/web/DataTable.tsx';
import { FilterBar } from '#platform/web/FilterBar.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { pagingOf } from '#platform/web/paging.ts';
import { Screen } from '#platform/web/Screen.tsx';
import { useCan, useSession } from '#platform/web/session.tsx';
import { Empty, EmptyFiltered, Loading, WriteProblem } from '#platform/web/states.tsx';
import { useRead, useWrite } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { endOverride, listOverrides, type Override } from '../contractWatch.ts';
import { Who } from './accountWords.tsx';
import { TakeLook } from './TakeLook.tsx';
import './accounts.css';

/** Temporary looks: taking one, ending it, and who took which. Watchers see all of their area. */
export const OverridesPage = () => {
  const t = useT();
  const can = useCan();
  const session = useSession();
  const [url, setUrl] = useUrlState('active', 'mine', 'cursor');
  const watcher = can('access.watch');
  const taker = can('access.override') && !session.viewing;
  const all = watcher && url.mine !== 'true';
  const active = url.active === 'true' ? true : undefined;
  const read = useRead(listOverrides, { cursor: url.cursor, all, active }, { keep: true, refreshMs: 60_000 });
  const own = useRead(listOverrides, { active: true, all: false }, { enabled: taker });
  const current = own.data?.items.find((o) => o.active && o.account.id === session.accountId);
  const chips = [
    ...(active
      ? [
          {
            key: 'active',
            label: t('状态', 'State'),
            value: t('进行中', 'under way'),
            onRemove: () => setUrl({ active: undefined, cursor: undefined }),
          },
        ]
      : []),
    ...(watcher && !all
      ? [
          {
            key: 'mine',
            label: t('谁的', 'Whose'),
            value: t('我的', 'mine'),
            onRemove: () => setUrl({ mine: undefined, cursor: undefined }),
          },
        ]
      : []),
  ];
  const clear = () => setUrl({ active: undefined, mine: undefined, cursor: undefined });
  const columns: readonly Column<Override>[] = [
    { key: 'from', title: t('开始', 'From'), cell: (o) => <span className="num">{instant(o.from)}</span> },
    ...(all ? [{ key: 'who', title: t('谁', 'Who'), cell: (o: Override) => <Who who={o.account} />, main: true }] : []),
    { key: 'area', title: t('查看的地方', 'Area looked at'), cell: (o) => <AreaName code={o.areaCode} zh={o.areaName} />, main: true },
    { key: 'reason', title: t('原因', 'Reason'), cell: (o) => <span className="wrap-any">{o.reason}</span> },
    {
      key: 'state',
      title: t('状态', 'State'),
      main: !all,
      cell: (o) =>
        o.active ? (
          <span className="row wrap">
            <St k="due">
              {t('进行中，', 'under way, ')}
              <Left until={o.until} />
            </St>
            {all && can('access.settings') && o.account.id !== session.accountId && <EndLook look={o} />}
          </span>
        ) : o.ended ? (
          <St k="off">{t(`${instant(o.ended)} 提前结束`, `ended early, ${instant(o.ended)}`)}</St>
        ) : (
          <St k="off">{t(`${instant(o.until)} 到时`, `ran out, ${instant(o.until)}`)}</St>
        ),
    },
  ];
  return (
    <Screen
      title={t('临时查看', 'Temporary looks')}
      sub={
        watcher
          ? t('谁因为什么看过辖区外的人；您辖区里的都在这里', 'Who looked outside their area, and why: all that concern yours')
          : t(
              '办事要看一眼辖区外的人时用：限时，写明原因，有人知道',
              'For a case that needs a look outside your area: limited in time, with a reason, and somebody is told',
            )
      }
      problem={read.error}
      onRetry={() => void read.refetch()}
    >
      {taker && (own.isPending ? <Loading rows={2} /> : current ? <Current look={current} /> : <TakeLook />)}
      <section className="block">
        <Sec t={all ? t('辖区内全部', 'All of the area') : t('我用过的', 'Mine')} />
        <div className="block-foot">
          {(watcher || active) && (
            <FilterBar
              chips={chips}
              onClear={clear}
              right={
                <>
                  {!active && (
                    <Button type="text" size="small" onClick={() => setUrl({ active: 'true', cursor: undefined })}>
                      {t('只看进行中', 'Under way only')}
                    </Button>
                  )}
                  {watcher && taker && all && (
                    <Button type="text" size="small" onClick={() => setUrl({ mine: 'true', cursor: undefined })}>
                      {t('只看我的', 'Mine only')}
                    </Button>
                  )}
                </>
              }
            />
          )}
          {read.isPending ? (
            <Loading rows={4} />
          ) : !read.data ? null : read.data.items.length === 0 ? (
            chips.length ? (
              <EmptyFiltered words={chips.map((c) => `${c.label} ${c.value}`).join(t('，', ', '))} onClear={clear} />
            ) : (
              <Empty
                title={
                  all
                    ? t('您的辖区里还没有人用过临时查看', 'Nobody has taken a temporary look in your area')
                    : t('您还没有用过临时查看', 'You have not taken a temporary look')
                }
                hint={
                  taker
                    ? t('辖区里的人平时就看得到，不用申请。', 'People of your own area can be seen without it.')
                    : all
                      ? t('一有人用，您会收到提醒，这里也会有一条。', 'You will get a notice as soon as somebody does.')
                      : t('您的角色用不到它。', 'Your role does not need it.')
                }
              />
            )
          ) : (
            <DataTable
              label={t('临时查看', 'Temporary looks')}
              columns={columns}
              rows={read.data.items}
              rowKey={(o) => o.id}
              rowName={(o) => o.areaName}
              paging={pagingOf(read.data, url.cursor, t('次', 'looks'), (cursor) => setUrl({ cursor }))}
            />
          )}
        </div>
      </section>
    </Screen>
  );
};

/** The look under way: where, why, how long, and its end. */
const Current = ({ look }: { look: Override }) => {
  const t = useT();
  const end = useWrite(endOverride, { stales: ['access.', 'workers.'] });
  return (
    <section className="block" aria-label={t('进行中的临时查看', 'The look under way')}>
      <Sec t={t('正在临时查看', 'A temporary look is under way')} />
      <div className="look-now">
        <p className="said">
          {t(
            `您现在看得到${look.areaName}的人，到 ${instant(look.until)} 自动结束，`,
            `You can see people of ${look.areaName} until ${instant(look.until)}; `,
          )}
          <b className="b">
            <Left until={look.until} />
          </b>
          {t(`。原因：${look.reason}`, `. Reason: ${look.reason}`)}
        </p>
        <div className="row gap12 wrap">
          <Button type="primary" loading={end.isPending} onClick={() => end.mutate({ id: look.id })}>
            {t('现在结束', 'End it now')}
          </Button>
          <WriteProblem problem={end.error} />
        </div>
      </div>
    </section>
  );
};

/** The security officer of the area may end somebody's look. */
const EndLook = ({ look }: { look: Override }) => {
  const t = useT();
  const end = useWrite(endOverride, { stales: ['access.listOverrides'] });
  return (
    <>
      <Button size="small" loading={end.isPending} onClick={() => end.mutate({ id: look.id })}>
        {t('叫停', 'Stop it')}
        <span className="vh"> {look.account.name}</span>
      </Button>
      <WriteProblem problem={end.error} />
    </>
  );
};

/** How long it still runs, in words; counts down by itself. */
export const Left = ({ until }: { until: string }) => {
  const t = useT();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 15_000);
    return () => window.clearInterval(timer);
  }, []);
  const minutes = Math.ceil((new Date(until).getTime() - now) / 60_000);
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  if (minutes <= 0) return <>{t('时间已到', 'time is up')}</>;
  if (h === 0) return <>{t(`还有 ${m} 分钟`, `${m} min left`)}</>;
  return <>{m ? t(`还有 ${h} 小时 ${m} 分钟`, `${h} h ${m} min left`) : t(`还有 ${h} 小时`, `${h} h left`)}</>;
};
