import { Button, Select } from 'antd';
import { Link } from 'react-router';
import { number, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useCan } from '#platform/web/session.tsx';
import { Empty, EmptyFiltered, Loading } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { listSignals, SignalName, type SignalOut } from '../../contractRetention.ts';
import { employerWord } from '../../rules.ts';
import { SIGNAL_WEIGHTS, signalTexts } from '../../rulesSignals.ts';
import '#platform/web/lists.css';
import './retention.css';

/** 离岗预警: whom to ask first, and why. */
export const SignalsPage = () => {
  const t = useT();
  const can = useCan();
  const [url, setUrl] = useUrlState('signal', 'area', 'cursor');
  const signal = SignalName.safeParse(url.signal).data;
  const area = /^\d{12}$/.test(url.area ?? '') ? url.area : undefined;
  const read = useRead(
    listSignals,
    { size: 50, ...(signal ? { signal } : {}), ...(area ? { area } : {}), ...(url.cursor ? { cursor: url.cursor } : {}) },
    { keep: true },
  );
  const d = read.data;
  const items = d?.items ?? [];
  return (
    <Screen
      title={t('离岗预警', 'Signals of leaving')}
      sub={
        d &&
        t(
          `${d.total === null ? '超过 10,000' : number(d.total ?? 0)} 人在岗但有离岗迹象，分数高的先问。分数只排先后，不是结论`,
          `${d.total === null ? 'more than 10,000' : number(d.total ?? 0)} people in post with signs of leaving; ask the highest first. The score only ranks, it judges nobody`,
        )
      }
      actions={
        <>
          {can('employment.rounds') && <Link to="/verification">{t('去核验', 'Verification')}</Link>}
          {can('employment.retention') && <Link to="/retention">{t('稳岗率', 'Retention')}</Link>}
        </>
      }
      problem={read.error}
      onRetry={() => void read.refetch()}
    >
      <div className="retention-ask noprint">
        <Select
          popupMatchSelectWidth={false}
          aria-label={t('哪种迹象', 'Which signal')}
          value={signal ?? ''}
          onChange={(s) => setUrl({ signal: s || undefined, cursor: undefined })}
          options={[
            { value: '', label: t('所有迹象', 'All signals') },
            ...SignalName.options.map((s) => ({ value: s, label: `${t(signalTexts[s])} +${SIGNAL_WEIGHTS[s]}` })),
          ]}
        />
      </div>
      {read.isPending ? (
        <Loading />
      ) : items.length === 0 ? (
        signal || area ? (
          <EmptyFiltered
            words={signal ? t(signalTexts[signal]) : t('只看一个地区', 'one area')}
            onClear={() => setUrl({ signal: undefined, area: undefined, cursor: undefined })}
          />
        ) : (
          <Empty
            title={t('没有离岗迹象', 'No signs of leaving')}
            hint={t('在岗的人都核实过，单位也没有事件', 'Everybody in post is verified, and no employer has an open incident')}
          />
        )
      ) : (
        <>
          <ol className="signals" aria-label={t('离岗预警', 'Signals of leaving')}>
            {items.map((i) => (
              <Row key={i.workerId} of={i} />
            ))}
          </ol>
          {(d?.next || url.cursor) && (
            <div className="row gap12">
              {url.cursor && <Button onClick={() => setUrl({ cursor: undefined })}>{t('回到第一页', 'First page')}</Button>}
              {d?.next && <Button onClick={() => setUrl({ cursor: d.next! })}>{t('下一页', 'Next page')}</Button>}
            </div>
          )}
        </>
      )}
    </Screen>
  );
};

const Row = ({ of: i }: { of: SignalOut }) => {
  const t = useT();
  return (
    <li>
      <span className="signal-score num">
        <span className="vh">{t('分数 ', 'Score ')}</span>
        {i.score}
      </span>
      <div className="grow">
        <div>
          <Link to={`/workers/${i.workerId}`}>{i.name || t('姓名已遮蔽', 'name masked')}</Link>{' '}
          <span className="note">{t(i.homeName)}</span>
        </div>
        <div className="note">
          {[t(employerWord(i.kind, i.employer.name)), t(i.placeName)].filter(Boolean).join(t('，', ', '))}
          {t(`，${i.start} 上岗`, `, since ${i.start}`)}
        </div>
        <ul>
          {i.reasons.map((r) => (
            <li key={r.signal}>
              <St k={r.weight >= 4 ? 'doubt' : 'due'}>
                {t(r.text)} <span className="note num">+{r.weight}</span>
              </St>
            </li>
          ))}
        </ul>
      </div>
    </li>
  );
};
