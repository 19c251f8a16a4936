import { Socket as UdpSocket } from 'node:dgram';
import dns from 'node:dns';
import { Socket } from 'node:net';

/** Every way out of this process ends here and is counted. @returns how often one was tried */
export function closeAllWaysOut(): () => number {
  let tried = 0;
  const refuse = (): never => {
    tried += 1;
    throw new Error('a corpus must not reach outside');
  };
  Socket.prototype.connect = refuse;
  UdpSocket.prototype.send = refuse;
  dns.lookup = refuse as never;
  globalThis.fetch = refuse as never;
  return () => tried;
}
