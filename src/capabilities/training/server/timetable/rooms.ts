// Rooms follow the address of their class: where that is put right, they are named anew, and may meet others there.
import type { Call } from '#platform/server/http.ts';
import { isCurrent } from '#platform/server/versions.ts';

export const rekeyRooms = async (call: Pick<Call, 'db'>, classId: string, keyOf: (room: string) => string): Promise<void> => {
  const rooms = await call.db
    .selectFrom('trainingLessonFact')
    .select('room')
    .distinct()
    .where('classId', '=', classId)
    .where('room', '<>', '')
    .where(isCurrent('training_lesson_fact'))
    .execute();
  for (const { room } of rooms)
    await call.db
      .updateTable('trainingLessonFact')
      .set({ roomKey: keyOf(room) })
      .where('classId', '=', classId)
      .where('room', '=', room)
      .where(isCurrent('training_lesson_fact'))
      .execute();
};
