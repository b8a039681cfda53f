// What the phone keeps: the queue of marks, and the list for days without a network, sealed with a key that never leaves this browser (WebCrypto, not
// extractable). Without a secure connection nothing of persons is kept.
const NAME = 'wengang-phone';
let opened: Promise<IDBDatabase> | undefined;
const open = (): Promise<IDBDatabase> => {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('queue', { keyPath: 'id' });
      request.result.createObjectStore('kept');
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
};
const run = async <T>(
  store: 'queue' | 'kept',
  mode: IDBTransactionMode,
  work: (s: IDBObjectStore) => IDBRequest<T> | undefined,
): Promise<T | undefined> => {
  const transaction = (await open()).transaction(store, mode);
  return new Promise((resolve, reject) => {
    const request = work(transaction.objectStore(store));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
};
export const allOf = async <T>(): Promise<readonly T[]> =>
  (await run<T[]>('queue', 'readonly', (s) => s.getAll() as IDBRequest<T[]>)) ?? [];
export const putAll = async (items: readonly object[]): Promise<void> => {
  await run('queue', 'readwrite', (s) => {
    for (const item of items) s.put(item);
    return undefined;
  });
};
export const removeAll = async (ids: readonly string[]): Promise<void> => {
  await run('queue', 'readwrite', (s) => {
    for (const id of ids) s.delete(id);
    return undefined;
  });
};

const sealing = (): boolean => window.isSecureContext && typeof crypto.subtle === 'object';
const keyOf = async (): Promise<CryptoKey> => {
  const had = await run<CryptoKey>('kept', 'readonly', (s) => s.get('key'));
  if (had) return had;
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  await run('kept', 'readwrite', (s) => s.put(key, 'key'));
  return key;
};
/** Keeps a value under a name, sealed. Does nothing where it could not be sealed. */
export const keep = async (name: string, value: unknown): Promise<void> => {
  if (!sealing()) return;
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const body = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await keyOf(), new TextEncoder().encode(JSON.stringify(value)));
  await run('kept', 'readwrite', (s) => s.put({ iv, body }, name));
};
export const kept = async <T>(name: string): Promise<T | undefined> => {
  if (!sealing()) return undefined;
  const found = await run<{ iv: Uint8Array<ArrayBuffer>; body: ArrayBuffer }>('kept', 'readonly', (s) => s.get(name));
  if (!found) return undefined;
  try {
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: found.iv }, await keyOf(), found.body);
    return JSON.parse(new TextDecoder().decode(plain)) as T;
  } catch {
    return undefined;
  }
};
export const forget = async (names: readonly string[]): Promise<void> => {
  await run('kept', 'readwrite', (s) => {
    for (const name of names) s.delete(name);
    return undefined;
  });
};
