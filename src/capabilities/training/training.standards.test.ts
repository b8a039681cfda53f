// Course standards through the whole server: drafted, adopted by both sides, replaced; what is refused and how.
import { beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '#capabilities/access/testing/people.ts';
import { personas } from '#capabilities/access/testing/personas.ts';
import { prepareRegions } from '#capabilities/regions/server/service.ts';
import { testClock } from '#platform/testing/testServices.ts';
import { testApp } from '../../testApp.ts';
import {
  adoptVersion,
  createStandard,
  discardVersion,
  draftVersion,
  listProgrammes,
  listStandards,
  readStandard,
  saveVersion,
  unadoptVersion,
} from './contract.ts';
import { standardDraft } from './testing/facts.ts';

let app: Awaited<ReturnType<typeof testApp>>;
let guizhou: Person;
let guangdong: Person;
const office = (name: keyof typeof personas): Promise<Person> => app.as({ name, roles: [personas[name]], steppedUp: true });
beforeEach(async () => {
  app = await testApp({ clock: testClock('2026-11-27T02:00:00Z') });
  await app.store.transact({ role: 'system' }, prepareRegions);
  guizhou = await office('贵州省');
  guangdong = await office('广东省');
});
const refused = (code: string, zh?: RegExp) => ({ code, ...(zh ? { body: { text: { zh: expect.stringMatching(zh) } } } : {}) });

describe('the life of a standard', () => {
  test('drafted by one side, adopted by each, in force, then replaced by a version of its own', async () => {
    const made = await guizhou(createStandard, standardDraft());
    const [v1] = made.versions;
    expect(v1).toMatchObject({ state: 'draft', label: 'v1.0', hours: { theory: 8, practice: 16, total: 24 }, lacks: [], holdsFrom: null });
    expect(v1!.may).toMatchObject({ save: true, discard: true, adopt: ['520000000000'] });
    const saved = await guizhou(saveVersion, { versionId: v1!.id, revision: 1, ...fields({ sizeTo: 45 }) });
    expect(saved.versions[0]).toMatchObject({ sizeTo: 45, revision: 2 });
    await expect(guizhou(saveVersion, { versionId: v1!.id, revision: 1, ...fields() })).rejects.toMatchObject({ code: 'platform.changed' });

    const adopt = { versionId: v1!.id, revision: 2, adoptedOn: '2026-11-20' };
    await expect(guizhou(adoptVersion, { ...adopt, side: '440000000000' })).rejects.toMatchObject(refused('training.notYourSide', /广东/));
    await expect(guizhou(adoptVersion, { ...adopt, side: '520000000000', adoptedOn: '2026-11-28' })).rejects.toMatchObject(
      refused('training.adoptedLater', /2026-11-28/),
    );
    await expect((await app.as('贵州省'))(adoptVersion, { ...adopt, side: '520000000000' })).rejects.toMatchObject({
      code: 'access.stepUpNeeded',
    });
    const half = await guizhou(adoptVersion, { ...adopt, side: '520000000000' });
    expect(half.versions[0]).toMatchObject({ state: 'adopting', may: { save: false, unadopt: ['520000000000'] } });
    // what one side adopted does not change under it
    await expect(guangdong(saveVersion, { versionId: v1!.id, revision: 2, ...fields() })).rejects.toMatchObject(
      refused('training.notADraft'),
    );
    expect((await guangdong(listStandards, { waiting: true })).items.map((i) => i.id)).toEqual([v1!.id]);
    const back = await guizhou(unadoptVersion, { versionId: v1!.id, side: '520000000000' });
    expect(back.versions[0]!.state).toBe('draft');
    await guizhou(adoptVersion, { ...adopt, side: '520000000000' });
    const both = await guangdong(adoptVersion, { ...adopt, side: '440000000000', adoptedOn: '2026-11-25' });
    expect(both.versions[0]).toMatchObject({ state: 'force', holdsFrom: '2026-11-25' });
    await expect(guizhou(unadoptVersion, { versionId: v1!.id, side: '520000000000' })).rejects.toMatchObject(
      refused('training.adoptedByAll'),
    );

    const next = await guangdong(draftVersion, { id: made.id, ...fields({ label: 'v2.0', validFrom: '2026-11-26' }) });
    expect(next.versions.map((v) => [v.label, v.state])).toEqual([
      ['v2.0', 'draft'],
      ['v1.0', 'force'],
    ]);
    await expect(guizhou(draftVersion, { id: made.id, ...fields({ label: 'v3.0' }) })).rejects.toMatchObject(
      refused('training.draftOpen', /v2\.0/),
    );
    for (const [who, side] of [
      [guizhou, '520000000000'],
      [guangdong, '440000000000'],
    ] as const)
      await who(adoptVersion, { versionId: next.versions[0]!.id, revision: 1, adoptedOn: '2026-11-26', side });
    const replaced = await guizhou(readStandard, { id: made.id });
    expect(replaced.versions.map((v) => v.state)).toEqual(['force', 'replaced']);
    expect((await guizhou(listStandards, {})).items).toHaveLength(1);
    expect((await guizhou(listStandards, { all: true })).items).toHaveLength(2);
    const { items } = await guizhou(listProgrammes, {});
    expect(items.find((p) => p.code === 'cook')).toMatchObject({ standards: 1, classes: 0, certainty: 'mirror' });
    expect(items.find((p) => p.code === 'homeMaternity')!.occupations.length).toBeGreaterThan(1);
  });

  test('a draft is discarded; adopted ones are not', async () => {
    const made = await guizhou(createStandard, standardDraft());
    await guizhou(discardVersion, { versionId: made.versions[0]!.id, revision: 1 });
    await expect(guizhou(readStandard, { id: made.id })).rejects.toMatchObject({ code: 'platform.notFound' });
  });
});

const fields = (more: Partial<ReturnType<typeof standardDraft>> = {}) => {
  const { code: _, ...rest } = standardDraft(more);
  return rest;
};

describe('what is refused', () => {
  test('a code that is taken, sides of one province, somebody else’s sides, what lacks its hours', async () => {
    await guizhou(createStandard, standardDraft());
    await expect(guizhou(createStandard, standardDraft())).rejects.toMatchObject(refused('training.codeTaken', /广东烧味制作/));
    await expect(guizhou(createStandard, standardDraft({ code: 'B1', sides: ['520000000000', '522700000000'] }))).rejects.toMatchObject(
      refused('training.sidesRefused', /两个省/),
    );
    await expect((await office('广西'))(createStandard, standardDraft({ code: 'B2' }))).rejects.toMatchObject(
      refused('training.notYourStandard'),
    );
    const bare = await guizhou(createStandard, standardDraft({ code: 'B3', modules: [] }));
    await expect(
      guizhou(adoptVersion, { versionId: bare.versions[0]!.id, revision: 1, side: '520000000000', adoptedOn: '2026-11-20' }),
    ).rejects.toMatchObject(refused('training.versionLacking', /还没有模块/));
  });

  test('each field says what is wrong with it', async () => {
    const wrong = (more: Partial<ReturnType<typeof standardDraft>>, path: string, zh: RegExp) =>
      expect(guizhou(createStandard, standardDraft(more))).rejects.toMatchObject({
        code: 'platform.invalid',
        body: {
          errors: expect.arrayContaining([
            expect.objectContaining({ path, text: expect.objectContaining({ zh: expect.stringMatching(zh) }) }),
          ]),
        },
      });
    await wrong({ sizeFrom: 60 }, 'sizeTo', /少于最少人数 60/);
    await wrong({ ageTo: 15 }, 'ageTo', /小于最小年龄/);
    await wrong({ occupation: '没有的工种' }, 'occupation', /没有这个职业/);
    await wrong({ leadsTo: 'certificate' }, 'leadsLevel', /要选等级/);
    await wrong({ code: '烧' }, 'code', /2 到 20 位/);
    await wrong({ modules: [{ title: '空', theoryHours: 0, practiceHours: 0 }] }, 'modules.0.theoryHours', /不能都是 0/);
  });

  test('what was adopted is fixed in the database too', async () => {
    const made = await guizhou(createStandard, standardDraft());
    const versionId = made.versions[0]!.id;
    await guizhou(adoptVersion, { versionId, revision: 1, side: '520000000000', adoptedOn: '2026-11-20' });
    const write = app.store.transact({ role: 'system' }, (db) =>
      db.updateTable('trainingStandardVersion').set({ sizeTo: 500 }).where('id', '=', versionId).execute(),
    );
    await expect(write).rejects.toThrow(/does not change/);
  });
});
