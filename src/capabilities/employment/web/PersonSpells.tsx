import { Link } from 'react-router';
import { knownDay } from '#capabilities/regions/rules.ts';
import { Chip } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { useSlotSubject } from '#platform/web/Slot.tsx';
import { useCan } from '#platform/web/session.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { type EvidenceOut, listSpells, type SpellOut } from '../contract.ts';
import { type EvidenceClass, evidenceClassTexts } from '../rules.ts';
import { EvidenceBars } from './EvidenceBars.tsx';
import { detailsOf, placeOf, rowOfList, sourceWord, stateMark, stateWord, titleOf } from './spellWords.ts';
import './employment.css';

/** 务工经历 on the timeline of a person: where, for whom, since when, proved by what. */
export const PersonSpells = () => {
  const t = useT();
  const id = useSlotSubject();
  const read = useRead(listSpells, { id });
  const spells = read.data?.spells ?? [];
  if (spells.length === 0) return null;
  return (
    <section className="emp-spells" aria-label={t('务工经历', 'Work')}>
      <h3>
        {t('务工经历', 'Work')}
        <span className="note">{t(`${spells.length} 段，最近的在前`, `${spells.length} spell(s), the latest first`)}</span>
      </h3>
      <ol className="tl">
        {spells.map((s) => (
          <Spell key={s.id} spell={s} of={id} />
        ))}
      </ol>
    </section>
  );
};

const Spell = ({ spell: s, of }: { spell: SpellOut; of: string }) => {
  const t = useT();
  const start = knownDay(s.start, s.startPrecision);
  const end = s.ended && knownDay(s.ended, s.endPrecision);
  const place = placeOf(s);
  const details = detailsOf(s);
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
              place && t(place),
              end === null
                ? t(stateWord[s.state])
                : s.endInferred
                  ? t(`到 ${end}（推定：后来在别处务工）`, `until ${end} (inferred: work elsewhere began)`)
                  : t(`到 ${end}`, `until ${end}`),
              s.workerId !== of && t('登记在另一份档案上', 'on another record'),
            ]
              .filter(Boolean)
              .join(t('，', ', '))}
          </div>
          {details.length > 0 && <div className="tl-detail">{details.map((d) => t(d)).join(t('，', ', '))}</div>}
          <Evidence spell={s} />
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

const Evidence = ({ spell: s }: { spell: SpellOut }) => {
  const t = useT();
  if (!s.evidence) return null;
  if (s.evidence.length === 0) return <div className="tl-detail">{t('还没有在岗证据', 'No evidence yet')}</div>;
  const [latest, ...older] = s.evidence as [EvidenceOut, ...EvidenceOut[]];
  return (
    <div className="emp-evidence">
      <Item item={latest} />
      {older.length > 0 && (
        <details>
          <summary>{t(`更早的证据 ${older.length} 条`, `${older.length} earlier`)}</summary>
          {older.map((e) => (
            <Item key={e.id} item={e} />
          ))}
        </details>
      )}
    </div>
  );
};
const Item = ({ item: e }: { item: EvidenceOut }) => {
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
      <summary>{t(`更正过 ${s.corrections.length} 次`, `corrected ${s.corrections.length} time(s)`)}</summary>
      <ul>
        {s.corrections.map((c) => (
          <li key={c.recorded}>
            <span className="note">
              {instant(c.recorded).slice(0, 10)} <From source={c.source} sourceRef={c.sourceRef} />
            </span>
            {c.changes.map((x) => (
              <div key={x.field.en}>
                {t(x.field)}：<del>{t(x.from) || nothing}</del> → {t(x.to) || nothing}
              </div>
            ))}
            {c.reason && <div>{t(`理由：${c.reason}`, `Reason: ${c.reason}`)}</div>}
          </li>
        ))}
      </ul>
    </details>
  );
};
