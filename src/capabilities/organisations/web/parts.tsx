// What the pages of this capability share: kinds, states, industries, days.
import { Link } from 'react-router';
import { Chip } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { findIndustryDivision, findIndustrySection, industrySections } from '#standards/industries/industries.ts';
import {
  type Candidate,
  type OrganisationKind,
  type OrganisationState,
  organisationKindTexts,
  type StationLevel,
  sameReasonTexts,
  stationLevelTexts,
} from '../contract.ts';

export const Kinds = ({ kinds, level }: { kinds: readonly OrganisationKind[]; level?: StationLevel | null }) => {
  const t = useT();
  return (
    <span className="row wrap og-kinds">
      {kinds.map((k) => (
        <Chip key={k} {...(k === 'station' ? { kind: 'k' as const } : {})}>
          {k === 'station' && level ? t(stationLevelTexts[level]) : t(organisationKindTexts[k])}
        </Chip>
      ))}
    </span>
  );
};

export const StateMark = ({ state, closedOn }: { state: OrganisationState; closedOn: string | null }) => {
  const t = useT();
  return state === 'active' ? <St k="ok">{t('正常', 'Active')}</St> : <St k="off">{t(`${closedOn} 停业`, `Closed ${closedOn}`)}</St>;
};

/** C13 农副食品加工业; the section where no division is known. */
export const useIndustry = () => {
  const t = useT();
  return (code: string): string => {
    const found = findIndustryDivision(code) ?? findIndustrySection(code);
    return found ? `${code} ${t(found.name)}` : code;
  };
};
/** Sections and under each its divisions, for a select with search. */
export const useIndustryOptions = (onlySections = false) => {
  const t = useT();
  return industrySections.flatMap((s) => [
    { value: s.code, label: `${s.code} ${t(s.name)}` },
    ...(onlySections ? [] : s.divisions.map((d) => ({ value: `${s.code}${d.code}`, label: `${s.code}${d.code} ${t(d.name)}` }))),
  ]);
};

export const Days = ({ from, to }: { from: string | null; to: string | null }) => {
  const t = useT();
  return (
    <span className="nowrap num">
      {from ?? '…'} {to === null ? t('至今', 'to now') : `${t('至', 'to')} ${to}`}
    </span>
  );
};

/** Organisations that may be this one, each with its reason and a way to open it. */
export const Candidates = ({ items, action }: { items: readonly Candidate[]; action: string }) => {
  const t = useT();
  return (
    <ul className="og-candidates">
      {items.map((c) => (
        <li key={c.id}>
          <St k={c.reason === 'uscc' ? 'no' : 'doubt'}>
            <b className="b">{c.name}</b>
          </St>
          <div className="s13 sub">
            {t(sameReasonTexts[c.reason])}
            {t('；', '; ')}
            {t(c.place)}
            {c.uscc && <span className="raw"> {c.uscc}</span>}
            {c.state === 'closed' && t('，已停业', ', closed')}
          </div>
          <Link to={`/organisations/${c.id}`}>{action}</Link>
        </li>
      ))}
    </ul>
  );
};
