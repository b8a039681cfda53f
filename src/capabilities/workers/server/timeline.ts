// A person's story: every version of every fact as one line, newest first, with where it came from and what it corrected.

import { readSourceRef } from '#capabilities/rosters/server/service.ts';
import { educationLevelTexts } from '#standards/education/education.ts';
import type { Text } from '#standards/text.ts';
import type { TimelineEvent } from '../contractPerson.ts';
import {
  abilityTexts,
  consentPurposeTexts,
  contactKindTexts,
  healthTexts,
  hukouTexts,
  identityKindTexts,
  relationTexts,
  sourceTexts,
  willingTexts,
} from '../contractShapes.ts';
import { occupationName } from './occupations.ts';
import type { BasicFact, Facts, Versioned } from './personFacts.ts';
import { placeName } from './places.ts';
import { findStage } from './stages.ts';

const CURRENT = 'infinity';
const t = (zh: string, en: string): Text => ({ zh, en });
const join = (parts: readonly Text[], zh = '，', en = ', '): Text => ({
  zh: parts.map((p) => p.zh).join(zh),
  en: parts.map((p) => p.en).join(en),
});
const label = (texts: Readonly<Record<string, Text>>, key: string): Text => texts[key] ?? { zh: key, en: key };

interface Line {
  readonly kind: TimelineEvent['kind'];
  readonly day: string;
  readonly precision?: TimelineEvent['precision'];
  readonly mark?: TimelineEvent['mark'];
  readonly title: Text;
  readonly detail?: Text | null;
}

type Names = ReadonlyMap<string, string>;

/** One version of a fact as a line. A correction says so; what it replaced stands below it, struck through. */
const event = (v: Versioned, key: string, first: boolean, names: Names, line: Line): TimelineEvent => ({
  id: `${line.kind}:${key}:${v.recorded}`,
  kind: line.kind,
  day: line.day,
  precision: line.precision ?? 'day',
  mark: v.superseded === CURRENT ? (line.mark ?? 'ok') : 'off',
  title: line.title,
  detail: line.detail ?? null,
  superseded: v.superseded === CURRENT ? null : v.superseded,
  correction: !first,
  workerId: v.workerId,
  source: v.source,
  sourceRef: v.sourceRef,
  by: v.recordedBy ? (names.get(v.recordedBy) ?? null) : null,
  recorded: v.recorded,
  reason: v.reason,
});

/**
 * Versions of one table, by fact and in the order in which they were known. A version that only goes on from the one before (`goesOn`: a period that now
 * has an end) takes its place: an end is an event, not a correction.
 */
const eachVersion = <V extends Versioned>(
  rows: readonly V[],
  keyOf: (v: V) => string,
  tell: (v: V, first: boolean, before: V | undefined) => TimelineEvent[],
  goesOn: (v: V, before: V) => boolean = () => false,
): TimelineEvent[] => {
  const sorted = [...rows].sort((a, b) => (a.recorded < b.recorded ? -1 : 1));
  return [...Map.groupBy(sorted, keyOf).values()].flatMap((versions) => {
    const kept = versions.filter((v, i) => {
      const next = versions[i + 1];
      return !next || next.recorded !== v.superseded || !goesOn(next, v);
    });
    return kept.flatMap((v, i) => tell(v, i === 0, kept[i - 1]));
  });
};

const sameWho = (a: BasicFact, b: BasicFact): boolean =>
  a.name === b.name &&
  a.documentKind === b.documentKind &&
  a.birthday === b.birthday &&
  a.sex === b.sex &&
  a.ethnic === b.ethnic &&
  (a.numberSealed === null ? b.numberSealed === null : b.numberSealed !== null && a.numberSealed.equals(b.numberSealed));

export const timelineOf = (
  facts: Facts,
  names: Names,
  sees: {
    readonly household: boolean;
    readonly health: boolean;
    readonly identity: boolean;
    readonly phone: boolean;
    readonly name: (name: string) => string;
  },
): TimelineEvent[] => {
  const out: TimelineEvent[] = [];
  for (const w of facts.workers)
    out.push(
      event({ ...w, recorded: w.created, superseded: CURRENT, recordedBy: w.createdBy, reason: '' }, w.workerId, true, names, {
        kind: 'register',
        day: w.registered,
        mark: 'info',
        title: t('建档', 'Registered'),
        // the line of a list stands beside the source, with the name of its file
        detail: join([label(sourceTexts, w.source), ...(w.sourceRef && !readSourceRef(w.sourceRef) ? [t(w.sourceRef, w.sourceRef)] : [])]),
      }),
    );
  out.push(
    ...eachVersion(
      facts.basics,
      (v) => v.workerId,
      (v, first, before) => {
        const day = facts.dayOf(v.recorded);
        const said = event(v, v.workerId, first, names, {
          kind: 'basic',
          day,
          mark: 'info',
          title: first
            ? t(`登记姓名：${sees.name(v.name)}`, `Name recorded: ${sees.name(v.name)}`)
            : before && sameWho(v, before)
              ? t('撤回去世登记', 'The record of a death was withdrawn')
              : t(`更正姓名与证件：${sees.name(v.name)}`, `Name and document corrected: ${sees.name(v.name)}`),
        });
        const died = v.diedOn
          ? [event(v, `${v.workerId}:death`, true, names, { kind: 'death', day: v.diedOn, mark: 'off', title: t('去世', 'Died') })]
          : [];
        return [said, ...died];
      },
      // a death is an event of its own; that it was taken back is a correction
      (v, before) => sameWho(v, before) && before.diedOn === null,
    ),
  );
  if (sees.household)
    out.push(
      ...eachVersion(
        facts.homes,
        (v) => v.id,
        (v, first) => [
          event(v, v.id, first, names, {
            kind: 'home',
            day: v.validFrom,
            precision: v.fromPrecision,
            title: t(`户籍在${placeName(v.code)}`, `Home: ${placeName(v.code)}`),
            detail: join([
              ...(v.hukou === 'unknown' ? [] : [label(hukouTexts, v.hukou)]),
              ...(v.validTo ? [t(`至 ${v.validTo}`, `until ${v.validTo}`)] : []),
            ]),
          }),
        ],
        (v, before) => before.validTo === null && v.code === before.code && v.hukou === before.hukou && v.validFrom === before.validFrom,
      ),
      ...eachVersion(
        facts.members,
        (v) => v.id,
        (v, first) => [
          event(v, v.id, first, names, {
            kind: 'household',
            day: v.validFrom,
            mark: 'info',
            title: t(
              `入户，与户主关系：${label(relationTexts, v.relation).zh}`,
              `In the household as ${label(relationTexts, v.relation).en}`,
            ),
            detail: v.validTo ? t(`至 ${v.validTo}`, `until ${v.validTo}`) : null,
          }),
        ],
        (v, before) => before.validTo === null && v.relation === before.relation && v.validFrom === before.validFrom,
      ),
      ...eachVersion(
        facts.conditions,
        (v) => v.workerId,
        (v, first) => [
          event(v, v.workerId, first, names, {
            kind: 'condition',
            day: v.validFrom,
            mark: 'info',
            title: t('文化、健康与劳动能力', 'Education, health, labour ability'),
            detail: join([
              ...(v.education ? [label(educationLevelTexts, v.education)] : []),
              ...(v.schoolStage ? [findStage(v.schoolStage) ?? t(v.schoolStage, v.schoolStage)] : []),
              ...(v.ability ? [label(abilityTexts, v.ability)] : []),
              ...(sees.health ? v.health.map((h) => label(healthTexts, h)) : []),
            ]),
          }),
        ],
      ),
      ...eachVersion(
        facts.skills,
        (v) => v.id,
        (v, first) => [
          event(v, v.id, first, names, {
            kind: 'skill',
            day: facts.dayOf(v.recorded),
            title: t(`会${v.words || occupationName(v.occupation)}`, `Skill: ${v.words || occupationName(v.occupation)}`),
            detail: v.years ? t(`${v.years} 年`, `${v.years} years`) : null,
          }),
        ],
      ),
      ...eachVersion(
        facts.intentions,
        (v) => v.workerId,
        (v, first) => [
          event(v, v.workerId, first, names, {
            kind: 'intention',
            day: v.statedOn,
            mark: v.willing === 'no' ? 'off' : 'ok',
            title: t(`就业意愿：${label(willingTexts, v.willing).zh}`, `Intention: ${label(willingTexts, v.willing).en}`),
            detail: join([
              ...v.occupations.map((o) => t(occupationName(o), occupationName(o))),
              ...v.places.map((p) => t(placeName(p), placeName(p))),
              ...(v.payMin
                ? [t(`月薪 ${v.payMin.toLocaleString('en-US')} 元起`, `from ${v.payMin.toLocaleString('en-US')} yuan a month`)]
                : []),
            ]),
          }),
        ],
      ),
      ...eachVersion(
        facts.consents,
        (v) => v.id,
        (v, first) => [
          event(v, v.id, first, names, {
            kind: 'consent',
            day: v.withdrawnOn ?? v.givenOn,
            mark: v.withdrawnOn ? 'off' : 'ok',
            title: v.withdrawnOn ? t('撤回知情同意', 'Consent withdrawn') : t('知情同意', 'Consent given'),
            detail: join(
              v.purposes.map((p) => label(consentPurposeTexts, p)),
              '、',
              ', ',
            ),
          }),
        ],
        (v, before) => before.withdrawnOn === null && v.givenOn === before.givenOn,
      ),
    );
  if (sees.identity)
    out.push(
      ...eachVersion(
        facts.identities,
        (v) => v.id,
        (v, first) => {
          const name = label(identityKindTexts, v.kind);
          const began = event(v, v.id, first, names, {
            kind: 'identity',
            day: v.validFrom,
            precision: v.fromPrecision,
            title: t(`列为${name.zh}`, `Counted as ${name.en}`),
            detail: v.validTo ? t(`至 ${v.validTo}`, `until ${v.validTo}`) : null,
          });
          // ends and removed risks of versions that stand: an old version's end is no event of its own
          const more =
            v.superseded !== CURRENT
              ? []
              : [
                  ...(v.validTo
                    ? [
                        event(v, `${v.id}:to`, true, names, {
                          kind: 'identity',
                          day: v.validTo,
                          mark: 'off',
                          title: t(`不再是${name.zh}`, `No longer: ${name.en}`),
                        }),
                      ]
                    : []),
                  ...(v.riskRemoved
                    ? [
                        event(v, `${v.id}:risk`, true, names, {
                          kind: 'identity',
                          day: v.riskRemoved,
                          title: t(`${name.zh}：风险消除`, `${name.en}: risk removed`),
                        }),
                      ]
                    : []),
                ];
          return [began, ...more];
        },
        (v, before) =>
          v.kind === before.kind &&
          v.validFrom === before.validFrom &&
          (before.validTo === null || before.validTo === v.validTo) &&
          (before.riskRemoved === null || before.riskRemoved === v.riskRemoved),
      ),
    );
  if (sees.phone)
    out.push(
      ...eachVersion(
        facts.contacts,
        (v) => v.id,
        (v, first) => [
          event(v, v.id, first, names, {
            kind: 'contact',
            day: facts.dayOf(v.recorded),
            mark: 'info',
            title: t(`登记电话（${label(contactKindTexts, v.kind).zh}）`, `Telephone recorded (${label(contactKindTexts, v.kind).en})`),
          }),
        ],
      ),
    );
  out.push(
    ...eachVersion(
      facts.links,
      (v) => v.workerId,
      (v, first) =>
        // the first link says only that a record belongs to itself
        first
          ? []
          : [
              event(v, v.workerId, true, names, {
                kind: 'person',
                day: facts.dayOf(v.recorded),
                mark: 'info',
                title: v.cause === 'split' ? t('档案拆开', 'Records split') : t('档案合并为同一人', 'Records merged into one person'),
                detail:
                  v.cause === 'number' ? t('证件号和姓名都相同', 'Same number and same name') : v.reason ? t(v.reason, v.reason) : null,
              }),
            ],
    ),
  );
  return out.sort((a, b) => (a.day === b.day ? (a.recorded < b.recorded ? 1 : -1) : a.day < b.day ? 1 : -1));
};
