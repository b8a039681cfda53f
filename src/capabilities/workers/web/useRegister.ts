import { useEffect, useRef, useState } from 'react';
import type { FieldError } from '#platform/problem.ts';
import { formErrors } from '#platform/validate.ts';
import { useSession } from '#platform/web/session.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { checkWorker, registerWorker } from '../contractFacts.ts';
import { type Draft, dropDraft, emptyDraft, inputOf, isTouched, keepDraft, takeDraft, tellsBirth } from './registerDraft.ts';

/** The form: what was typed, what is still wrong, the draft that is kept while typing. */
export const useRegister = (today: string, begin: Partial<Draft> = {}) => {
  const { accountId } = useSession();
  const [kept] = useState(() => takeDraft(accountId));
  const [draft, setDraft] = useState<Draft>(kept?.draft ?? { ...emptyDraft, ...begin });
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [saved, setSaved] = useState('');
  const [resumed, setResumed] = useState(kept !== null);
  const latest = useRef(draft);
  latest.current = draft;
  useEffect(() => {
    if (!isTouched(draft)) return;
    const timer = window.setTimeout(() => {
      const at = new Date().toISOString();
      keepDraft(accountId, draft, at);
      setSaved(at);
    }, 800);
    return () => window.clearTimeout(timer);
  }, [draft, accountId]);
  const check = (d: Draft): readonly FieldError[] => {
    const input = inputOf({ ...d, givenOn: d.givenOn || today });
    const read = registerWorker.input.safeParse(input);
    return read.success ? [] : formErrors(read.error, input);
  };
  return {
    draft,
    errors,
    kept: resumed ? kept : null,
    saved,
    set: (next: Partial<Draft>) => {
      const now = { ...latest.current, ...next };
      latest.current = now;
      setDraft(now);
      if (errors.length) {
        const still = check(now);
        // a sentence goes as soon as its field is right; what only the server knew goes when the field is touched
        setErrors(
          errors.filter(
            (e) => still.some((s) => s.path === e.path) || !Object.keys(next).some((k) => `${fieldOf(e.path)}.`.startsWith(`${k}.`)),
          ),
        );
      }
    },
    /** Every sentence of the endpoint's own rules, now standing under its field. */
    validate: (): readonly FieldError[] => {
      const found = check(latest.current);
      setErrors(found);
      return found;
    },
    refused: (list: readonly FieldError[]) => setErrors(list),
    errorOf: (field: string): FieldError | undefined => errors.find((e) => fieldOf(e.path) === field),
    input: () => inputOf({ ...latest.current, givenOn: latest.current.givenOn || today }),
    /** Starts anew; the kept draft goes too. */
    restart: () => {
      dropDraft(accountId);
      setResumed(false);
      setSaved('');
      setErrors([]);
      latest.current = emptyDraft;
      setDraft(emptyDraft);
    },
  };
};
export type Register = ReturnType<typeof useRegister>;

const RENAMED: Readonly<Record<string, string>> = {
  'home.code': 'homeText',
  'home.hukou': 'hukou',
  'home.address': 'address',
  'household.number': 'householdNumber',
  'household.memberId': 'member',
  'household.relation': 'relation',
};
/** The field of the form that a path of the input stands for: `intention.payMin` is `payMin`; a group keeps its row: `identities.0.from`. */
export const fieldOf = (path: string): string => {
  if (RENAMED[path]) return RENAMED[path];
  if (path.startsWith('identities.')) return path;
  const [head = '', second] = path.split('.');
  return ['condition', 'intention', 'consent', 'home', 'household'].includes(head) && second ? second : head;
};

interface Asked {
  readonly name?: string | undefined;
  readonly documentKind?: Draft['documentKind'];
  readonly number?: string | undefined;
  readonly birthday?: string | undefined;
  readonly sex?: Exclude<Draft['sex'], ''> | undefined;
  readonly homeText?: string | undefined;
  readonly homeCode?: string | undefined;
  readonly phone?: string | undefined;
}

/** What the server understood of what is in the form now, asked when typing rests. `of` tells what it was asked about: an answer may be a moment old. */
export const useChecked = (draft: Draft) => {
  const asked: Asked = {
    name: draft.name.trim() || undefined,
    documentKind: draft.documentKind,
    number: draft.documentKind !== 'none' && draft.number.trim() ? draft.number : undefined,
    birthday: !tellsBirth(draft.documentKind) && draft.birthday ? draft.birthday : undefined,
    sex: !tellsBirth(draft.documentKind) && draft.sex ? draft.sex : undefined,
    homeText: !draft.homeCode && draft.homeText.trim() ? draft.homeText.trim() : undefined,
    homeCode: draft.homeCode || undefined,
    phone: draft.phone.trim() || undefined,
  };
  const now = JSON.stringify(asked);
  const [text, setText] = useState(now);
  useEffect(() => {
    const timer = window.setTimeout(() => setText(now), 400);
    return () => window.clearTimeout(timer);
  }, [now]);
  const of = JSON.parse(text) as Asked;
  const anything = Boolean(of.name || of.number || of.homeText || of.phone);
  const read = useRead(checkWorker, of, { enabled: anything, keep: true });
  // the last answer with what it answers: while the next is on its way, what was understood of an unchanged field stays understood
  const answered = useRef<{ of: Asked; data: NonNullable<typeof read.data> } | null>(null);
  if (!anything) answered.current = null;
  else if (read.data && !read.isPlaceholderData) answered.current = { of, data: read.data };
  return { data: answered.current?.data, of: answered.current?.of ?? {}, again: () => read.refetch() };
};
export type Checked = ReturnType<typeof useChecked>;
