import { downloadFile, type FileType, uploadFile } from '../filesContract.ts';
import { forbidden, notFound } from '../problem.ts';
import { addFile, findReadable, purposeOf, readContent, takeIn } from './files.ts';
import { FILE_TYPES } from './fileType.ts';
import { handle, handleFile, type Route } from './http.ts';

export const fileRoutes: readonly Route[] = [
  handleFile(
    uploadFile,
    async ({ services, actor, body }, { name, purpose }) => {
      const { can } = purposeOf(services.files, purpose);
      if (can && !actor.permissions.has(can)) throw forbidden({ permission: can });
      return takeIn(services, body, name, purpose);
    },
    async (call, _input, content) => {
      const file = await addFile(call.db, call.services.keys, content, call.actor.accountId);
      call.note({ subject: { kind: 'file', id: file.id }, details: { purpose: file.purpose, type: file.type, size: file.size } });
      return file;
    },
  ),
  handle(downloadFile, async (call, { id }) => {
    const { db, services, actor } = call;
    const file = await findReadable(db, services.files, actor, id);
    if (!file) throw notFound();
    call.note({ subject: { kind: 'file', id }, details: { purpose: file.purpose } });
    return {
      name: services.keys.open(file.name),
      type: FILE_TYPES[file.type as FileType].mime,
      content: () => readContent(services, file.hash),
    };
  }),
];
