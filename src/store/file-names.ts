/** Names that Windows gives to devices, whatever comes after the first dot. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
const sessionFile = /^~*(?<session>[A-Za-z0-9._-]{1,64})\.json$/;
const temporary = /^\.locum-.*\.tmp$/;

/** The lock; no session's file can have its name, for they end in `.json`. */
export const lockName = ".locum.lock";

/**
 * `<session>.json`; with a tilde, which no session's name has, in front where that name is a device's or taken (on a file
 * system that ignores case, by a session that differs only in case).
 */
export function fileNameOf(session: string, isTaken: (fileName: string) => boolean): string {
  let name = `${session}.json`;
  while (device.test(name) || isTaken(name)) name = `~${name}`;
  return name;
}

/** The session a file belongs to; undefined for files that are none of ours. */
export function sessionOf(fileName: string): string | undefined {
  const session = sessionFile.exec(fileName)?.groups?.["session"];
  return session === "." || session === ".." ? undefined : session;
}

/** Where a session is written before it takes its file's place. */
export function temporaryName(fileName: string): string {
  return `.locum-${fileName}.tmp`;
}

/** Whether a file was left behind by a write that did not come to its end. */
export function isTemporary(fileName: string): boolean {
  return temporary.test(fileName);
}
