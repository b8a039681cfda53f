// What a doubt about work stands on: the person's spells beside each other, as far as the reader is told of them.

import type { z } from 'zod';
import type { DeskSide } from '#capabilities/rosters/server/service.ts';
import { channelTexts } from '#capabilities/workers/rules.ts';
import type { SpellCases } from '#capabilities/workers/server/service.ts';
import type { Text } from '#standards/text.ts';
import type { SpellOut } from '../contract.ts';
import { spellFactTexts, spellSourceTexts } from '../contractTexts.ts';
import { type EvidenceClass, evidenceClassTexts, spellKindTexts } from '../rulesSpell.ts';
import { writtenDay } from './import/words.ts';
import { spellsTold } from './listSpells.ts';

/** Rules about work, and the fact each looks at first. */
const ODD: Readonly<Record<string, keyof typeof spellFactTexts>> = {
  V05: 'channel',
  V06: 'publicPostKind',
  V07: 'start',
  V08: 'ended',
  V09: 'payMonth',
  V10: 'start',
  V11: 'place',
  evidenceConflict: 'ended',
  paidDead: 'start',
  paidLeft: 'ended',
  paidElsewhere: 'start',
};
const MOST = 12;
const same = (words: string): Text => ({ zh: words, en: words });

export const spellCases: SpellCases = async (call, workerId, rule) => {
  if (!(rule in ODD)) return [];
  const { spells } = await spellsTold(call, workerId);
  return spells.slice(0, MOST).map((s) => sideOf(s, ODD[rule]!));
};

const sideOf = (s: z.input<typeof SpellOut>, odd: keyof typeof spellFactTexts): DeskSide => {
  const value = (fact: keyof typeof spellFactTexts, words: Text | string) => ({
    field: spellFactTexts[fact],
    value: typeof words === 'string' ? same(words) : words,
    odd: fact === odd,
  });
  const end = writtenDay(s.ended, s.endPrecision);
  const verified = s.verified ? evidenceClassTexts[s.verified.class as EvidenceClass] : null;
  const values = [
    value('kind', spellKindTexts[s.kind]),
    value('place', s.placeName),
    value('start', writtenDay(s.start, s.startPrecision)),
    value('ended', s.endInferred ? { zh: `${end}（推定）`, en: `${end} (inferred)` } : end),
    value(
      'payMonth',
      s.payMonth === null ? '' : { zh: `${s.payMonth.toLocaleString('en-US')} 元`, en: `${s.payMonth.toLocaleString('en-US')} yuan` },
    ),
    value('channel', s.channel === null ? '' : channelTexts[s.channel]),
    value('publicPostKind', s.publicPostKind),
    ...(s.verified && verified
      ? [
          {
            field: text('在岗证据到', 'Vouched until'),
            value: { zh: `${s.verified.until}，${verified.zh}`, en: `${s.verified.until}, ${verified.en}` },
            odd: false,
          },
        ]
      : []),
  ];
  const name = s.employer.name || s.post;
  return {
    label: name ? same(name) : spellKindTexts[s.kind],
    values: values.filter((v) => v.value.zh !== ''),
    sourceRef: s.sourceRef,
    source: spellSourceTexts[s.source] ?? same(s.source),
    recorded: s.recorded,
    workerId: null,
    span: { from: s.start, to: s.ended },
  };
};
const text = (zh: string, en: string): Text => ({ zh, en });
