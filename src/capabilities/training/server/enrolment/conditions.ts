// What enrolment and order classes say to the steps of a class.
import type { Call } from '#platform/server/http.ts';
import type { ClassStep } from '../../contractTexts.ts';
import { type Condition, orderConditions } from '../../rules.ts';
import { orderFacts, orderOf } from '../orders/read.ts';
import { briefsOf, numbersOf } from './target.ts';

type More = readonly (Condition & { readonly step: ClassStep })[];
/**
 * To be handed in and approved an order class needs an employer without open arrears and a post for each seat; to open, all three signatures and as many people as
 * the standard asks for; to finish, everybody marked.
 */
export const enrolmentConditions = async (
  call: Pick<Call, 'db' | 'today' | 'actor'>,
  classId: string,
  size: { readonly sizeFrom: number } | null,
): Promise<More> => {
  const brief = (await briefsOf(call.db, [classId], call.today)).get(classId);
  if (!brief) return [];
  const numbers = await numbersOf(call.db, classId);
  const order =
    brief.orderKind !== null && brief.employerId !== null
      ? orderConditions(await orderFacts(call, brief, await orderOf(call.db, classId)))
      : [];
  const early = order.filter((c) => c.key !== 'orderSigned');
  const least = size?.sizeFrom ?? 1;
  const enough = numbers.enrolled >= least;
  const people: Condition = {
    key: 'people',
    met: enough,
    text: enough
      ? { zh: `录取了 ${numbers.enrolled} 人`, en: `${numbers.enrolled} people are admitted` }
      : {
          zh: `录取了 ${numbers.enrolled} 人，标准要求至少 ${least} 人，还差 ${least - numbers.enrolled} 人`,
          en: `${numbers.enrolled} people are admitted; the standard asks for ${least}: ${least - numbers.enrolled} short`,
        },
  };
  const marked: Condition = {
    key: 'marked',
    met: numbers.learning === 0,
    text:
      numbers.learning === 0
        ? { zh: '学员都登记了结业或未结业', en: 'Everybody is marked as finished or not' }
        : {
            zh: `还有 ${numbers.learning} 人没有登记结业或未结业`,
            en: `${numbers.learning} people are not marked as finished or not yet`,
          },
  };
  return [
    ...early.flatMap((c) => [
      { ...c, step: 'submit' as const },
      { ...c, step: 'approve' as const },
    ]),
    ...order.map((c) => ({ ...c, step: 'open' as const })),
    { ...people, step: 'open' as const },
    { ...marked, step: 'finish' as const },
  ];
};
