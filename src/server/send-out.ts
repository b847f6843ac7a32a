import type { Send } from "../ports.ts";

/** Sends by the platform's own `fetch`; what comes back is not read, and where a redirect leads nobody has allowed. */
export const sendOut: Send = async ({ url, body, ...rest }) => {
  const response = await fetch(url, {
    ...rest,
    redirect: "manual",
    ...(body === undefined ? {} : { body }),
  });
  await response.body?.cancel();
  return { status: response.status };
};
