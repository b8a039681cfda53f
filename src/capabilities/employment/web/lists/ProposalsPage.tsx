import { Button, Checkbox, Select } from 'antd';
import { useState } from 'react';
import { Confirm } from '#platform/web/confirm.tsx';
import { I } from '#platform/web/icons.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useCan } from '#platform/web/session.tsx';
import { Empty, EmptyFiltered, Loading } from '#platform/web/states.tsx';
import { useKeys } from '#platform/web/useKeys.ts';
import { useNarrow } from '#platform/web/useNarrow.ts';
import { useRead, useWrite } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import {
  acceptProposals,
  listProposals,
  OutsideListName,
  outsideListTexts,
  type ProposalOut,
  ProposalState,
  proposalStateTexts,
} from '../../contractLists.ts';
import { ProposalCase } from './ProposalCase.tsx';
import { monthsText } from './proposalWords.ts';
import '#platform/web/lists.css';
import './proposals.css';

/** 待确认的务工: what lists reveal and nobody entered. One case at a time, or many ticked. */
export const ProposalsPage = () => {
  const t = useT();
  const can = useCan();
  const narrow = useNarrow(1024);
  const [url, setUrl] = useUrlState('state', 'list', 'worker', 'area', 'cursor', 'id');
  const [told, setTold] = useState<string | null>(null);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState(false);
  const state = ProposalState.safeParse(url.state).data ?? 'open';
  const list = OutsideListName.safeParse(url.list).data;
  const area = /^\d{12}$/.test(url.area ?? '') ? url.area : undefined;
  const read = useRead(
    listProposals,
    {
      state,
      size: 50,
      ...(list ? { list } : {}),
      ...(url.worker ? { worker: url.worker } : {}),
      ...(area ? { area } : {}),
      ...(url.cursor ? { cursor: url.cursor } : {}),
    },
    { keep: true },
  );
  const items = read.data?.items ?? [];
  const current = url.id ?? (narrow ? undefined : items[0]?.id);
  const at = items.findIndex((p) => p.id === current);
  const one = items[at];
  const open = (id: string | undefined) => setUrl({ id }, true);
  const step = (by: 1 | -1) => {
    const next = at < 0 ? items[0] : items[at + by];
    if (next) open(next.id);
  };
  const tick = (id: string) =>
    setTicked((old) => {
      const next = new Set(old);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const decides = can('employment.decide') && state === 'open';
  useKeys({ j: () => step(1), k: () => step(-1), x: () => current && decides && tick(current) });
  const chosen = [...ticked].filter((id) => items.some((p) => p.id === id));
  const to = (next: Parameters<typeof setUrl>[0]) => {
    setTicked(new Set());
    setUrl({ cursor: undefined, id: undefined, ...next });
  };
  const accept = useWrite(acceptProposals, {
    stales: ['employment.', 'workers.'],
    onDone: ({ accepted, passedOver }) => {
      setAsking(false);
      setTicked(new Set());
      setTold(
        t(
          `已登记 ${accepted} 段务工${passedOver ? `；${passedOver} 条不能登记（未满 16 周岁、已去世或刚有变化），还在这里` : ''}`,
          `${accepted} spell(s) entered${passedOver ? `; ${passedOver} could not be (under 16, dead, or just changed) and stay here` : ''}`,
        ),
      );
      open(undefined);
    },
  });
  const words = [
    list ? t(outsideListTexts[list]) : '',
    url.worker ? t('只看一个人', 'one person') : '',
    area ? t('只看一个地区', 'one area') : '',
  ].filter(Boolean);
  const total = read.data?.total;
  return (
    <Screen
      title={t('待确认的务工', 'Work to be confirmed')}
      sub={
        read.data &&
        t(
          `${total === null ? '超过 10,000' : number(total ?? 0)} 条${proposalStateTexts[state].zh}。社保、工资名单和用工花名册显示、登记里没有的务工`,
          `${total === null ? 'more than 10,000' : number(total ?? 0)}: ${proposalStateTexts[state].en}. Work that lists from outside reveal and nobody entered`,
        )
      }
      problem={read.error}
      onRetry={() => void read.refetch()}
    >
      <div className="views">
        <nav aria-label={t('状态', 'State')}>
          <ul>
            {ProposalState.options.map((s) => (
              <li key={s}>
                <Button
                  type="text"
                  className="view-tab"
                  {...(s === state ? { 'aria-current': 'true' as const } : {})}
                  onClick={() => to({ state: s === 'open' ? undefined : s })}
                >
                  {t(proposalStateTexts[s])}
                </Button>
              </li>
            ))}
          </ul>
        </nav>
        <div className="views-act">
          <Select
            popupMatchSelectWidth={false}
            aria-label={t('哪种名单', 'Which list')}
            value={list ?? ''}
            onChange={(l) => to({ list: l || undefined })}
            options={[
              { value: '', label: t('哪种名单都看', 'All lists') },
              ...OutsideListName.options.map((l) => ({ value: l, label: t(outsideListTexts[l]) })),
            ]}
          />
        </div>
      </div>
      {told && (
        <p className="told" role="status">
          <St k="ok">{told}</St>
        </p>
      )}
      {read.isPending ? (
        <Loading />
      ) : items.length === 0 ? (
        words.length > 0 ? (
          <EmptyFiltered words={words.join(t('，', ', '))} onClear={() => to({ list: undefined, worker: undefined, area: undefined })} />
        ) : (
          <Empty
            title={state === 'open' ? t('没有待确认的务工', 'Nothing to confirm') : t('还没有', 'None yet')}
            hint={
              state === 'open'
                ? t(
                    '导入社保缴费名单、工资代发清单时，登记里没有的务工会列在这里。',
                    'Hand in lists of social insurance or payroll: work that is not on record is put here.',
                  )
                : undefined
            }
          />
        )
      ) : (
        <div className="proposals">
          {!(narrow && url.id) && (
            <div className="proposals-list">
              {decides && (
                <div className="row gap12 wrap proposals-bulk">
                  <Checkbox
                    checked={chosen.length === items.length}
                    indeterminate={chosen.length > 0 && chosen.length < items.length}
                    onChange={(e) => setTicked(new Set(e.target.checked ? items.map((p) => p.id) : []))}
                  >
                    {t('本页全选', 'All on this page')}
                  </Checkbox>
                  {chosen.length > 0 && (
                    <Button size="small" type="primary" onClick={() => setAsking(true)}>
                      {t(`登记选中的 ${chosen.length} 条`, `Enter ${chosen.length}`)}
                    </Button>
                  )}
                </div>
              )}
              <ul aria-label={t('待确认的务工', 'Work to be confirmed')}>
                {items.map((p) => (
                  <Line
                    key={p.id}
                    of={p}
                    current={p.id === current}
                    ticked={ticked.has(p.id)}
                    onTick={decides ? tick : null}
                    onOpen={open}
                  />
                ))}
              </ul>
              <Paging
                next={read.data?.next ?? null}
                first={url.cursor === undefined}
                onPage={(cursor) => setUrl({ cursor, id: undefined })}
              />
            </div>
          )}
          {one && (
            <div className="proposals-case">
              {narrow && (
                <Button type="text" icon={<I n="left" />} onClick={() => open(undefined)}>
                  {t('回到列表', 'Back to the list')}
                </Button>
              )}
              <ProposalCase
                key={`${one.id} ${one.version}`}
                of={one}
                onDone={(w) => {
                  setTold(w);
                  open(narrow ? undefined : (items[at + 1]?.id ?? items[at - 1]?.id));
                }}
              />
            </div>
          )}
        </div>
      )}
      <Confirm
        open={asking}
        title={t(`登记 ${chosen.length} 段务工`, `Enter ${chosen.length} spell(s) of work`)}
        action={t(`登记 ${chosen.length} 条`, `Enter ${chosen.length}`)}
        busy={accept.isPending}
        problem={accept.error}
        onCancel={() => setAsking(false)}
        onAct={() => accept.mutate({ ids: chosen })}
      >
        {t(
          '按名单的月份登记开始时间，名单作为在岗证据。与登记的另一段务工时间重叠的也会登记，请先逐条看过。',
          'Each begins with the first month of the lists, which become its evidence. Those that overlap other work are entered too; look at them first.',
        )}
      </Confirm>
    </Screen>
  );
};

const Line = ({
  of: p,
  current,
  ticked,
  onTick,
  onOpen,
}: {
  of: ProposalOut;
  current: boolean;
  ticked: boolean;
  onTick: ((id: string) => void) | null;
  onOpen: (id: string) => void;
}) => {
  const t = useT();
  return (
    <li className="proposal-line" {...(current ? { 'data-current': true } : {})}>
      {onTick && (
        <Checkbox checked={ticked} onChange={() => onTick(p.id)} aria-label={t(`选中 ${p.person.name}`, `Tick ${p.person.name}`)} />
      )}
      <button type="button" {...(current ? { 'aria-current': 'true' as const } : {})} onClick={() => onOpen(p.id)}>
        <span className="proposal-who">
          {p.person.name} <span className="note">{t(p.person.homeName)}</span>
        </span>
        <span className="proposal-what">
          {p.employer.name}，<span className="num">{t(monthsText(p))}</span>
        </span>
        {p.known.some((k) => k.overlaps) && <St k="doubt">{t('与登记的另一段重叠', 'Overlaps other work')}</St>}
      </button>
    </li>
  );
};

const Paging = ({ next, first, onPage }: { next: string | null; first: boolean; onPage: (cursor: string | undefined) => void }) => {
  const t = useT();
  if (!next && first) return null;
  return (
    <div className="row gap12 proposals-paging">
      {!first && <Button onClick={() => onPage(undefined)}>{t('回到第一页', 'First page')}</Button>}
      {next && <Button onClick={() => onPage(next)}>{t('下一页', 'Next page')}</Button>}
    </div>
  );
};
