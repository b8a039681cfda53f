// A role about to be granted, as a form holds it, and what is wrong with it. Pure.

import type { Input } from '#platform/contract.ts';
import type { FieldError } from '#platform/problem.ts';
import type { Text } from '#standards/text.ts';
import type { createAccount } from '../contractAccounts.ts';
import { holdingFault, type Role, roleKinds } from '../rules.ts';
import { levelWords } from './accountWords.tsx';

export interface HoldingDraft {
  readonly role?: Role | undefined;
  /** undefined: nothing chosen; '': the whole country. */
  readonly areaCode?: string | undefined;
  readonly relation: string;
  readonly validFrom?: string | undefined;
  readonly validTo?: string | undefined;
}
export const noHolding: HoldingDraft = { relation: '' };
export type HoldingField = 'role' | 'areaCode' | 'relation' | 'validTo';
export type HoldingFaults = Readonly<Partial<Record<HoldingField, FieldError>>>;

/** `org:…` from what was pasted: with or without its kind. */
export const relationOf = (draft: HoldingDraft): string | null => {
  const kind = draft.role ? roleKinds[draft.role].relation : null;
  const text = draft.relation.trim().toLowerCase();
  if (!kind || !text) return null;
  return text.includes(':') ? text : `${kind}:${text}`;
};

const fault = (path: HoldingField, zh: string, en: string): HoldingFaults => ({
  [path]: { path, rule: path, text: { zh, en } satisfies Text },
});

/** The sentences under the fields; empty where the draft can be sent. */
export const faultsOf = (draft: HoldingDraft): HoldingFaults => {
  if (!draft.role) return fault('role', '没有选角色', 'Choose a role');
  const kind = roleKinds[draft.role];
  if (draft.areaCode === undefined) return fault('areaCode', '没有选辖区', 'Choose an area');
  const levels = levelWords(kind.levels);
  const wrong = holdingFault({ role: draft.role, areaCode: draft.areaCode, relation: relationOf(draft) });
  if (wrong === 'level')
    return fault(
      'areaCode',
      `${kind.text.zh}要落到这一级：${levels.zh}。请换一个辖区`,
      `${kind.text.en} is held over ${levels.en}; choose another area`,
    );
  if (wrong === 'relationMissing')
    return kind.relation === 'worker'
      ? fault('relation', '没有填劳动者编号', 'Enter the number of the worker')
      : fault('relation', '没有写明所属机构', 'Choose the organisation');
  if (wrong === 'relationWrong')
    return fault(
      'relation',
      `编号的样子是 ${kind.relation ?? 'org'}: 加 36 位，如 org:0198c2f4-7a10-7c3e-9b1d-2f6a5e8d4c01`,
      `It looks like ${kind.relation ?? 'org'}: and 36 characters, such as org:0198c2f4-7a10-7c3e-9b1d-2f6a5e8d4c01`,
    );
  if (draft.validFrom && draft.validTo && draft.validTo < draft.validFrom)
    return fault('validTo', `结束早于开始 ${draft.validFrom}`, `The end is before the beginning, ${draft.validFrom}`);
  return {};
};

/** The draft as the server takes it; only where there are no faults. */
export const holdingInput = (draft: HoldingDraft): Input<typeof createAccount>['role'] => ({
  role: draft.role!,
  areaCode: draft.areaCode!,
  relation: relationOf(draft),
  ...(draft.validFrom ? { validFrom: draft.validFrom } : {}),
  validTo: draft.validTo ?? null,
});

/** The sentences of a refusal that concern the role, by field. */
export const faultsOfRefusal = (errors: readonly FieldError[] | undefined): HoldingFaults => {
  const out: Partial<Record<HoldingField, FieldError>> = {};
  for (const e of errors ?? []) {
    const field = e.path.replace(/^role\./, '');
    if (field === 'role' || field === 'areaCode' || field === 'relation' || field === 'validTo') out[field] = e;
  }
  return out;
};
