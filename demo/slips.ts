/**
 * What cadres entered wrongly or left standing, and nobody has put right by the demonstration day: what the desk 疑点 finds. Decided by the person's own
 * part and not by the stream of draws, so the rest of the world is the same with and without. Shares are ours (certainty: unverified).
 */
import { drawLater } from './batches.ts';
import { mix, Random, share } from './random.ts';
import type { Condition, LabourAbility, Relation, Version } from './shapes.ts';

const KIND = { old: 11, student: 12, school: 13, weak: 14, relation: 15, phone: 16 } as const;
const slips = (part: number, kind: keyof typeof KIND, how: number): boolean => share(part, KIND[kind]) < how;

/** At 60 a record of full labour ability should be looked at again. Half of those who came of that age lately wait for it, few of the others. */
export const abilityAt60 = (part: number, age: number, drawn: LabourAbility): LabourAbility =>
  drawn === 'ordinary' && !slips(part, 'old', age < 62 ? 0.5 : 0.08) ? 'weak' : drawn;

export interface Told {
  readonly part: number;
  readonly age: number;
  readonly registered: number;
  readonly versions: readonly Version<Condition>[];
}
/** The condition as the register has it. Skills and wishes are told after the truth. */
export const conditionTold = ({ part, age, registered, versions }: Told): readonly Version<Condition>[] => {
  const last = versions.at(-1)!.value;
  const healthy = last.health.length === 1 && last.health[0] === 'healthy';
  const say = (ability: LabourAbility): readonly Version<Condition>[] => versions.map((v) => ({ ...v, value: { ...v.value, ability } }));
  // somebody at school is entered as labour like the rest of the household
  if (last.schoolStage !== null) return age >= 15 && slips(part, 'student', 0.05) ? say('ordinary') : versions;
  if (!healthy || (last.ability !== 'ordinary' && last.ability !== 'skilled')) return versions;
  // left school, and “no labour ability” stayed
  if (age >= 17 && age <= 23 && slips(part, 'school', 0.06)) {
    const left = drawLater(new Random(mix(part, KIND.school), 0), registered, 60, 500);
    if (left === null) return versions;
    const pupil: Condition = {
      ...versions[0]!.value,
      education: null,
      schoolStage: last.education === 'juniorHigh' ? 'grade9' : 'vocational3',
      ability: 'none',
    };
    return [
      { recorded: registered, superseded: left, value: pupil, reason: '' },
      { recorded: left, superseded: null, value: { ...last, ability: 'none' }, reason: '已毕业' },
    ];
  }
  return age >= 30 && age < 60 && slips(part, 'weak', 0.005) ? say('weak') : versions;
};

const REVERSED: Partial<Record<Relation, Relation>> = { father: 'son', mother: 'daughter', son: 'father', daughter: 'mother' };
/** Parent and child mixed up: whose parent is it, the head's, or is the head theirs? */
export const relationTold = (part: number, relation: Relation): Relation => {
  const other = REVERSED[relation];
  return other && slips(part, 'relation', relation === 'father' || relation === 'mother' ? 0.03 : 0.006) ? other : relation;
};

/** The village cadre's own telephone entered for a family that was not at home. */
export const cadresPhone = (part: number): boolean => slips(part, 'phone', 0.022);
