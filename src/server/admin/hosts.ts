import type { Options } from "../../options.ts";

/** A host name or address and a port, as `Host` and the authority of a URL have them. */
export interface Authority {
  /** Lower case; an IPv6 address without its brackets. */
  readonly name: string;
  /** Empty for the scheme's own. */
  readonly port: string;
}

const authority = /^(?:\[([0-9a-f:.]+)\]|([^\s:/?#@[\]\\]+))(?::(\d*))?$/i;

/** Reads a `Host` header (RFC 9110, section 7.2); undefined when it is none. */
export function readAuthority(text: string): Authority | undefined {
  const [, address, name, port = ""] = authority.exec(text) ?? [];
  const host = address ?? name;
  if (host === undefined) return undefined;
  return { name: host.toLowerCase().replace(/\.$/, ""), port: port === "80" || port === "443" ? "" : port };
}

/** Whether a name leads to this machine wherever it is looked up, so that nobody else's DNS can claim it. */
export function isLoopback(host: string): boolean {
  const name = readAuthority(host)?.name ?? host.toLowerCase();
  return name === "localhost" || name.endsWith(".localhost") || name === "::1" || isLoopbackAddress(name);
}

function isLoopbackAddress(name: string): boolean {
  return /^127(?:\.\d{1,3}){3}$/.test(name);
}

/** The names under which the admin API may be called, besides the address that a connection came in on. */
export function knownHosts({ host, adminHosts }: Options): (name: string) => boolean {
  const named = [host, ...adminHosts].map((one) => readAuthority(one)?.name ?? one.toLowerCase());
  const known = new Set(named);
  return (name) => isLoopback(name) || known.has(name);
}
