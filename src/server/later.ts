/**
 * What is loaded when it is first asked, because a start need not wait for it. One module, and so one import: Jest's loader
 * of ECMAScript modules hangs where two imports that share files are under way at once.
 */
export { adminMiddleware } from "./admin/admin.ts";
export { createAdminAnswer } from "./admin/answer.ts";
export { adminInside } from "./admin/inside.ts";
export { createHandle } from "./handle/handle.ts";
