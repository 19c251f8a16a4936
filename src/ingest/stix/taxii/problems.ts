import { TocsinError } from '../../../shared/errors.ts';
import { Refusal } from '../../core/input.ts';

/** What a server answered in place of what was asked for; undefined for any other failure. */
export function refusalIn(error: unknown): Refusal | undefined {
  const isOne = error instanceof TocsinError && error.cause instanceof Refusal;
  return isOne ? (error.cause as Refusal) : undefined;
}

export function notTaxii(where: string): TocsinError {
  return new TocsinError('what answers here is not TAXII 2.1', {
    code: 'import.not-taxii',
    fault: 'user',
    where,
    remedy: 'Give the address of the server’s discovery, of an API root or of a collection.',
  });
}

export function notAllowed(where: string, status: number, gaveCredentials: boolean): TocsinError {
  const isUnknown = status === 401;
  return new TocsinError(
    isUnknown ? 'the server does not know who asks' : 'the server does not allow it',
    {
      code: 'import.taxii-not-allowed',
      fault: 'user',
      where,
      remedy: gaveCredentials
        ? 'Check the options user and password, or token; they go to the host of the given address only.'
        : 'Give the options user and password, or token.',
    },
  );
}

export function otherVersion(where: string): TocsinError {
  return new TocsinError('the server does not speak TAXII 2.1', {
    code: 'import.taxii-version',
    fault: 'user',
    where,
    remedy:
      'Ask whoever runs it for an address that speaks TAXII 2.1; older versions are not read.',
  });
}

export function badOption(name: string, what: string, remedy: string): TocsinError {
  return new TocsinError(what, { code: 'import.bad-option', fault: 'user', where: name, remedy });
}

export function stuck(where: string): TocsinError {
  return new TocsinError('the server says that there is more, and not how to get it', {
    code: 'import.taxii-stuck',
    fault: 'far-side',
    where,
    remedy: 'Try with another value of the option limit, or tell whoever runs the server.',
  });
}
