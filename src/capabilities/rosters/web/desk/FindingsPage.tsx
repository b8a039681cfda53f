import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { I } from '#platform/web/icons.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useCan } from '#platform/web/session.tsx';
import { Empty, EmptyFiltered, Loading } from '#platform/web/states.tsx';
import { useKeys } from '#platform/web/useKeys.ts';
import { useNarrow } from '#platform/web/useNarrow.ts';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { countFindings, FindingState, findingStateTexts, listFindings } from '../../contractDesk.ts';
import { type AgeBand, ageBands, ageBandTexts } from '../../rulesDesk.ts';
import { numberedName } from '../../rulesRuleNames.ts';
import { AssignDialog } from './AssignDialog.tsx';
import { BatchDoubts } from './BatchDoubts.tsx';
import { FindingCase } from './FindingCase.tsx';
import { FindingList } from './FindingList.tsx';
import { RuleRail } from './RuleRail.tsx';
import '#platform/web/lists.css';
import './desk.css';

const WHOSE = ['duty', 'mine', 'office', 'named'] as const;

/** 疑点: rules with their counts, the findings of one, one case with what can be done. The next case opens by itself. */
export const FindingsPage = () => {
  const t = useT();
  const can = useCan();
  const narrow = useNarrow(1024);
  const [url, setUrl] = useUrlState('rule', 'state', 'whose', 'band', 'sort', 'worker', 'batch', 'area', 'cursor', 'id');
  const [told, setTold] = useState<string | null>(null);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [assigning, setAssigning] = useState(false);
  const state = FindingState.safeParse(url.state).data ?? 'open';
  const whose = WHOSE.find((w) => w === url.whose);
  const band = ageBands.find((b) => b === url.band);
  const area = /^\d{12}$/.test(url.area ?? '') ? url.area : undefined;
  const filters = {
    state,
    sort: url.sort === 'oldest' ? ('oldest' as const) : ('newest' as const),
    ...(url.rule && url.rule !== 'lists' ? { rule: url.rule } : {}),
    ...(whose ? { whose } : {}),
    ...(band ? { band } : {}),
    ...(url.worker ? { worker: url.worker } : {}),
    ...(url.batch ? { batch: url.batch } : {}),
    ...(area ? { area } : {}),
  };
  const lists = url.rule === 'lists';
  const counts = useRead(countFindings, area ? { area } : {}, { keep: true });
  const read = useRead(
    listFindings,
    { ...filters, size: 50, ...(url.cursor ? { cursor: url.cursor } : {}) },
    { keep: true, enabled: !lists },
  );
  const items = read.data?.items ?? [];
  const current = url.id ?? (narrow ? undefined : items[0]?.id);
  const at = items.findIndex((f) => f.id === current);
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
  useKeys({ j: () => step(1), k: () => step(-1), x: () => current && tick(current) });
  const chosen = [...ticked].filter((id) => items.some((f) => f.id === id));
  const to = (next: Parameters<typeof setUrl>[0]) => {
    setTicked(new Set());
    setUrl({ cursor: undefined, id: undefined, ...next });
  };
  const n = counts.data;
  const ruleName = n?.rules.find((r) => r.rule === url.rule)?.name;
  const words = [
    url.rule && ruleName && !lists ? t(numberedName(url.rule, ruleName)) : '',
    whose
      ? t(
          {
            duty: { zh: '待我办的', en: 'for me to do' },
            mine: { zh: '转给我的', en: 'mine' },
            office: { zh: '没有转派的', en: 'with the office' },
            named: { zh: '已转派的', en: 'handed over' },
          }[whose],
        )
      : '',
    band ? t(ageBandTexts[band]) : '',
    url.worker ? t('只看一个人', 'one person') : '',
    url.batch ? t('只看一个批次', 'one batch') : '',
    area ? t('只看一个地区', 'one area') : '',
  ].filter(Boolean);
  const clear = () => to({ rule: undefined, whose: undefined, band: undefined, worker: undefined, batch: undefined, area: undefined });
  return (
    <Screen
      title={t('疑点', 'Findings')}
      sub={
        n &&
        t(
          `未了 ${number(n.open)} 件${n.oldest ? `，最久 ${n.oldest} 天` : ''}；上周新增 ${number(n.openedLately)}，了结 ${number(n.closedLately)}`,
          `${number(n.open)} open${n.oldest ? `, the oldest ${n.oldest} days` : ''}; last week ${number(n.openedLately)} new, ${number(n.closedLately)} settled`,
        )
      }
      actions={
        <>
          {can('rosters.exempt') && (
            <Link className="linklike" to="/findings/exemptions">
              {t(`豁免申请${n?.waiting ? ` ${n.waiting}` : ''}`, `Exemptions${n?.waiting ? ` ${n.waiting}` : ''}`)}
            </Link>
          )}
          {can('workers.lookUp') && (
            <Link className="linklike" to="/compare">
              {t('对表', 'Compare a list')}
            </Link>
          )}
          <Link className="linklike" to="/findings/numbers">
            {t('统计', 'Numbers')}
          </Link>
          <Link className="linklike" to="/findings/rules">
            {t('规则手册', 'Rule book')}
          </Link>
        </>
      }
      problem={read.error ?? counts.error}
      onRetry={() => {
        void read.refetch();
        void counts.refetch();
      }}
    >
      <div className="views">
        <nav aria-label={t('状态', 'State')}>
          <ul>
            {FindingState.options.map((s) => (
              <li key={s}>
                <Button
                  type="text"
                  className="view-tab"
                  {...(s === state ? { 'aria-current': 'true' as const } : {})}
                  onClick={() => to({ state: s === 'open' ? undefined : s })}
                >
                  {t(findingStateTexts[s])}
                </Button>
              </li>
            ))}
          </ul>
        </nav>
        <nav className="views-act" aria-label={t('谁办', 'Whose')}>
          <ul className="row gap12">
            {([undefined, ...WHOSE] as const).map((w) => (
              <li key={w ?? 'all'}>
                <Button
                  type="text"
                  size="small"
                  className="whose"
                  {...(w === whose ? { 'aria-current': 'true' as const } : {})}
                  onClick={() => to({ whose: w })}
                >
                  {w === 'duty'
                    ? t('待我办', 'For me')
                    : w === 'mine'
                      ? t(`转给我的${n?.mine ? ` ${n.mine}` : ''}`, `Mine${n?.mine ? ` ${n.mine}` : ''}`)
                      : w === 'office'
                        ? t('没有转派', 'Not handed over')
                        : w === 'named'
                          ? t('已转派', 'Handed over')
                          : t('全部', 'All')}
                </Button>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      {told && (
        <p className="told" role="status">
          <St k="ok">{told}</St>
        </p>
      )}
      {!counts.data ? (
        <Loading />
      ) : (
        <div className={`findings ${narrow && url.id ? 'findings-one' : ''}`}>
          {!(narrow && url.id) && (
            <RuleRail
              counts={counts.data}
              rule={url.rule}
              band={band}
              narrow={narrow}
              onRule={(rule) => to({ rule })}
              onBand={(b: AgeBand | undefined) => to({ band: b })}
            />
          )}
          {lists ? (
            <div className="findings-lists">
              <BatchDoubts onTold={setTold} />
            </div>
          ) : read.isPending ? (
            <Loading />
          ) : items.length === 0 && !url.id ? (
            <div className="findings-none">
              {words.length ? (
                <EmptyFiltered words={words.join(t('，', ', '))} onClear={clear} />
              ) : state === 'open' ? (
                <Empty
                  title={t('没有未了的疑点', 'No open findings')}
                  hint={t(
                    '导入表格、保存档案时会查，每天夜里再查一遍。规则手册里写着查什么。',
                    'They are looked for on import, on saving, and every night. The rule book says what is asked.',
                  )}
                />
              ) : (
                <Empty title={t(`没有${findingStateTexts[state].zh}的疑点`, `No findings: ${findingStateTexts[state].en}`)} />
              )}
            </div>
          ) : (
            <>
              {!(narrow && url.id) && (
                <FindingList
                  title={ruleName ? t(ruleName) : words[0] || t('全部疑点', 'All findings')}
                  total={read.data?.total}
                  items={items}
                  current={current}
                  ticked={ticked}
                  onTick={can('rosters.desk') && state === 'open' ? tick : null}
                  onOpen={open}
                  oldest={url.sort === 'oldest'}
                  onSort={(oldest) => to({ sort: oldest ? 'oldest' : undefined })}
                  next={read.data?.next ?? null}
                  first={url.cursor === undefined}
                  onPage={(cursor) => setUrl({ cursor, id: undefined })}
                  bulk={
                    chosen.length > 0 && (
                      <Button size="small" onClick={() => setAssigning(true)}>
                        {t(`转派选中的 ${chosen.length} 件`, `Hand over ${chosen.length}`)}
                      </Button>
                    )
                  }
                />
              )}
              {current && (
                <div className="findings-case">
                  {narrow && (
                    <Button type="text" icon={<I n="left" />} onClick={() => open(undefined)}>
                      {t('回到列表', 'Back to the list')}
                    </Button>
                  )}
                  <FindingCase
                    key={current}
                    id={current}
                    place={at < 0 ? null : { at: at + 1, of: read.data?.total ?? null }}
                    onTold={setTold}
                    onDone={(w) => {
                      setTold(w);
                      open(items[at + 1]?.id ?? items[at - 1]?.id);
                    }}
                  />
                </div>
              )}
            </>
          )}
        </div>
      )}
      {assigning && (
        <AssignDialog
          ids={chosen}
          onClose={() => setAssigning(false)}
          onDone={(w) => {
            setTicked(new Set());
            setTold(w);
          }}
        />
      )}
    </Screen>
  );
};
