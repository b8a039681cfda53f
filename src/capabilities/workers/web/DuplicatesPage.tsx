import { Button, Select } from 'antd';
import { useState } from 'react';
import { Navigate, useParams } from 'react-router';
import { I } from '#platform/web/icons.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { Empty, EmptyFiltered, Loading, ProblemView } from '#platform/web/states.tsx';
import { useKeys } from '#platform/web/useKeys.ts';
import { useNarrow } from '#platform/web/useNarrow.ts';
import { useRead, useWrite } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { listPairs, PairKind, PairState, pairKindTexts, pairStateTexts, startSweep } from '../contract.ts';
import { PairCase } from './PairCase.tsx';
import { PairList } from './PairList.tsx';
import '#platform/web/lists.css';
import './person.css';

/** A link to one pair, as a notice gives it: opens it on the desk. */
export const OnePairPage = () => {
  const { id = '' } = useParams();
  return <Navigate to={`/duplicates?id=${id}`} replace />;
};

/** 重复档案: pairs that may be one person, one case at a time. The next one opens by itself. */
export const DuplicatesPage = () => {
  const t = useT();
  const narrow = useNarrow(1024);
  const [url, setUrl] = useUrlState('state', 'kind', 'crossArea', 'worker', 'cursor', 'id');
  const [told, setTold] = useState<string | null>(null);
  // put aside for now: the list keeps them, the next case skips them
  const [later, setLater] = useState<ReadonlySet<string>>(new Set());
  const state = PairState.safeParse(url.state).data ?? 'open';
  const kind = PairKind.safeParse(url.kind).data;
  const crossArea = url.crossArea === 'true' ? true : url.crossArea === 'false' ? false : undefined;
  const read = useRead(
    listPairs,
    {
      state,
      size: 50,
      ...(kind ? { kind } : {}),
      ...(crossArea === undefined ? {} : { crossArea }),
      ...(url.worker ? { workerId: url.worker } : {}),
      ...(url.cursor ? { cursor: url.cursor } : {}),
    },
    { keep: true },
  );
  const items = read.data?.items ?? [];
  const first = items.find((p) => !later.has(p.id)) ?? items[0];
  const current = url.id ?? (narrow ? undefined : first?.id);
  const at = items.findIndex((p) => p.id === current);
  const open = (id: string | undefined) => setUrl({ id }, true);
  const step = (by: 1 | -1) => {
    const next = at < 0 ? items[0] : items[at + by];
    if (next) open(next.id);
  };
  /** The case after this one that has not been put aside; the one before where there is none. */
  const after = (id: string): string | undefined => {
    const i = items.findIndex((p) => p.id === id);
    const rest = [...items.slice(i + 1), ...items.slice(0, Math.max(i, 0))];
    return (rest.find((p) => !later.has(p.id)) ?? rest[0])?.id;
  };
  useKeys({ j: () => step(1), k: () => step(-1) });
  const sweep = useWrite(startSweep, {
    onDone: () => setTold(t('已开始查，做完会在“我的任务”里', 'The sweep has begun; see “my jobs”')),
  });
  const total = read.data?.total;
  const words = [
    kind ? t(pairKindTexts[kind]) : '',
    crossArea === undefined ? '' : crossArea ? t('跨区县', 'across areas') : t('本辖区内', 'inside the area'),
    url.worker ? t('只看一个人', 'one person') : '',
  ].filter(Boolean);
  const clear = () => setUrl({ kind: undefined, crossArea: undefined, worker: undefined, cursor: undefined, id: undefined });
  return (
    <Screen
      title={t('重复档案', 'Duplicates')}
      sub={
        read.data &&
        (total === null
          ? t(`超过 10,000 对${pairStateTexts[state].zh}`, `more than 10,000 pairs: ${pairStateTexts[state].en}`)
          : t(`${number(total ?? 0)} 对${pairStateTexts[state].zh}`, `${number(total ?? 0)} pair(s): ${pairStateTexts[state].en}`))
      }
      actions={
        <Button loading={sweep.isPending} onClick={() => sweep.mutate({})}>
          {t('现在就查一遍', 'Sweep now')}
        </Button>
      }
      problem={read.error}
      onRetry={() => void read.refetch()}
    >
      <div className="views">
        <nav aria-label={t('判定', 'Decision')}>
          <ul>
            {PairState.options.map((s) => (
              <li key={s}>
                <Button
                  type="text"
                  className="view-tab"
                  {...(s === state ? { 'aria-current': 'true' as const } : {})}
                  onClick={() => setUrl({ state: s === 'open' ? undefined : s, cursor: undefined, id: undefined })}
                >
                  {t(pairStateTexts[s])}
                </Button>
              </li>
            ))}
          </ul>
        </nav>
        <div className="views-act row gap12">
          <Select
            popupMatchSelectWidth={false}
            aria-label={t('哪一种', 'Kind')}
            value={kind ?? ''}
            onChange={(k) => setUrl({ kind: k || undefined, cursor: undefined, id: undefined })}
            options={[
              { value: '', label: t('哪种都看', 'All kinds') },
              ...PairKind.options.map((k) => ({ value: k, label: t(pairKindTexts[k]) })),
            ]}
          />
          <Select
            popupMatchSelectWidth={false}
            aria-label={t('跨不跨区县', 'Across areas or not')}
            value={url.crossArea ?? ''}
            onChange={(c) => setUrl({ crossArea: c || undefined, cursor: undefined, id: undefined })}
            options={[
              { value: '', label: t('区内和跨区', 'Inside and across') },
              { value: 'false', label: t('本辖区内', 'Inside the area') },
              { value: 'true', label: t('跨区县', 'Across areas') },
            ]}
          />
        </div>
      </div>
      {told && (
        <p className="told" role="status">
          <St k="ok">{told}</St>
        </p>
      )}
      {sweep.error && <ProblemView problem={sweep.error} />}
      {read.isPending ? (
        <Loading />
      ) : items.length === 0 && !url.id ? (
        words.length > 0 ? (
          <EmptyFiltered words={words.join(t('，', ', '))} onClear={clear} />
        ) : state === 'open' ? (
          <Empty
            title={t('没有待判的重复档案', 'No pairs to decide')}
            hint={t(
              '建档、导入时会查，每天夜里再查一遍有变动的。也可以现在就查。',
              'Pairs are looked for on registering, on import, and every night among what changed. You can also sweep now.',
            )}
          />
        ) : (
          <Empty title={t('还没有判过', 'None decided yet')} />
        )
      ) : (
        <div className="desk">
          {!(narrow && url.id) && (
            <PairList
              items={items}
              current={current}
              later={later}
              onOpen={open}
              next={read.data?.next ?? null}
              first={url.cursor === undefined}
              onPage={(cursor) => setUrl({ cursor, id: undefined })}
            />
          )}
          {current && (
            <div className="desk-case">
              {narrow && (
                <Button type="text" icon={<I n="left" />} onClick={() => open(undefined)}>
                  {t('回到列表', 'Back to the list')}
                </Button>
              )}
              <PairCase
                key={current}
                id={current}
                place={at < 0 ? null : { at: at + 1, of: items.length }}
                onLater={() => {
                  setLater(new Set([...later, current]));
                  setTold(t('先放着，还在待判里', 'Put aside; it is still to decide'));
                  open(after(current));
                }}
                onDecided={(words) => {
                  setTold(words);
                  open(after(current));
                }}
                onTold={setTold}
              />
            </div>
          )}
        </div>
      )}
    </Screen>
  );
};
