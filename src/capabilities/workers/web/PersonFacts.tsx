import { knownDay } from '#capabilities/regions/rules.ts';
import { AreaName } from '#platform/web/AreaName.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { Act, Acts, FactRow, OfRecord } from './factParts.tsx';
import { Consents, Contacts, Intention, Skills } from './PersonFactsMore.tsx';
import type { FactProps } from './personEvents.ts';
import { abilityWord, disabilityWord, educationWord, healthWord, hukouWord, identityWord, isMonitored, list, span } from './personWords.ts';
import type { Reveal } from './useReveal.ts';

export type Props = FactProps & { readonly reveal: Reveal };

/** What holds now, each with what can be done about it. What the viewer may not know is not there. */
export const PersonFacts = (props: Props) => {
  const t = useT();
  const { person, writes, onEvent } = props;
  return (
    <section className="block" aria-label={t('现在的情况', 'What holds now')}>
      <Sec
        t={t('现在的情况', 'What holds now')}
        x={
          person.diedOn !== null &&
          writes && (
            <Act
              label={t('撤回去世登记', 'Withdraw the death')}
              onClick={() =>
                onEvent({
                  do: 'withdraw',
                  what: { workerId: person.workerId, kind: 'death', words: t(`${person.diedOn} 去世`, `Died on ${person.diedOn}`) },
                })
              }
            />
          )
        }
      />
      <dl className="pf">
        <Homes {...props} />
        <Identities {...props} />
        <Condition {...props} />
        <Skills {...props} />
        <Intention {...props} />
        <Contacts {...props} />
        <Consents {...props} />
      </dl>
    </section>
  );
};

const Homes = ({ person, writes, onEvent, reveal }: Props) => {
  const t = useT();
  if (!person.homes) return null;
  return (
    <FactRow
      term={t('户籍', 'Home')}
      none={person.homes.length === 0}
      add={writes && <Act label={t('迁移', 'Moved')} onClick={() => onEvent({ do: 'move' })} />}
    >
      {person.homes.map((h) => {
        const whole = reveal.shown?.addresses.find((a) => a.id === h.id)?.text;
        return (
          <li key={h.id} className={h.to === null ? '' : 'past'}>
            <span>
              <AreaName code={h.code} zh={h.name} />
              {(whole ?? h.address) && <span className="noprint"> {whole ?? h.address}</span>}
              <span className="pf-note">
                {h.hukou !== 'unknown' && `${t(hukouWord(h.hukou))}${t('，', ', ')}`}
                {span(t, knownDay(h.from, h.fromPrecision), h.to)}
              </span>
              <OfRecord person={person} workerId={h.workerId} />
            </span>
            {writes && (
              <Acts>
                <Act label={t('更正', 'Correct')} about={h.name} onClick={() => onEvent({ do: 'home', home: h })} />
                <Act
                  label={t('撤回', 'Withdraw')}
                  about={h.name}
                  onClick={() =>
                    onEvent({
                      do: 'withdraw',
                      what: { workerId: h.workerId, kind: 'home', factId: h.id, words: `${h.name} ${span(t, h.from, h.to)}` },
                    })
                  }
                />
              </Acts>
            )}
          </li>
        );
      })}
    </FactRow>
  );
};

const Identities = ({ person, writes, onEvent }: Props) => {
  const t = useT();
  if (!person.identities) return null;
  return (
    <FactRow
      term={t('身份', 'Groups')}
      none={person.identities.length === 0}
      noneWord={t('都不是', 'none of them')}
      add={writes && <Act label={t('进入身份', 'Enters a group')} onClick={() => onEvent({ do: 'addIdentity' })} />}
    >
      {person.identities.map((i) => {
        const word = t(identityWord(i.kind));
        return (
          <li key={i.id} className={i.holds ? '' : 'past'}>
            <span>
              {word}
              <span className="pf-note">
                {span(t, knownDay(i.from, i.fromPrecision), i.to)}
                {i.riskRemoved && t(`，${i.riskRemoved} 风险消除`, `, risk removed on ${i.riskRemoved}`)}
              </span>
              <OfRecord person={person} workerId={i.workerId} />
            </span>
            {writes && (
              <Acts>
                {i.to === null && (
                  <Act label={t('退出', 'Leaves')} about={word} onClick={() => onEvent({ do: 'identity', identity: i, deed: 'end' })} />
                )}
                {isMonitored(i.kind) && i.riskRemoved === null && (
                  <Act
                    label={t('风险消除', 'Risk removed')}
                    about={word}
                    onClick={() => onEvent({ do: 'identity', identity: i, deed: 'risk' })}
                  />
                )}
                <Act label={t('更正', 'Correct')} about={word} onClick={() => onEvent({ do: 'identity', identity: i, deed: 'correct' })} />
                <Act
                  label={t('撤回', 'Withdraw')}
                  about={word}
                  onClick={() =>
                    onEvent({
                      do: 'withdraw',
                      what: { workerId: i.workerId, kind: 'identity', factId: i.id, words: `${word} ${span(t, i.from, i.to)}` },
                    })
                  }
                />
              </Acts>
            )}
          </li>
        );
      })}
    </FactRow>
  );
};

const Condition = ({ person, writes, onEvent }: Props) => {
  const t = useT();
  if (person.condition === undefined) return null;
  const c = person.condition;
  const words = c
    ? [
        c.education ? t(educationWord(c.education)) : '',
        c.schoolStageName ? t(`在读${c.schoolStageName.zh}`, `at school: ${c.schoolStageName.en}`) : '',
        c.health?.length ? list(t, c.health.map(healthWord)) : '',
        c.disability ? t(disabilityWord(c.disability)) : '',
        c.ability ? t(abilityWord(c.ability)) : '',
      ].filter(Boolean)
    : [];
  // who may not see health must not write over it
  const edits = writes && (c === null || c.health !== undefined);
  return (
    <FactRow
      term={t('文化和劳动能力', 'Education, ability')}
      none={words.length === 0}
      add={
        edits && (
          <Act
            label={c ? t('变动', 'Change') : t('登记', 'Record')}
            about={t('文化和劳动能力', 'education and ability')}
            onClick={() => onEvent({ do: 'condition' })}
          />
        )
      }
    >
      {c && words.length > 0 && (
        <li>
          <span>
            {words.join(t('，', ', '))}
            <span className="pf-note">{t(`${c.validFrom} 起`, `from ${c.validFrom}`)}</span>
            <OfRecord person={person} workerId={c.workerId} />
          </span>
          {edits && (
            <Acts>
              <Act
                label={t('撤回', 'Withdraw')}
                about={words.join(t('，', ', '))}
                onClick={() =>
                  onEvent({ do: 'withdraw', what: { workerId: c.workerId, kind: 'condition', words: words.join(t('，', ', ')) } })
                }
              />
            </Acts>
          )}
        </li>
      )}
    </FactRow>
  );
};
