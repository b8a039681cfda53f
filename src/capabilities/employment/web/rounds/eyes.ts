import type { RoundSide } from '../../contractRounds.ts';
import type { RoundEyes } from '../../rulesRounds.ts';

export const eyesOfSide = (side: RoundSide): RoundEyes => (side === 'employer' ? 'employer' : 'office');
