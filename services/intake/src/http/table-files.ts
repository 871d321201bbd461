import { createReadStream } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { AppError } from '@yuanqu/domain';
import type { App } from '@yuanqu/service-kit';
import type { FastifyRequest } from 'fastify';
import {
  type ForgetFile,
  type ReceivedFile,
  type ReceiveFile,
  type TableFormat,
  tableFormats,
} from '../usecases/tables/raw-table.ts';

export const mediaTypes: Readonly<Record<TableFormat, string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Bodies that are tables go to disk as they come, and are forgotten when their answer is out, whatever it is. */
export function takeTables(app: App, receiveFile: ReceiveFile, forgetFile: ForgetFile): void {
  const received = new WeakMap<object, ReceivedFile>();
  app.addHook('onRequest', (request, reply, done) => {
    reply.raw.once('close', () => {
      const file = received.get(request);
      if (file)
        forgetFile(file.path).catch((error: unknown) => request.log.warn({ err: error }, 'file left'));
    });
    done();
  });
  // Nothing else is taken here, JSON neither.
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('*', (_request, _payload, done) => done(notATable));
  app.addContentTypeParser(
    Object.values(mediaTypes),
    async (request: FastifyRequest, payload: IncomingMessage) => {
      const file = await receiveFile(formatOf(request.headers['content-type']), payload);
      received.set(request, file);
      return file;
    },
  );
}

/** The table that a body is. Throws `table.empty`. */
export function receivedOf(body: unknown): ReceivedFile {
  const file = body as ReceivedFile | undefined;
  if (typeof file?.path === 'string' && file.bytes > 0) return file;
  throw new AppError('table.empty', 'invalid', '文件为空。 The file holds no line.');
}

/** Throws `request.unsupported-media-type` for a body of another type. */
export function formatOf(contentType = ''): TableFormat {
  const format = tableFormats.find((one) => contentType.toLowerCase().startsWith(mediaTypes[one]));
  if (format) return format;
  throw notATable;
}

/** 415, with what is taken. */
const notATable = new AppError('request.unsupported-media-type', 'invalid', 'neither CSV nor a workbook', {
  accepts: Object.values(mediaTypes),
});

/** The format of a table that is asked for as the answer. */
export const wantedFormat = (accept: string | undefined): TableFormat | undefined =>
  tableFormats.find((format) => accept?.includes(mediaTypes[format]));

/** The schema of an answer describes its JSON; a file passes beside it. */
interface FileReply {
  header: (name: string, value: string) => FileReply;
  send: (payload: Buffer | Readable) => never;
}

export function sendFile(
  reply: unknown,
  format: TableFormat,
  name: string,
  content: Buffer | Readable,
): never {
  const charset = format === 'csv' ? '; charset=utf-8' : '';
  return (reply as FileReply)
    .header('content-type', `${mediaTypes[format]}${charset}`)
    .header('content-disposition', `attachment; filename="${name}.${format}"`)
    .send(content);
}

/** A file's content, after which there is no such file. */
export function readOnce(path: string, forgetFile: ForgetFile): Readable {
  const content = createReadStream(path);
  content.once('close', () => void forgetFile(path).catch(() => {}));
  return content;
}
