// A world with something in it that no page enters quickly: written into its database before the server starts.
import { join } from 'node:path';
import { nobody } from '#platform/server/actor.ts';
import { readConfig } from '#platform/server/config.ts';
import { newFiles } from '#platform/server/files.ts';
import { newJobs } from '#platform/server/jobs.ts';
import { localFiles } from '#platform/server/localFiles.ts';
import { open } from '#platform/server/open.ts';
import type { Services } from '#platform/server/services.ts';
import { newWorldPlace, startWorld, type World } from './world.ts';

export const startFilledWorld = async (today: string, fill: (services: Services) => Promise<void>): Promise<World> => {
  const place = await newWorldPlace();
  const config = readConfig({ ...place, WENGANG_DEMONSTRATION_DAY: today }, { hashing: { memoryKib: 8, passes: 1 } });
  const opened = await open(config);
  await fill({
    ...opened,
    config,
    jobs: newJobs([]),
    files: newFiles(localFiles(join(place.WENGANG_DATA, 'files')), join(place.WENGANG_DATA, 'incoming'), []),
    subscribers: [],
    actorFor: async () => nobody,
    stopping: () => false,
  });
  await opened.close();
  return startWorld(place);
};
