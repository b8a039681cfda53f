import { knownDay } from '#capabilities/regions/rules.ts';
import { Facts, Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { useSlotSubject } from '#platform/web/Slot.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { listSpells } from '../contract.ts';
import { type EvidenceClass, evidenceClassTexts } from '../rules.ts';
import { EvidenceBars } from './EvidenceBars.tsx';
import { placeOf, stateMark, stateWord, titleOf } from './spellWords.ts';
import './employment.css';

/** 务工 beside the timeline: what holds now, and proved until when. */
export const PersonWork = () => {
  const t = useT();
  const id = useSlotSubject();
  const read = useRead(listSpells, { id });
  if (!read.data) return null;
  const { spells, noWork, without } = read.data;
  const now = spells.filter((s) => s.state === 'held');
  const last = spells[0];
  return (
    <section aria-label={t('务工', 'Work now')}>
      <Sec t={t('务工', 'Work now')} />
      {now.map((s) => {
        const place = placeOf(s);
        return (
          <div key={s.id} className="emp-now">
            <St k="ok">{t(titleOf(s))}</St>
            <Facts
              rows={[
                [t('从', 'Since'), <span key="s">{knownDay(s.start, s.startPrecision)}</span>],
                ...(place ? [[t('地点', 'Place'), t(place)] as const] : []),
                ...(s.verified === undefined
                  ? []
                  : [
                      [
                        t('证据', 'Evidence'),
                        s.verified ? (
                          <span key="v" className="emp-item">
                            <EvidenceBars of={s.verified.class} bare />
                            <span>
                              {t(
                                `${evidenceClassTexts[s.verified.class as EvidenceClass].zh}，到 ${s.verified.until}`,
                                `${evidenceClassTexts[s.verified.class as EvidenceClass].en}, to ${s.verified.until}`,
                              )}
                            </span>
                          </span>
                        ) : (
                          t('还没有在岗证据', 'No evidence yet')
                        ),
                      ] as const,
                    ]),
              ]}
            />
          </div>
        );
      })}
      {now.length === 0 &&
        (last ? (
          <p className="emp-none">
            <St k={stateMark[last.state]}>
              {t(
                `现在没有在岗的务工。最近一段：${titleOf(last).zh}，${stateWord[last.state].zh}`,
                `No work now. The latest: ${titleOf(last).en}, ${stateWord[last.state].en}`,
              )}
            </St>
          </p>
        ) : noWork ? (
          <p className="emp-none">
            <St k="off">{t(`${noWork} 的名单说没有务工`, `A list of ${noWork} says: does not work`)}</St>
          </p>
        ) : without === 'unread' ? (
          <p className="emp-none">
            <St k="doubt">
              {t(
                '名单说过在务工，开始时间看不懂，没有登记成务工经历。改好开始时间再导入，见疑点。',
                'A list tells of work, but its start cannot be read, so no spell was entered. Put the start right and import again; see the findings.',
              )}
            </St>
          </p>
        ) : without === 'listed' ? (
          <p className="home-none">
            {t(
              '名单里有这个人，还没有登记成务工经历：没有填开始时间的只登记人。',
              'Lists tell of this person, yet no spell is on record: rows without a start enter the person only.',
            )}
          </p>
        ) : (
          <p className="home-none">
            {t(
              '还没有务工记录。在时间线上登记一段，或者导入务工月监测表。',
              'No work on record yet. Record a spell on the timeline, or import a monthly list.',
            )}
          </p>
        ))}
    </section>
  );
};
