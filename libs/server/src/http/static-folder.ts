import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { HTTP_LIMITS } from './limits.ts';
import { isCompressible, mediaTypeOf } from './media-types.ts';

/** One file as it is served. */
export interface StaticFile {
  readonly mediaType: string;
  /** Changes with the content and nothing else. Weak, because the compressed forms share it (RFC 9110, section 8.8.3). */
  readonly etag: string;
  /** The name carries a hash of the content, so that what was fetched once is good for ever. */
  readonly immutable: boolean;
  readonly identity: Uint8Array;
  /** Null where compressing does not pay. */
  readonly gzip: Uint8Array | null;
  readonly brotli: Uint8Array | null;
}

/** The files of a folder by their URL path, which begins with a slash. */
export type StaticFolder = ReadonlyMap<string, StaticFile>;

const HASHED_NAME = /-[\w-]{8}\.\w+$/;

const compressors = { gzip: promisify(gzip), brotli: promisify(brotliCompress) };

/** Nearly as small as the highest quality, 11, which makes a start with a source map take more than a second. */
const BROTLI_OPTIONS = { params: { [constants.BROTLI_PARAM_QUALITY]: 7 } };

/**
 * Reads a folder into memory, compressed once. Requests then touch no file:
 * a build that empties the folder under a running server breaks nothing.
 * @returns null where there is no such folder.
 */
export async function readStaticFolder(directory: string): Promise<StaticFolder | null> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(absent);
  if (entries === null) return null;
  const folder = new Map<string, StaticFile>();
  let bytes = 0;
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(directory, path).split(sep).join('/');
    if (!entry.isFile() || /(^|\/)\./.test(name)) continue;
    const content = await readFile(path);
    bytes += content.length;
    if (bytes > HTTP_LIMITS.staticFolderBytes) {
      throw new Error(
        `${directory} holds more than ${HTTP_LIMITS.staticFolderBytes / 1024 / 1024} MiB; is it the folder of a build?`,
      );
    }
    folder.set(`/${name}`, await toStaticFile(name, content));
  }
  return folder;
}

async function toStaticFile(name: string, content: Uint8Array): Promise<StaticFile> {
  const mediaType = mediaTypeOf(name);
  const worthIt = isCompressible(mediaType);
  return {
    mediaType,
    etag: `W/"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`,
    immutable: HASHED_NAME.test(name),
    identity: content,
    gzip: worthIt ? await compressors.gzip(content) : null,
    brotli: worthIt ? await compressors.brotli(content, BROTLI_OPTIONS) : null,
  };
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
  throw error;
}
