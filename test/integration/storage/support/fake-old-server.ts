import { createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** One message of PostgreSQL's protocol 3.0: type, length, content. */
function message(type: string, ...parts: (string | number | Buffer)[]): Buffer {
  const content = Buffer.concat(
    parts.map((part) => {
      if (typeof part === 'string') return Buffer.from(`${part}\0`);
      return typeof part === 'number' ? int32(part) : part;
    }),
  );
  return Buffer.concat([Buffer.from(type), int32(content.length + 4), content]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

const READY = message('Z', Buffer.from('I'));

/** An answer of one row, all columns text. */
function row(values: Record<string, string>): Buffer {
  const TEXT = Buffer.concat([int32(0), int16(0), int32(25), int16(-1), int32(-1), int16(0)]);
  const names = Object.keys(values).flatMap((name) => [name, TEXT]);
  const fields = Object.values(values).flatMap((value) => [
    int32(Buffer.byteLength(value)),
    Buffer.from(value),
  ]);
  const count = int16(Object.keys(values).length);
  return Buffer.concat([
    message('T', count, ...names),
    message('D', count, ...fields),
    message('C', 'SELECT 1'),
    READY,
  ]);
}

/**
 * A server that lets everybody in and answers every query with its version: there is no PostgreSQL
 * that old to be had from npm for a test. Returns its port.
 */
export async function startFakeServer(version: string, versionNumber: string): Promise<number> {
  const server = createServer((socket: Socket) => {
    socket.on('error', () => {});
    socket.once('data', () => {
      socket.write(
        Buffer.concat([message('R', 0), message('S', 'server_version', version), READY]),
      );
      socket.on('data', (bytes) => {
        if (String.fromCharCode(bytes[0]!) === 'Q')
          socket.write(row({ number: versionNumber, version }));
        else socket.end();
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
