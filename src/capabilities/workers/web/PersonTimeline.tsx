import { Segmented } from 'antd';
import { useState } from 'react';
import { knownDay } from '#capabilities/regions/rules.ts';
import { Chip, Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { Slot } from '#platform/web/Slot.tsx';
import { PERSON_TIMELINE, type PersonPage, type TimelineEvent } from '../contract.ts';
import { otherRecord, refWords, sourceWord } from './personWords.ts';

type View = 'main' | 'all' | 'corrections';
/** What a reader wants first: who, where, which groups, work. Telephones, consents and the like stand under 全部. */
const MAIN: ReadonlySet<TimelineEvent['kind']> = new Set([
  'register',
  'basic',
  'home',
  'identity',
  'intention',
  'household',
  'person',
  'death',
]);
const shows: Readonly<Record<View, (e: TimelineEvent) => boolean>> = {
  // the first version of a name says nothing that the registration does not
  main: (e) => e.superseded === null && MAIN.has(e.kind) && (e.kind !== 'basic' || e.correction),
  all: () => true,
  corrections: (e) => e.superseded !== null || e.correction,
};

/** What happened, newest first. A corrected version stays, struck through, beside what replaced it. */
export const PersonTimeline = ({ person }: { person: PersonPage }) => {
  const t = useT();
  const [view, setView] = useState<View>('main');
  const events = person.timeline.filter(shows[view]);
  const sources = new Set(person.timeline.map((e) => `${e.source} ${e.sourceRef}`)).size;
  const count = (v: View) => person.timeline.filter(shows[v]).length;
  const hidden = person.timeline.length - events.length;
  return (
    <section className="person-time" aria-label={t('时间线', 'Timeline')}>
      <Sec
        t={t('时间线', 'Timeline')}
        sub={t(`${person.timeline.length} 条，来自 ${sources} 个来源`, `${person.timeline.length} entries from ${sources} source(s)`)}
        x={
          <Segmented
            size="small"
            className="noprint"
            aria-label={t('时间线范围', 'What the timeline shows')}
            value={view}
            onChange={(v) => setView(v as View)}
            options={[
              { value: 'main', label: `${t('要紧的', 'Main')} ${count('main')}` },
              { value: 'all', label: `${t('全部', 'All')} ${count('all')}` },
              { value: 'corrections', label: `${t('只看更正', 'Corrections')} ${count('corrections')}` },
            ]}
          />
        }
      />
      <Slot name={PERSON_TIMELINE} of={person.workerId} />
      {events.length === 0 ? (
        <p className="home-none">{t('没有更正过。', 'Nothing was ever corrected.')}</p>
      ) : (
        <ol className="tl">
          {events.map((e) => (
            <Event key={e.id} event={e} person={person} />
          ))}
        </ol>
      )}
      {view === 'main' && hidden > 0 && (
        <p className="note">{t(`另有 ${hidden} 条次要的或旧值，在“全部”里`, `${hidden} more, minor or superseded, stand under “All”`)}</p>
      )}
    </section>
  );
};

/** Versions of one fact share what stands before the instant in their ids; where none follows, the entry was withdrawn. */
const wasWithdrawn = (event: TimelineEvent, all: readonly TimelineEvent[]): boolean => {
  const fact = event.id.slice(0, event.id.length - event.recorded.length);
  return event.superseded !== null && !all.some((e) => e.recorded >= event.superseded! && e.id === `${fact}${e.recorded}`);
};

const Event = ({ event, person }: { event: TimelineEvent; person: PersonPage }) => {
  const t = useT();
  const day = knownDay(event.day, event.precision);
  const old = event.superseded !== null;
  const other = otherRecord(person, event.workerId, t);
  return (
    <li className={old ? 'old' : ''}>
      <time className="num" dateTime={day}>
        {day}
      </time>
      <span className="tl-mark">
        <G k={old ? 'off' : event.mark} />
      </span>
      <div className="tl-what">
        <div className="tl-words">
          <span className="tl-title">{old ? <del>{t(event.title)}</del> : t(event.title)}</span>
          {event.detail && <div className="tl-detail">{old ? <del>{t(event.detail)}</del> : t(event.detail)}</div>}
          {old && (
            <div className="tl-detail">
              {wasWithdrawn(event, person.timeline)
                ? t(`撤回于 ${instant(event.superseded!)}`, `Withdrawn on ${instant(event.superseded!)}`)
                : t(`更正于 ${instant(event.superseded!)}`, `Corrected on ${instant(event.superseded!)}`)}
            </div>
          )}
          {event.reason && event.reason !== event.detail?.zh && (
            <div className="tl-detail">{t(`理由：${event.reason}`, `Reason: ${event.reason}`)}</div>
          )}
        </div>
        <span className="tl-source">
          {event.correction && !old && <Chip kind="k">{t('更正', 'correction')}</Chip>}
          <Chip>
            {/* one piece of text: the chip would set its pieces apart, and a comma would stand alone */}
            <span>
              {t(sourceWord(event.source))}
              {event.sourceRef && <span className="raw"> {refWords(t, event.sourceRef, person.lines)}</span>}
              {other && t(`，${other}`, `, ${other}`)}
            </span>
          </Chip>
          <span className="tl-by">
            {event.by && `${event.by} `}
            {t(`${instant(event.recorded).slice(0, 10)} 记`, `entered ${instant(event.recorded).slice(0, 10)}`)}
          </span>
        </span>
      </div>
    </li>
  );
};
