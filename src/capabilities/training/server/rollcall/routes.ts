// Endpoints of the roll call → deeds.
import { handle, type Route } from '#platform/server/http.ts';
import * as c from '../../contractRoll.ts';
import { attendance, correct, markStory } from './attendance.ts';
import { attendanceBookRoute } from './attendanceBook.ts';
import { photoRoutes } from './photos.ts';
import { scanRoutes } from './scan.ts';
import { open, seeRoll, shut } from './screen.ts';
import { rollPack, sync } from './sync.ts';

export const rollRoutes: readonly Route[] = [
  handle(c.readRollPack, (call) => rollPack(call)),
  handle(c.syncMarks, sync),
  handle(c.openRoll, open),
  handle(c.closeRoll, (call, { rollId }) => shut(call, rollId)),
  handle(c.readRoll, (call, { rollId }) => seeRoll(call, rollId)),
  ...scanRoutes,
  handle(c.readAttendance, (call, { id }) => attendance(call, id)),
  handle(c.readMark, (call, { lessonId, workerId }) => markStory(call, lessonId, workerId)),
  handle(c.correctMark, correct),
  attendanceBookRoute,
  ...photoRoutes,
];
