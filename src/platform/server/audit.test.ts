import { expect, test } from 'vitest';
import { platformApp } from '../testing/platformApp.ts';
import { nobody } from './actor.ts';
import { writeAudit } from './audit.ts';

test('one deed about 40,000 people is one row and its subjects; one named twice is one subject', async () => {
  const { store } = await platformApp();
  const subjects = Array.from({ length: 40_000 }, (_, i) => ({ kind: 'worker', id: `w${i}` }));
  const id = await store.transact({ role: 'app' }, (db) =>
    writeAudit(db, nobody, '', { action: 'test.import', subjects: [...subjects, subjects[0]!] }),
  );
  const n = await store.transact({ role: 'app' }, (db) =>
    db
      .selectFrom('auditSubject')
      .select((e) => e.fn.countAll<number>().as('n'))
      .where('auditId', '=', id)
      .executeTakeFirstOrThrow(),
  );
  expect(n.n).toBe(subjects.length);
});
