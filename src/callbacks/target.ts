/** Where a request of the mock's own may go, or why it may not. */
export type Target = { readonly url: URL } | { readonly refused: string };

/**
 * Makes the judge of addresses: http or https, to this machine or to a host of the list (`hooks.example`, or
 * `hooks.example:8080` for that port alone). Names are compared, not what they resolve to.
 */
export function createTargets(hosts: readonly string[]): (address: string) => Target {
  const listed = new Set(hosts.map((host) => host.toLowerCase()));

  return (address) => {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (!url) return { refused: `${JSON.stringify(address.slice(0, 200))} is no absolute URL` };
    if (url.protocol !== "http:" && url.protocol !== "https:") {
      return { refused: `${url.protocol} is not http: or https:` };
    }
    if (url.username !== "" || url.password !== "") return { refused: "the URL has credentials in it" };
    const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
    const port = url.port || (url.protocol === "https:" ? "443" : "80");
    if (isLoopback(host) || listed.has(host) || listed.has(`${url.hostname}:${port}`)) return { url };
    return { refused: `the host ${host} is not allowed; --callback-host ${host} (callbackHosts) allows it` };
  };
}

/** The URL parser has brought every way of writing an IPv4 address into this one. */
function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(?:\.\d+){3}$/.test(host);
}
