import type { ReactNode } from 'react';
import { knownDay } from '#capabilities/regions/rules.ts';
import { Sec } from '#platform/web/kit.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { useCan } from '#platform/web/session.tsx';
import { Act, FactRow } from './factParts.tsx';
import { Phone } from './PersonHead.tsx';
import type { FactProps } from './personEvents.ts';
import {
  abilityWord,
  contactWord,
  disabilityWord,
  educationWord,
  healthWord,
  hindranceWord,
  hukouWord,
  identityWord,
  isMonitored,
  list,
  purposeWord,
  span,
  wayWord,
  willingWord,
} from './personWords.ts';
import type { Reveal } from './useReveal.ts';

type Props = FactProps & { readonly reveal: Reveal };

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
                onEvent({ do: 'withdraw', what: { kind: 'death', words: t(`${person.diedOn} 去世`, `Died on ${person.diedOn}`) } })
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
              {h.name}
              {(whole ?? h.address) && <> {whole ?? h.address}</>}
              <span className="pf-note">
                {h.hukou !== 'unknown' && `${t(hukouWord(h.hukou))}${t('，', ', ')}`}
                {span(t, knownDay(h.from, h.fromPrecision), h.to)}
              </span>
            </span>
            {writes && (
              <Acts>
                <Act label={t('更正', 'Correct')} about={h.name} onClick={() => onEvent({ do: 'home', home: h })} />
                <Act
                  label={t('撤回', 'Withdraw')}
                  about={h.name}
                  onClick={() =>
                    onEvent({ do: 'withdraw', what: { kind: 'home', factId: h.id, words: `${h.name} ${span(t, h.from, h.to)}` } })
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
                    onEvent({ do: 'withdraw', what: { kind: 'identity', factId: i.id, words: `${word} ${span(t, i.from, i.to)}` } })
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
          </span>
          {edits && (
            <Acts>
              <Act
                label={t('撤回', 'Withdraw')}
                about={words.join(t('，', ', '))}
                onClick={() => onEvent({ do: 'withdraw', what: { kind: 'condition', words: words.join(t('，', ', ')) } })}
              />
            </Acts>
          )}
        </li>
      )}
    </FactRow>
  );
};

const Skills = ({ person, writes, onEvent }: Props) => {
  const t = useT();
  if (!person.skills) return null;
  return (
    <FactRow
      term={t('技能', 'Skills')}
      none={person.skills.length === 0}
      add={writes && <Act label={t('登记', 'Record')} about={t('技能', 'a skill')} onClick={() => onEvent({ do: 'skill' })} />}
    >
      {person.skills.map((s) => {
        const words = [s.name, s.words].filter(Boolean).join(t('：', ': '));
        return (
          <li key={s.id}>
            <span>
              {words}
              {s.years !== null && <span className="pf-note">{t(`做了 ${s.years} 年`, `${s.years} years`)}</span>}
            </span>
            {writes && (
              <Acts>
                <Act
                  label={t('撤回', 'Withdraw')}
                  about={words}
                  onClick={() => onEvent({ do: 'withdraw', what: { kind: 'skill', factId: s.id, words } })}
                />
              </Acts>
            )}
          </li>
        );
      })}
    </FactRow>
  );
};

const Intention = ({ person, writes, onEvent }: Props) => {
  const t = useT();
  if (person.intention === undefined) return null;
  const i = person.intention;
  const comma = t('、', ', ');
  const rest = i
    ? [
        i.hindered.length ? list(t, i.hindered.map(hindranceWord)) : '',
        i.occupations.length
          ? t(`想做${i.occupations.map((o) => o.name).join(comma)}`, `as ${i.occupations.map((o) => o.name).join(comma)}`)
          : '',
        i.places.length ? t(`想去${i.places.map((p) => p.name).join(comma)}`, `to ${i.places.map((p) => p.name).join(comma)}`) : '',
        i.payMin !== null ? t(`月薪 ${number(i.payMin)} 元以上`, `at least ${number(i.payMin)} yuan a month`) : '',
        i.together.length
          ? t(`和${i.together.map((p) => p.name).join(comma)}一起`, `with ${i.together.map((p) => p.name).join(comma)}`)
          : '',
        i.training ? t(`想学：${i.training}`, `wants to learn: ${i.training}`) : '',
        i.note,
      ].filter(Boolean)
    : [];
  return (
    <FactRow
      term={t('就业意愿', 'Intention')}
      none={i === null}
      add={
        writes && <Act label={t('登记', 'Record')} about={t('就业意愿', 'the intention')} onClick={() => onEvent({ do: 'intention' })} />
      }
    >
      {i && (
        <li>
          <span>
            {[t(willingWord(i.willing)), ...rest].join(t('，', ', '))}
            <span className="pf-note">{t(`${i.statedOn} 说的`, `stated ${i.statedOn}`)}</span>
          </span>
          {writes && (
            <Acts>
              <Act
                label={t('撤回', 'Withdraw')}
                about={t('就业意愿', 'the intention')}
                onClick={() =>
                  onEvent({
                    do: 'withdraw',
                    what: { kind: 'intention', words: t(`${i.statedOn} 说的意愿`, `The intention of ${i.statedOn}`) },
                  })
                }
              />
            </Acts>
          )}
        </li>
      )}
    </FactRow>
  );
};

const Contacts = ({ person, writes, onEvent, reveal }: Props) => {
  const t = useT();
  const may = useCan()('workers.contact') && !person.diedOn;
  if (!person.contacts) return null;
  return (
    <FactRow
      term={t('电话', 'Telephones')}
      none={person.contacts.length === 0}
      add={may && <Act label={t('登记', 'Record')} about={t('电话', 'a telephone')} onClick={() => onEvent({ do: 'contact' })} />}
    >
      {person.contacts.map((c) => (
        <li key={c.id}>
          <span>
            <Phone id={c.id} masked={c.phoneMasked} reveal={reveal} />
            <span className="pf-note">
              {t(contactWord(c.kind))}
              {c.holder && `${t('，', ', ')}${c.holder}`}
            </span>
          </span>
          {may && (
            <Acts>
              <Act label={t('更换', 'Replace')} about={c.phoneMasked} onClick={() => onEvent({ do: 'contact', replaces: c })} />
              {writes && (
                <Act
                  label={t('撤回', 'Withdraw')}
                  about={c.phoneMasked}
                  onClick={() => onEvent({ do: 'withdraw', what: { kind: 'contact', factId: c.id, words: c.phoneMasked } })}
                />
              )}
            </Acts>
          )}
        </li>
      ))}
    </FactRow>
  );
};

const Consents = ({ person, writes, onEvent }: Props) => {
  const t = useT();
  if (!person.consents) return null;
  return (
    <FactRow
      term={t('知情同意', 'Consent')}
      none={person.consents.length === 0}
      noneWord={<St k="due">{t('还没有登记', 'none on record yet')}</St>}
      add={writes && <Act label={t('登记', 'Record')} about={t('知情同意', 'a consent')} onClick={() => onEvent({ do: 'consent' })} />}
    >
      {person.consents.map((c) => {
        const words = list(t, c.purposes.map(purposeWord));
        return (
          <li key={c.id} className={c.withdrawnOn ? 'past' : ''}>
            <span>
              {words}
              <span className="pf-note">
                {`${c.givenOn}${t('，', ', ')}${t(wayWord(c.way))}`}
                {c.witness && t(`，见证人 ${c.witness}`, `, witness ${c.witness}`)}
                {c.withdrawnOn && t(`，${c.withdrawnOn} 已撤回`, `, withdrawn ${c.withdrawnOn}`)}
              </span>
            </span>
            {writes && (
              <Acts>
                {!c.withdrawnOn && (
                  <Act
                    label={t('本人撤回', 'Withdrawn by the person')}
                    about={words}
                    onClick={() => onEvent({ do: 'withdrawConsent', consent: c })}
                  />
                )}
                <Act
                  label={t('登错了', 'Entered wrongly')}
                  about={words}
                  onClick={() => onEvent({ do: 'withdraw', what: { kind: 'consent', factId: c.id, words: `${c.givenOn} ${words}` } })}
                />
              </Acts>
            )}
          </li>
        );
      })}
    </FactRow>
  );
};

const Acts = ({ children }: { children: ReactNode }) => <span className="pf-acts noprint">{children}</span>;
