import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { PERSON_SIDE, PERSON_TIMELINE } from '#capabilities/workers/contract.ts';
import { Slot, SlotsContext } from '#platform/web/Slot.tsx';
import { answer, renderPage } from '#platform/web/testing/renderPage.tsx';
import { listSpells, type SpellOut } from '../contract.ts';
import { employment } from './pages.ts';
import { before, ME, spell, uuid } from './testing/spellFixtures.ts';

const show = (
  spells: SpellOut[],
  noWork: string | null = null,
  permissions = ['workers.see', 'rosters.see'],
  without: '' | 'unread' | 'listed' = '',
) =>
  renderPage(
    <SlotsContext.Provider value={employment.slots ?? []}>
      <Slot name={PERSON_TIMELINE} of={ME} />
      <Slot name={PERSON_SIDE} of={ME} />
    </SlotsContext.Provider>,
    { at: '/', route: '/', permissions, answers: [answer(listSpells, { spells, noWork, without, mayRecord: '' })] },
  );

describe('work on the page of a person', () => {
  it('tells each spell: where, until when, proved by what; bars filled to 7 − class', async () => {
    show([spell, before]);
    const work = within(await screen.findByRole('region', { name: '务工经历' }));
    const items = work.getAllByRole('listitem').filter((li) => li.querySelector('time'));
    expect(items).toHaveLength(2);
    expect(items[0]!.textContent).toContain('在穗味餐饮务工');
    expect(items[0]!.textContent).toContain('广东广州市白云区，在岗');
    expect(items[0]!.textContent).toContain('餐饮业，月收入 5,600 元，政府组织，点对点输送');
    expect(items[0]!.textContent).toContain('推算 省外，有组织');
    expect(items[0]!.textContent).toContain('走访（当面或视频）：在岗到 2026-10-31');
    expect(items[0]!.querySelector('.bars')!.querySelectorAll('.f')).toHaveLength(3);
    expect(items[0]!.querySelector('time')!.textContent).toBe('2026-03');
    expect(items[1]!.textContent).toContain('到 2026-02-28（推定：后来在别处务工）');
    expect(items[1]!.textContent).toContain('还没有在岗证据');
    expect(work.getByText('更早的证据 1 条')).toBeTruthy();
    expect(work.getByText('更正过 1 次').closest('details')!.textContent).toContain('务工月收入：5,200 元 → 5,600 元');
    expect(work.getAllByRole('link', { name: '表格第 47 行' })[0]!.getAttribute('href')).toBe(`/imports/${uuid(90)}`);
    const now = within(await screen.findByRole('region', { name: '务工' }));
    expect(now.getByText('在穗味餐饮务工')).toBeTruthy();
    expect(now.getByText(/走访（当面或视频），到 2026-10-31/)).toBeTruthy();
  });

  it('says so where nobody works, where a list said it, and where nothing is known; an employer sees no evidence', async () => {
    show([before]);
    expect(await screen.findByText('现在没有在岗的务工。最近一段：在甲厂务工，已结束')).toBeTruthy();
    show([], '2026-10-31');
    expect(await screen.findByText('2026-10-31 的名单说没有务工')).toBeTruthy();
    show([]);
    expect(await screen.findByText('还没有务工记录。在时间线上登记一段，或者导入务工月监测表。')).toBeTruthy();
    show([], null, undefined, 'unread');
    expect(await screen.findByText(/开始时间看不懂/)).toBeTruthy();
    show([], null, undefined, 'listed');
    expect(await screen.findByText(/没有填开始时间的只登记人/)).toBeTruthy();
    const { evidence: _, verified: __, area: ___, ...bare } = spell;
    show([bare as SpellOut], null, ['workers.see']);
    await screen.findByRole('region', { name: '务工经历' });
    expect(document.querySelector('.bars')).toBeNull();
    expect(screen.queryByRole('link', { name: '表格第 47 行' })).toBeNull();
  });
});
