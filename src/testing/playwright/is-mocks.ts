/** Whether a page asks the mock server, which may be mounted below a path. */
export function isMocks({ origin, pathname }: URL, server: string): boolean {
  const { origin: its, pathname: mount } = new URL(server);
  return origin === its && `${pathname}/`.startsWith(mount.endsWith("/") ? mount : `${mount}/`);
}
