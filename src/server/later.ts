/** What is loaded when it is first asked, because a start need not wait for it. */
export { adminMiddleware } from "./admin/admin.ts";
export { createAdminAnswer } from "./admin/answer.ts";
export { adminInside } from "./admin/inside.ts";
export { createHandle } from "./handle/handle.ts";
