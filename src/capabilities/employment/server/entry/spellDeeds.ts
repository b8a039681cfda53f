// The deeds of one spell: entered, corrected, ended, withdrawn, followed by the next. Everything or nothing, in the request's transaction.
import type { z } from 'zod';
import { accountNames } from '#capabilities/access/server/service.ts';
import { lastDay } from '#capabilities/workers/rules.ts';
import type { AnyEndpoint, Parsed } from '#platform/contract.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import { addDays } from '#standards/calendar/calendar.ts';
import * as p from '../../contractSpellProblems.ts';
import type { changePost, dropSpell, finishSpell, recordSpell, reviseSpell } from '../../contractSpells.ts';
import { differingFacts } from '../../rulesRows.ts';
import type { SpellFacts } from '../../rulesSpell.ts';
import { addSpell, correctSpell, endSpell, withdrawSpell } from '../deeds.ts';
import { placeName } from '../import/words.ts';
import { conflictsOf } from './conflicts.ts';
import { checkBeside, checkDays, factsOf } from './facts.ts';
import { type Desk, deedOf, getSpell, openDesk, refuseSchools, sameVersion } from './stand.ts';

type Out<E extends AnyEndpoint> = Promise<z.input<E['output']>>;

const nameOf = (call: Call) => async (id: string) => (await accountNames(call.db, [id])).get(id) ?? '—';
const finish = (call: Call, desk: Desk, spellId: string, details: Readonly<Record<string, unknown>>) => {
  call.note({ subject: { kind: 'worker', id: desk.workerId }, area: desk.home, details: { spell: spellId, ...details } });
  return { id: desk.workerId, spellId };
};
/** May somebody begin a spell there? */
const standAt = (desk: Desk, place: string) => {
  const stand = desk.toPlace(place);
  if (stand.home || stand.host) return stand;
  // whoever hosts this person somewhere is told that it is not there
  if (desk.hosts) throw p.outsideHost({ place: placeName(place) });
  throw p.notYourSpell();
};

export const record = async (call: Call, input: Parsed<typeof recordSpell>): Out<typeof recordSpell> => {
  const desk = await openDesk(call, input.id);
  const stand = standAt(desk, input.place);
  const facts = await factsOf(call.db, input);
  checkDays(desk.life, facts, call.today);
  if (input.returnsTo) {
    const { spell } = getSpell(call, desk, input.returnsTo, 'return');
    if (spell.ended === null) throw p.notEnded();
    if (facts.start <= spell.ended) throw p.returnsTooSoon({ start: facts.start, ended: spell.ended });
  }
  checkBeside(desk.work, 'new', facts, input.besides);
  const spellId = await addSpell(deedOf(call, stand, input.reason), desk.workerId, facts);
  return finish(call, desk, spellId, { kind: facts.kind, besides: input.besides.length, returnsTo: input.returnsTo ?? null });
};

export const revise = async (call: Call, input: Parsed<typeof reviseSpell>): Out<typeof reviseSpell> => {
  const desk = await openDesk(call, input.id);
  const { spell, stand } = getSpell(call, desk, input.spellId, 'correct');
  await refuseSchools(call, spell);
  await sameVersion(spell, input.version, nameOf(call));
  // a host leaves it in its own area, or would write where it no longer sees
  if (!stand.home) standAt(desk, input.place);
  const facts = await factsOf(call.db, input, spell);
  checkDays(desk.life, facts, call.today);
  checkBeside(desk.work, spell.id, facts, input.besides);
  const changes = differingFacts(spell, facts);
  if (changes.length)
    await correctSpell(
      deedOf(call, stand, input.reason),
      { id: spell.id, workerId: desk.workerId },
      Object.fromEntries(changes.map((c) => [c, facts[c]])) as Partial<SpellFacts>,
    );
  return finish(call, desk, spell.id, { changed: changes, reason: input.reason });
};

export const end = async (call: Call, input: Parsed<typeof finishSpell>): Out<typeof finishSpell> => {
  const desk = await openDesk(call, input.id);
  const { spell, stand } = getSpell(call, desk, input.spellId, 'end');
  await refuseSchools(call, spell);
  await sameVersion(spell, input.version, nameOf(call));
  if (spell.ended !== null && !spell.endInferred) throw p.alreadyEnded({ end: spell.ended });
  const { endPrecision, leaveReason } = input;
  const ended = lastDay(input.ended, endPrecision);
  checkDays({ ...desk.life, birthday: null }, { ...spell, ended, endPrecision }, call.today);
  const of = { id: spell.id, workerId: desk.workerId };
  await endSpell(deedOf(call, stand, input.reason), of, ended, endPrecision, leaveReason);
  const conflicts = await conflictsOf(call.db, { ...spell, ended });
  return { ...finish(call, desk, spell.id, { ended, leaveReason, conflicts: conflicts.length }), conflicts: conflicts.map((c) => c.text) };
};

export const drop = async (call: Call, input: Parsed<typeof dropSpell>): Out<typeof dropSpell> => {
  const desk = await openDesk(call, input.id);
  const { spell, stand } = getSpell(call, desk, input.spellId, 'withdraw');
  await refuseSchools(call, spell);
  await sameVersion(spell, input.version, nameOf(call));
  await withdrawSpell(deedOf(call, stand), { id: spell.id, workerId: desk.workerId });
  return finish(call, desk, spell.id, { withdrawn: 'spell', reason: input.reason });
};

/** 转岗: this one ends the day before, the next one begins; at another employer or in another post of the same. */
export const transfer = async (call: Call, input: Parsed<typeof changePost>): Out<typeof changePost> => {
  const desk = await openDesk(call, input.id);
  const { spell, known, stand } = getSpell(call, desk, input.spellId, 'transfer');
  await refuseSchools(call, spell);
  await sameVersion(spell, input.version, nameOf(call));
  if (spell.ended !== null && !spell.endInferred) throw p.alreadyEnded({ end: spell.ended });
  const next = standAt(desk, input.place);
  const facts = await factsOf(call.db, input);
  checkDays(desk.life, facts, call.today);
  if (facts.start <= spell.start) throw p.startsTooSoon({ start: facts.start, before: spell.start });
  const closing = {
    ended: addDays(facts.start, -1),
    endPrecision: facts.startPrecision,
    endInferred: false,
    leaveReason: 'transfer',
  } as const;
  const work = { ...desk.work, spells: desk.work.spells.map((k) => (k.id === spell.id ? { ...known, ...closing } : k)) };
  checkBeside(work, newId(), facts, input.besides);
  await correctSpell(deedOf(call, stand, input.reason), { id: spell.id, workerId: desk.workerId }, closing);
  const spellId = await addSpell(deedOf(call, next, input.reason), desk.workerId, facts);
  return finish(call, desk, spellId, { from: spell.id, besides: input.besides.length });
};
