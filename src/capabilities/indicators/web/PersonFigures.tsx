import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Output } from '#platform/contract.ts';
import { readAbout } from '#platform/contract.ts';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { G, St } from '#platform/web/marks.tsx';
import { useSlotSubject } from '#platform/web/Slot.tsx';
import { Loading, WriteProblem } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { explainFigure } from '../contractFigures.ts';
import { Labelled, Pick } from './AskBar.tsx';
import { type Period, PRESETS, type Preset, periodOf, presetTexts } from './ask.ts';
import './figures.css';

type Told = Output<typeof explainFigure>['figures'][number];

/** 计入哪些指标: asked for, because each answer asks the whole ledger about the person and is on record. */
export const PersonFigures = () => {
  const t = useT();
  const workerId = useSlotSubject();
  const today = useRead(readAbout, {}).data?.today;
  const [preset, setPreset] = useState<Preset>('ytd');
  const [own, setOwn] = useState<Partial<Period>>({});
  const [asked, setAsked] = useState<Period | null>(null);
  const read = useRead(explainFigure, { workerId, ...(asked ?? { from: '2000-01-01', to: '2000-01-01' }) }, { enabled: asked !== null });
  if (!today) return null;
  const period = periodOf(preset, today, own);
  const d = asked ? read.data : undefined;
  const counted = d?.figures.filter((f) => f.counted).length ?? 0;
  return (
    <section className="fg-person" aria-label={t('计入哪些指标', 'Which figures count them')}>
      <h3>{t('计入哪些指标', 'Which figures count them')}</h3>
      <div className="fg-ask noprint">
        <Pick
          label={t('期间', 'Period')}
          value={preset}
          options={PRESETS.map((p) => ({ value: p, label: t(presetTexts[p]) }))}
          onChange={(p) => {
            setPreset(p);
            setAsked(null);
            if (p === 'own') setOwn(period);
          }}
        />
        {preset === 'own' && (
          <>
            <Labelled text={t('从', 'From')}>
              <DayPicker aria-label={t('从', 'From')} value={period.from} onChange={(from) => from && setOwn({ ...period, from })} />
            </Labelled>
            <Labelled text={t('截至', 'As of')}>
              <DayPicker aria-label={t('截至', 'As of')} value={period.to} onChange={(to) => to && setOwn({ ...period, to })} />
            </Labelled>
          </>
        )}
        <Button onClick={() => setAsked(period)} loading={asked !== null && read.isFetching}>
          {t('看算不算、为什么', 'See whether and why')}
        </Button>
      </div>
      {asked && read.error && <WriteProblem problem={read.error} />}
      {asked && read.isPending && !read.error && <Loading rows={4} />}
      {d && !d.whole && (
        <p className="home-none">
          {t(
            '您看到的只是这个人的一部分，算不算要看全部，由户籍地判断。',
            'You see a part of this person only; whether they are counted needs the whole, and the home area tells.',
          )}
        </p>
      )}
      {d?.whole && (
        <>
          <p className="note" role="status">
            {t(
              `${d.from} 至 ${d.to}，计入 ${counted} 项；按 ${instant(d.knownAt)} 所知`,
              `${d.from} to ${d.to}: counted by ${counted} figure(s), as known at ${instant(d.knownAt)}`,
            )}
          </p>
          <ul>
            {d.figures.map((f) => (
              <Explained key={f.id} of={f} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
};

const Explained = ({ of: f }: { of: Told }) => {
  const t = useT();
  const failed = f.steps.find((s) => !s.holds);
  return (
    <li>
      <details>
        <summary>
          <St k={f.counted ? 'ok' : 'off'}>
            {f.id} {t(f.name)}
          </St>
          <span className={`sub${f.counted ? ' nowrap' : ''}`}>
            {f.counted
              ? t(`${f.on} 计入`, `counted on ${f.on}`)
              : t(`不计入，差在：${failed?.text.zh ?? ''}`, `not counted; what fails: ${failed?.text.en ?? ''}`)}
          </span>
        </summary>
        <ol>
          {f.steps.map((s) => (
            <li key={s.text.zh}>
              <G k={s.holds ? 'ok' : 'no'} label={s.holds ? t('满足', 'holds') : t('不满足', 'fails')} /> {t(s.text)}
            </li>
          ))}
        </ol>
        <p className="note">
          {failed && t('后面的条件没有再看。', 'Later conditions were not looked at. ')}
          <Link to={`/figures/${f.id}`}>{t('看这个指标的口径', 'The definition of this figure')}</Link>
        </p>
      </details>
    </li>
  );
};
