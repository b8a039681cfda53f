// Invented organisations, standards and classes for tests.
import { ORG } from '#capabilities/access/testing/personas.ts';
import { loadOrganisations } from '#capabilities/organisations/server/service.ts';
import { newUscc } from '#capabilities/organisations/testing/facts.ts';
import type { Input } from '#platform/contract.ts';
import { newId } from '#platform/server/newId.ts';
import type { Store } from '#platform/server/store.ts';
import { insertVersion } from '#platform/server/versions.ts';
import type { createClass, createStandard } from '../contract.ts';

export const SCHOOL = ORG.school.slice(4);
export const EMPLOYER = ORG.employer.slice(4);
export const OTHER_SCHOOL = '00000000-0000-4000-8000-0000000000e2';
export const CLOSED_SCHOOL = '00000000-0000-4000-8000-0000000000e3';
export const OTHER_EMPLOYER = ORG.otherEmployer.slice(4);

/** The organisations of the personas, another school in 平塘 and one that has closed. */
export const withOrganisations = (store: Store): Promise<unknown> =>
  store.transact({ role: 'system', writesFacts: true }, (db) =>
    loadOrganisations(db, [
      {
        id: SCHOOL,
        name: '精工职业培训学校',
        kinds: ['school'],
        uscc: newUscc('52'),
        place: '440111000000',
        industry: 'P',
        source: '测试',
      },
      { id: EMPLOYER, name: '穗味餐饮', kinds: ['employer'], uscc: newUscc(), place: '440111000000', industry: 'H', source: '测试' },
      { id: OTHER_EMPLOYER, name: '别家餐饮', kinds: ['employer'], uscc: newUscc(), place: '440113000000', industry: 'H', source: '测试' },
      {
        id: OTHER_SCHOOL,
        name: '平塘职业学校',
        kinds: ['school'],
        uscc: newUscc('52'),
        place: '522727000000',
        industry: 'P',
        source: '测试',
      },
      {
        id: CLOSED_SCHOOL,
        name: '停办学校',
        kinds: ['school'],
        uscc: newUscc('52'),
        place: '522727000000',
        industry: 'P',
        closedOn: '2022-01-01',
        source: '测试',
      },
    ]),
  );

export const standardDraft = (more: Partial<Input<typeof createStandard>> = {}): Input<typeof createStandard> => ({
  code: 'YC-SW',
  label: 'v1.0',
  title: '广东烧味制作',
  programme: 'cook',
  occupation: '广东烧味制作',
  leadsTo: 'ability',
  leadsName: '广东烧味制作',
  ageFrom: 16,
  attendancePercent: 80,
  theoryPass: 60,
  practicePass: 60,
  sizeFrom: 20,
  sizeTo: 50,
  validFrom: '2022-01-01',
  sides: ['440000000000', '520000000000'],
  modules: [
    { title: '食品安全', theoryHours: 8, practiceHours: 0, units: ['食品安全法规', '后厨卫生'] },
    { title: '烧腊制作', theoryHours: 0, practiceHours: 16, units: ['腌制', '烧制'] },
  ],
  source: '统一培训标准（测试）',
  ...more,
});

/** A standard that both sides have adopted, as it lies in the database; returns its id and the version's. */
export const adoptedStandard = (
  store: Store,
  more: {
    readonly code?: string;
    readonly ordinal?: number;
    readonly standardId?: string;
    readonly label?: string;
    readonly validFrom?: string;
    readonly adoptedOn?: string;
    readonly sides?: readonly string[];
  } = {},
): Promise<{ standardId: string; versionId: string }> =>
  store.transact({ role: 'system', writesFacts: true }, async (db) => {
    const draft = standardDraft();
    const standardId = more.standardId ?? newId();
    if (!more.standardId)
      await db
        .insertInto('trainingStandard')
        .values({ id: standardId, code: more.code ?? draft.code })
        .execute();
    const versionId = newId();
    const sides = [...(more.sides ?? draft.sides)];
    await db
      .insertInto('trainingStandardVersion')
      .values({
        id: versionId,
        standardId,
        ordinal: more.ordinal ?? 1,
        label: more.label ?? draft.label,
        title: draft.title,
        programme: draft.programme,
        occupation: draft.occupation,
        leadsTo: 'ability',
        leadsName: draft.leadsName,
        ageFrom: 16,
        attendancePercent: 80,
        theoryPass: 60,
        practicePass: 60,
        sizeFrom: 20,
        sizeTo: 50,
        validFrom: more.validFrom ?? draft.validFrom,
        sides,
        source: draft.source,
        certainty: 'official',
      })
      .execute();
    await db
      .insertInto('trainingModule')
      .values(
        draft.modules.map((m, i) => ({
          versionId,
          number: i + 1,
          title: m.title,
          theoryHours: m.theoryHours,
          practiceHours: m.practiceHours,
          units: [...(m.units ?? [])],
        })),
      )
      .execute();
    for (const sideCode of sides)
      await insertVersion(db, 'training_adoption', { versionId, sideCode, adoptedOn: more.adoptedOn ?? '2021-12-01' });
    return { standardId, versionId };
  });

export const classDraft = (more: Partial<Input<typeof createClass>> = {}): Input<typeof createClass> => ({
  title: '广东烧味制作订单班，2026 年第 3 期',
  programme: 'cook',
  mode: 'doorstep',
  orderKind: 'named',
  schoolId: SCHOOL,
  employerId: EMPLOYER,
  place: '522727104000',
  address: '克度镇文化站',
  originCode: '522727000000',
  hostCode: '440111000000',
  planFrom: '2026-11-20',
  planTo: '2026-12-20',
  enrolUntil: '2026-11-25',
  seats: 42,
  source: '培训计划',
  ...more,
});
