import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { knownDay } from '#capabilities/regions/rules.ts';
import { I } from '#platform/web/icons.tsx';
import { Chip } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { G, St } from '#platform/web/marks.tsx';
import { useSlotSubject } from '#platform/web/Slot.tsx';
import { useCan } from '#platform/web/session.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { type EvidenceOut, listSpells, type SpellOut } from '../contract.ts';
import { type EvidenceClass, evidenceClassTexts, leaveReasonTexts } from '../rules.ts';
import { EvidenceBars } from './EvidenceBars.tsx';
import { SpellDeeds } from './spells/SpellDeeds.tsx';
import { SpellEventDialog } from './spells/SpellEventDialog.tsx';
import type { SpellEvent } from './spells/spellEvents.ts';
import { derivedOf, detailsOf, rowOfList, sourceWord, stateMark, stateWord, titleOf } from './spellWords.ts';
import './employment.css';

/** 务工经历 on the timeline of a person: where, for whom, since when, proved by what; and what may be done about it. */
export const PersonSpells = () => {
  const t = useT();
  const id = useSlotSubject();
  const read = useRead(listSpells, { id });
  const [event, setEvent] = useState<SpellEvent | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const spells = read.data?.spells ?? [];
  const mayRecord = (read.data?.mayRecord ?? '') !== '';
  if (spells.length === 0 && !mayRecord) return null;
  return (
    <section className="emp-spells" aria-label={t('务工经历', 'Work')}>
      <div className="emp-head">
        <h3>
          {t('务工经历', 'Work')}
          {spells.length > 0 && (
            <span className="note">
              {t(`${spells.length} 段，最近的在前`, spells.length === 1 ? '1 spell' : `${spells.length} spells, the latest first`)}
            </span>
          )}
        </h3>
        {mayRecord && (
          <Button size="small" className="noprint" icon={<I n="plus" s={14} />} onClick={() => setEvent({ do: 'record' })}>
            {t('登记一段务工', 'Record a spell')}
          </Button>
        )}
      </div>
      {told && (
        <p className="told" role="status">
          <St k="ok">{told}</St>
        </p>
      )}
      {spells.length === 0 ? (
        <p className="home-none">{t('还没有登记过务工。', 'No work on record yet.')}</p>
      ) : (
        <ol className="tl">
          {spells.map((s) => (
            <Spell key={s.id} spell={s} of={id} all={spells} onEvent={setEvent} />
          ))}
        </ol>
      )}
      {event && <SpellEventDialog event={event} workerId={id} onClose={() => setEvent(null)} onTold={setTold} />}
    </section>
  );
};

interface SpellProps {
  readonly spell: SpellOut;
  readonly of: string;
  readonly all: readonly SpellOut[];
  readonly onEvent: (event: SpellEvent) => void;
}
const Spell = ({ spell: s, of, all, onEvent }: SpellProps) => {
  const t = useT();
  const start = knownDay(s.start, s.startPrecision);
  const end = s.ended && knownDay(s.ended, s.endPrecision);
  const details = detailsOf(s);
  const derived = derivedOf(s, all);
  return (
    <li>
      <time className="num" dateTime={start}>
        {start}
      </time>
      <span className="tl-mark">
        <G k={stateMark[s.state]} label={t(stateWord[s.state])} />
      </span>
      <div className="tl-what">
        <div className="tl-words">
          <span className="tl-title">{t(titleOf(s))}</span>
          <div className="tl-detail">
            {[
              t(s.placeName),
              end === null
                ? t(stateWord[s.state])
                : s.endInferred
                  ? t(`到 ${end}（推定：后来在别处务工）`, `until ${end} (inferred: work elsewhere began)`)
                  : t(`到 ${end}`, `until ${end}`),
              s.leaveReason && t(leaveReasonTexts[s.leaveReason]),
              s.workerId !== of && t('登记在另一份档案上', 'on another record'),
            ]
              .filter(Boolean)
              .join(t('，', ', '))}
          </div>
          {details.length > 0 && <div className="tl-detail">{details.map((d) => t(d)).join(t('，', ', '))}</div>}
          {derived.length > 0 && (
            <div className="tl-detail">
              <span className="emp-derived">{t('推算', 'derived')}</span> {derived.map((d) => t(d)).join(t('，', ', '))}
            </div>
          )}
          <Evidence spell={s} onEvent={onEvent} />
          <SpellDeeds spell={s} onEvent={onEvent} />
          <Corrections spell={s} />
        </div>
        <span className="tl-source">
          <From source={s.source} sourceRef={s.sourceRef} />
          <span className="tl-by">
            {s.by && `${s.by} `}
            {t(`${instant(s.recorded).slice(0, 10)} 记`, `entered ${instant(s.recorded).slice(0, 10)}`)}
          </span>
        </span>
      </div>
    </li>
  );
};

interface EvidenceProps {
  readonly spell: SpellOut;
  readonly onEvent: (event: SpellEvent) => void;
}
const Evidence = ({ spell: s, onEvent }: EvidenceProps) => {
  const t = useT();
  if (!s.evidence) return null;
  // an employer is told of its own word only
  if (s.evidence.length === 0)
    return (
      <div className="tl-detail">
        {s.verified === undefined ? t('本单位还没有确认过', 'Not confirmed by you yet') : t('还没有在岗证据', 'No evidence yet')}
      </div>
    );
  const [latest, ...older] = s.evidence as [EvidenceOut, ...EvidenceOut[]];
  return (
    <div className="emp-evidence">
      <Item item={latest} spell={s} onEvent={onEvent} />
      {older.length > 0 && (
        <details>
          <summary>{t(`更早的证据 ${older.length} 条`, `${older.length} earlier`)}</summary>
          {older.map((e) => (
            <Item key={e.id} item={e} spell={s} onEvent={onEvent} />
          ))}
        </details>
      )}
    </div>
  );
};
const Item = ({ item: e, spell, onEvent }: EvidenceProps & { item: EvidenceOut }) => {
  const t = useT();
  const word = t(evidenceClassTexts[e.class as EvidenceClass]);
  return (
    <div className="emp-item">
      <EvidenceBars of={e.class} bare />
      <span>
        {e.says === 'in_post'
          ? t(`${word}：在岗到 ${e.coversTo}`, `${word}: in post to ${e.coversTo}`)
          : t(`${word}：${e.coversFrom} 起不在岗`, `${word}: not in post from ${e.coversFrom}`)}
        <span className="note"> {t(`${e.observed} 所见`, `as of ${e.observed}`)}</span>
        {e.note && <span className="note"> {e.note}</span>}
      </span>
      <From source={e.source} sourceRef={e.sourceRef} />
      {e.fileId && (
        <a href={`/api/files/${e.fileId}`} download>
          {t('附件', 'File')}
          <span className="vh">{t(`：${word}，${e.observed}`, `: ${word}, ${e.observed}`)}</span>
        </a>
      )}
      {e.may.includes('withdraw') && (
        <Button
          size="small"
          type="link"
          className="in-line noprint"
          aria-label={t(`撤回证据：${word}，${e.observed}`, `Withdraw evidence: ${word}, ${e.observed}`)}
          onClick={() => onEvent({ do: 'withdrawEvidence', spell, evidence: e })}
        >
          {t('撤回', 'Withdraw')}
        </Button>
      )}
    </div>
  );
};

/** The way in; the row of a list leads to its import, for whoever may see imports. */
const From = ({ source, sourceRef }: { source: string; sourceRef: string }) => {
  const t = useT();
  const can = useCan();
  const list = rowOfList(sourceRef);
  const words = list
    ? list.row === 0
      ? t('整份名单', 'a list as a whole')
      : t(`表格第 ${list.row} 行`, `row ${list.row} of a list`)
    : t(sourceWord(source));
  return <Chip>{list && can('rosters.see') ? <Link to={`/imports/${list.batch}`}>{words}</Link> : <span>{words}</span>}</Chip>;
};

const Corrections = ({ spell: s }: { spell: SpellOut }) => {
  const t = useT();
  if (s.corrections.length === 0) return null;
  const nothing = t('（空）', '(nothing)');
  return (
    <details className="emp-corrections">
      <summary>
        {t(`更正过 ${s.corrections.length} 次`, s.corrections.length === 1 ? 'corrected once' : `corrected ${s.corrections.length} times`)}
      </summary>
      <ul>
        {s.corrections.map((c) => (
          <li key={c.recorded}>
            <span className="note">
              {instant(c.recorded).slice(0, 10)} <From source={c.source} sourceRef={c.sourceRef} />
            </span>
            {c.changes.map((x) => (
              <div key={x.field.en}>
                {t(x.field)}
                {t('：', ': ')}
                <del>{t(x.from) || nothing}</del> → {t(x.to) || nothing}
              </div>
            ))}
            {c.reason && <div>{t(`理由：${c.reason}`, `Reason: ${c.reason}`)}</div>}
          </li>
        ))}
      </ul>
    </details>
  );
};
