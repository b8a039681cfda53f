import { type MapPack, type Place, placesIn } from './mapPack.ts';

let places: ReadonlyMap<string, Place> = new Map();
/** Places of the pack that was loaded; none before. */
export const placesOf = (): ReadonlyMap<string, Place> => places;

let loading: Promise<MapPack> | undefined;
/** The pack, loaded once it is first drawn. */
export const loadPack = (): Promise<MapPack> => {
  loading ??= import('./yueGuiQian.json').then(
    (module) => {
      const pack = module.default as unknown as MapPack;
      places = placesIn(pack);
      return pack;
    },
    (error) => {
      // an answer that did not come is asked for again the next time
      loading = undefined;
      throw error;
    },
  );
  return loading;
};
