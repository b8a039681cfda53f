import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { knownDay } from '#capabilities/regions/rules.ts';
import { AreaName } from '#platform/web/AreaName.tsx';
import { Confirm } from '#platform/web/confirm.tsx';
import { Chip, Mask } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { PrintHead } from '#platform/web/Print.tsx';
import { useCan } from '#platform/web/session.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { sexTexts } from '#standards/sex/sex.ts';
import type { PersonPage } from '../contract.ts';
import { documentWord, educationWord, identityKind, identityWord, span, type Translate } from './personWords.ts';
import type { Reveal } from './useReveal.ts';

/** 女，34 岁，毛南族，初中. */
const about = (t: Translate, person: PersonPage): string =>
  [
    person.sex === '1' || person.sex === '2' ? t(sexTexts[person.sex]) : '',
    person.age === null ? '' : t(`${person.age} 岁`, `age ${person.age}`),
    person.ethnicName ? t(person.ethnicName) : '',
    person.condition?.education ? t(educationWord(person.condition.education)) : '',
    person.condition?.schoolStageName ? t(`在读${person.condition.schoolStageName.zh}`, person.condition.schoolStageName.en) : '',
  ]
    .filter(Boolean)
    .join(t('，', ', '));

/** The name line: name, what one says about a person in a breath, identity periods with their years. */
export const PersonHeading = ({ person, reveal }: { person: PersonPage; reveal: Reveal }) => {
  const t = useT();
  return (
    <span className="person-line">
      <span className="person-name">{reveal.shown?.name ?? person.name}</span>
      {person.pinyin && <span className="person-pinyin mute">{person.pinyin}</span>}
      <span className="person-about">{about(t, person)}</span>
    </span>
  );
};

/** 脱贫户 2014 至今 · 脱贫不稳定户 2022-06 至 2023-12，风险已消除. What ended stays, in grey. */
export const IdentityChips = ({ person }: { person: PersonPage }) => {
  const t = useT();
  return (
    <>
      {person.diedOn && <Chip kind="k">{t(`${person.diedOn} 去世`, `died ${person.diedOn}`)}</Chip>}
      {person.identities?.map((i) => {
        const kind = i.holds ? identityKind(i.kind) : 'k';
        return (
          <Chip key={i.id} {...(kind ? { kind } : {})}>
            {t(identityWord(i.kind))} {span(t, knownDay(i.from, i.fromPrecision), i.to)}
            {i.riskRemoved ? t('，风险已消除', ', risk removed') : ''}
          </Chip>
        );
      })}
    </>
  );
};

const headOf = (person: PersonPage) => person.household?.members.find((m) => m.relation === 'head');

/** Number and telephone, masked; where they live; whose household. */
export const PersonContact = ({ person, reveal }: { person: PersonPage; reveal: Reveal }) => {
  const t = useT();
  const can = useCan();
  const head = headOf(person);
  const members = person.household?.members.filter((m) => m.diedOn === null) ?? [];
  const working = members.filter((m) => m.working === 'working').length;
  const phone = person.contacts?.[0];
  const mayReveal = can('workers.full') && person.fields.number_full !== undefined;
  return (
    <>
      <span className="person-chips">
        <IdentityChips person={person} />
      </span>
      <span className="person-contact">
        {person.documentKind === 'none' ? (
          <span>{t('暂无证件号', 'No number yet')}</span>
        ) : (
          person.numberMasked && (
            <span className="nowrap">
              {person.documentKind === 'residentIdCard' ? t('证件号', 'ID number') : t(documentWord(person.documentKind))}{' '}
              {reveal.shown?.number ? <b className="num raw noprint">{reveal.shown.number}</b> : <Mask text={person.numberMasked} />}
              {reveal.shown?.birthday && (
                <span className="noprint"> {t(`${reveal.shown.birthday} 生`, `born ${reveal.shown.birthday}`)}</span>
              )}
            </span>
          )
        )}
        {mayReveal && <RevealButton reveal={reveal} withReason={person.fields.number_full === 'reason'} />}
        {phone && (
          <span className="nowrap">
            {t('手机', 'Mobile')} <Phone id={phone.id} masked={phone.phoneMasked} reveal={reveal} />
          </span>
        )}
        {person.homeName && <span>{person.homeCode ? <AreaName code={person.homeCode} zh={person.homeName} /> : person.homeName}</span>}
        {person.household && (
          <span>
            {head && head.workerId !== person.workerId ? (
              <>
                {t('户主', 'Head')} <Link to={`/workers/${head.workerId}`}>{head.name}</Link>
                {t('，', ', ')}
              </>
            ) : head ? (
              t('户主本人，', 'head of the household, ')
            ) : (
              t('还没有户主，', 'no head yet, ')
            )}
            {t(`全户 ${members.length} 人`, `${members.length} in the household`)}
            {working > 0 && t(`，${working} 人务工`, `, ${working} in work`)}
          </span>
        )}
      </span>
    </>
  );
};

/** On the page in full once revealed; on paper always masked. */
export const Phone = ({ id, masked, reveal }: { id: string; masked: string; reveal: Reveal }) => {
  const whole = reveal.shown?.phones.find((p) => p.id === id)?.number;
  if (!whole) return <Mask text={masked} />;
  return (
    <>
      <b className="num raw noprint">{whole}</b>
      <span className="paper-only">
        <Mask text={masked} />
      </span>
    </>
  );
};

/** 查看全号: a fresh confirmation, for auditors a reason too; both go on record. */
const RevealButton = ({ reveal, withReason }: { reveal: Reveal; withReason: boolean }) => {
  const t = useT();
  const [open, setOpen] = useState(false);
  if (reveal.shown)
    return (
      <Button type="link" size="small" className="in-line noprint" onClick={reveal.hide}>
        {t('收起全号', 'Hide the full number')}
      </Button>
    );
  return (
    <span className="noprint">
      <Button
        type="link"
        size="small"
        className="in-line"
        loading={reveal.busy && !open}
        onClick={() => (withReason ? setOpen(true) : void reveal.reveal())}
      >
        {t('查看全号', 'Show in full')}
      </Button>
      {!open && <WriteProblem problem={reveal.problem} />}
      {open && (
        <Confirm
          open
          held={reveal.asking}
          title={t('查看完整证件号和电话？', 'Show number and telephones in full?')}
          action={t('查看全号', 'Show in full')}
          withReason
          busy={reveal.busy}
          problem={reveal.problem}
          onCancel={() => setOpen(false)}
          onAct={async (reason) => {
            if (await reveal.reveal(reason)) setOpen(false);
          }}
        >
          <p className="sub">
            {t(
              '您的名字、时间和理由会记在这个人名下，离开这一页就不再显示。',
              'Your name, the time and the reason go on this person’s record. Leaving the page hides it again.',
            )}
          </p>
        </Confirm>
      )}
    </span>
  );
};

/** The head of the printed ledger; on paper the number stays masked. */
export const PersonPaperHead = ({ person }: { person: PersonPage }) => {
  const t = useT();
  const head = headOf(person);
  return (
    <PrintHead
      title={t('劳动力个人台账', 'Register of one person')}
      sub={
        <span className="paper-person">
          <span>
            {person.name}
            {t('，', ', ')}
            {about(t, person)}
          </span>
          {person.numberMasked && (
            <span>
              {t(documentWord(person.documentKind))} {person.numberMasked}
            </span>
          )}
          {person.contacts?.[0] && (
            <span>
              {t('手机', 'Mobile')} {person.contacts[0].phoneMasked}
            </span>
          )}
          <span>{person.homeName}</span>
          {head && (
            <span>
              {t('户主', 'Head')} {head.name}
            </span>
          )}
          <span>{t(`${person.registered} 建档`, `registered ${person.registered}`)}</span>
        </span>
      }
    />
  );
};
