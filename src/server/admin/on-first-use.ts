import type { RequestHandler, Router } from "express";
import type { Served } from "../served.ts";

/** The admin API, whose code is loaded when it is first asked: a start need not wait for it. */
export function adminOnFirstUse(current: () => Served): RequestHandler {
  let loading: Promise<Router> | undefined;
  return (request, response, next) => {
    loading ??= import("./admin.ts").then(({ createAdmin }) => createAdmin(current));
    loading.then((admin) => admin(request, response, next)).catch(next);
  };
}
