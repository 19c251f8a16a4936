import { type Attachment, FLAG } from './message.ts';
import type { MessageBody } from './message-body.ts';
import type { UploadedFile } from './record.ts';
import { type FormFault, fault } from './refusal.ts';

const MOST_FILES = 10;
const FILE_BYTES = 10 * 1024 * 1024;

/** The number in `files[n]`. */
export function fileNumber(file: UploadedFile): string | undefined {
  return /^files\[(\d+)\]$/.exec(file.field)?.[1];
}

/** What the components and embeds point to: names of new files, identifiers of files that stand. */
function references(body: MessageBody): { names: string[]; ids: string[] } {
  const text = JSON.stringify([body.components ?? [], body.embeds ?? []]);
  const names = [...text.matchAll(/"attachment:\/\/([^"]*)"/g)].map((found) => found[1] ?? '');
  const ids = [...text.matchAll(/\/attachments\/\d+\/(\d+)\//g)].map((found) => found[1] ?? '');
  return { names, ids };
}

function uploadFaults(file: UploadedFile, listed: readonly string[] | undefined): FormFault[] {
  const { field, filename, bytes } = file;
  const number = fileNumber(file);
  const faults: FormFault[] = [];
  if (number === undefined)
    faults.push(fault([field], 'DOUBLE_FILE_FIELD', 'Files are sent as files[n]'));
  else if (listed !== undefined && !listed.includes(number))
    faults.push(fault(['attachments'], 'DOUBLE_FILE_NOT_LISTED', `${filename} is not listed`));
  if (bytes.length === 0 || bytes.length > FILE_BYTES)
    faults.push(fault([field], 'DOUBLE_FILE_SIZE', `${filename} has ${bytes.length} bytes`));
  return faults;
}

/**
 * Faults of the files of a message: each is listed, there, small enough and, in a message of
 * Components V2, shown somewhere; and nothing is shown that is not there.
 * @param standing files that the message has already
 */
export function fileFaults(
  body: MessageBody,
  files: readonly UploadedFile[],
  standing: readonly Attachment[],
): FormFault[] {
  const listed = body.attachments?.map(({ id }) => id);
  const kept = standing.filter(({ id }) => listed === undefined || listed.includes(id));
  const numbers = files.map(fileNumber);
  const faults = files.flatMap((file) => uploadFaults(file, listed));
  for (const id of listed ?? [])
    if (!numbers.includes(id) && !kept.some((one) => one.id === id))
      faults.push(fault(['attachments'], 'ATTACHMENT_NOT_FOUND', `There is no file for ${id}`));

  const { names, ids } = references(body);
  const there = [...files, ...kept].map(({ filename }) => filename);
  for (const name of names)
    if (!there.includes(name))
      faults.push(
        fault(
          ['components'],
          'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
          `attachment://${name} is not attached`,
        ),
      );
  if (new Set(there).size < there.length)
    faults.push(
      fault(['attachments'], 'DOUBLE_FILE_NAME_TWICE', `Two files of one name: ${there}`),
    );
  if (there.length > MOST_FILES)
    faults.push(fault(['attachments'], 'BASE_TYPE_MAX_LENGTH', `${there.length} files`));
  if (((body.flags ?? 0) & FLAG.componentsV2) === 0) return faults;
  const shown = [...files, ...kept.filter(({ id }) => !ids.includes(id))];
  for (const { filename } of shown)
    if (!names.includes(filename))
      faults.push(fault(['attachments'], 'DOUBLE_FILE_NOT_SHOWN', `${filename} is shown nowhere`));
  return faults;
}
