import { openWorld, type World } from "./assemble.ts";
import type { CallAdmin } from "./client/port.ts";
import type { Options } from "./options.ts";
import type { Ports } from "./ports.ts";
import type { AnswerAdmin } from "./server/admin/answer.ts";
import type { Handle } from "./server/handle/handle.ts";
import { Holding } from "./server/holding.ts";
import { createMiddleware, type Middleware } from "./server/mock.ts";
import { loadInTurn } from "./load-in-turn.ts";

/** A mock server that has read what it serves, and every way in. */
export interface Open {
  readonly world: World;
  readonly holding: Holding;
  readonly middleware: Middleware;
  /** The admin API behind its door; requests for it come with their whole URL. */
  readonly admin: Middleware;
  /** The admin API for this process. */
  readonly callAdmin: CallAdmin;
  readonly handle: Handle;
}

/** Reads documents, scenarios and store. */
export async function open(options: Options, ports: Ports): Promise<Open> {
  const world = await openWorld(options, ports);
  const { served } = world;
  const holding = new Holding(ports.timer);
  let loading: ReturnType<typeof load> | undefined;
  const loaded = () => (loading ??= load(world, holding));
  return {
    world,
    holding,
    middleware: createMiddleware(served, holding),
    admin(request, response, next = () => undefined) {
      loaded()
        .then(({ overHttp }) => overHttp(request, response, next))
        .catch(next);
    },
    callAdmin: async (call) => (await loaded()).callAdmin(call),
    handle: async (input, init) => (await loaded()).handle(input, init),
  };
}

async function load({ served }: World, holding: Holding) {
  const later = await loadInTurn(() => import("./server/later.ts"));
  const { adminInside, adminMiddleware, createAdminAnswer, createHandle } = later;
  const answer = createAdminAnswer(served);
  const admin: AnswerAdmin = (request) => {
    holding.enter();
    return answer(request).finally(() => holding.leave());
  };
  return {
    overHttp: adminMiddleware(served, admin),
    callAdmin: adminInside(admin, served),
    handle: createHandle({ served, holding, admin }),
  };
}
